import type { PolicyResource } from "@pulumi/policy";

import { type Endpoint, namesApi } from "../api/api-address";
import { keyLinksOf, opensStage } from "../api/usage-plan";
import { holdsOfSome } from "../judgeable";
import { assignedTextAt, isTrue } from "../resource";
import { knownAt, pointsAt, type Stack } from "../stack";
import { awsType } from "../types";
import { type ConnectorConfig, describePosition } from "./config";
import type { Destination } from "./destination";
import type { ConnectorFile } from "./files";

/** The header in which API Gateway takes a key. */
const HEADER = "x-api-key";

/**
 * Whether a file is for an API of this stack. Another program's file may be kept in the same stack.
 * @param file A connector's file.
 * @param stack The stack that keeps it.
 * @returns Whether it is made of an API, a stage or a key of the stack, or names one.
 * @throws where neither is known yet
 */
export function isOfStack({ config: { destinations }, isMadeHere }: ConnectorFile, stack: Stack): boolean {
  if (isMadeHere) return stack.ofType(awsType.restApi).length > 0;
  const keys = destinations.flatMap(({ headers }) => headers.get(HEADER)?.text ?? []);
  return holdsOfSome(
    [
      () => destinations.some(({ urls }) => urls.some(({ text }) => namesApi(text, stack))),
      () => keys.length > 0 && stack.ofType(awsType.apiKey).some((key) => keys.includes(assignedTextAt(key, "value"))),
    ],
    (test) => test(),
  );
}

/**
 * What is wrong with the key that a destination sends.
 * @param destination It, as the file says.
 * @param endpoint Where it sends.
 * @param _config The whole file.
 * @param stack The stack of the API and its keys.
 * @returns The findings.
 * @throws where a key's value is not known yet
 */
export function keyFindings(
  destination: Destination,
  { stages, methods }: Endpoint,
  _config: ConnectorConfig,
  stack: Stack,
): readonly string[] {
  if (!methods.some((method) => isTrue(knownAt(method, "apiKeyRequired")))) return [];
  const sent = destination.headers.get(HEADER);
  if (sent === undefined || sent.text === "") {
    return [`${describePosition(sent ?? destination)} sends no x-api-key: API Gateway refuses every record.`];
  }
  const links = stages.flatMap((stage) =>
    stack
      .ofType(awsType.usagePlan)
      .filter(opensStage(stage, stack))
      .flatMap((plan) => keyLinksOf(plan, stack)),
  );
  if (links.length === 0 || holdsOfSome(links, (link) => hasValue(link, sent.text, stack))) return [];
  return [
    `${describePosition(sent)} sends an x-api-key that is no key of the API's usage plan: API Gateway refuses every record.`,
  ];
}

function hasValue(link: PolicyResource, value: string, stack: Stack): boolean {
  if (knownAt(link, "value") === value) return true;
  const keys = stack.ofType(awsType.apiKey).filter((key) => pointsAt(link, "keyId", key));
  return (keys.length > 0 ? keys : [link]).some((key) => assignedTextAt(key, "value") === value);
}
