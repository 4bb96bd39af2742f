import type { PolicyResource } from "@pulumi/policy";

import { holdsOfSome } from "../judgeable";
import { knownTextsOf, type Resource, textAt, textsAsFarAsKnown, textsOf, valueAt } from "../resource";
import { scanTemplate, type TemplateScan } from "../scanning/scan-template";
import { knownAt, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { Unreadable } from "../unreadable";
import { partsOfApi } from "./rest-api";
import { isFunctionUri, isKinesisUri, putActionOf } from "./service-uri";

/**
 * Whether an integration calls an AWS service whose answer is mapped by its status. A function's answer is mapped by its error
 * text, so what holds for services does not hold for it.
 * @param integration An integration of a REST API.
 * @returns Whether it does.
 * @throws Where nobody can tell yet: a preview does not know the URI of a function in another stack.
 */
export function isServiceCall(integration: PolicyResource): boolean {
  if (textAt(integration, "type") !== "AWS") return false;
  if (sourcesOf(integration, "uri").some((source) => source.type.startsWith("aws:lambda/"))) return false;
  return hasRecordTemplate(integration) || !isFunctionUri(valueAt(integration, "uri"));
}

/**
 * Whether an integration calls Kinesis, whatever it asks for: its URI leads there, its template prints a PutRecord, or a
 * parameter names a call of Kinesis.
 * @param integration An integration of a REST API.
 * @returns Whether it does, or may.
 * @throws What {@link valueAt} throws where nobody can tell yet.
 */
export function callsKinesis(integration: Resource): boolean {
  const kind = textAt(integration, "type");
  if (kind === undefined || kind === "MOCK") return false;
  // The URI first: a template that nobody can read is then a finding of the rules on templates alone.
  if (isKinesisUri(knownAt(integration, "uri")) || hasRecordTemplate(integration)) return true;
  const targets = textsOf(integration, "requestParameters");
  return targets.some(([, source]) => /Kinesis_\d/i.test(source)) || isKinesisUri(valueAt(integration, "uri"));
}

/**
 * Whether an integration writes to Kinesis. Its URI often holds an ARN that is unknown at preview; a template with the members
 * of a PutRecord tells as well.
 * @param integration An integration of a REST API.
 * @returns Whether it does.
 * @throws What {@link valueAt} throws where nobody can tell yet, and Unreadable where a template cannot be read.
 */
export function writesToKinesis(integration: Resource): boolean {
  if (textAt(integration, "type") !== "AWS") return false;
  return hasRecordTemplate(integration) || putActionOf(valueAt(integration, "uri")) !== undefined;
}

/**
 * The same test, for what is not about the integration itself: its API, its role, its stage. That a template cannot be read is
 * said of the integration alone. Here it counts as a call of Kinesis, unless the URI is known to lead elsewhere.
 * @param test {@link callsKinesis} or {@link writesToKinesis}.
 * @returns The test. It throws only where a value is not known yet.
 */
export const orMay =
  (test: (integration: Resource) => boolean) =>
  (integration: Resource): boolean => {
    try {
      return test(integration);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const uri = knownAt(integration, "uri");
      return uri === undefined || isKinesisUri(uri);
    }
  };

/** Whether it writes with PutRecords, which answers 200 also where it did not store a record; undefined if not known yet. */
export function writesRecords(integration: Resource): boolean | undefined {
  if (knownTemplatesOf(integration).some(({ fields }) => fields.has("Records"))) return true;
  const uri = knownAt(integration, "uri");
  return typeof uri === "string" ? putActionOf(uri) === "PutRecords" : undefined;
}

/** Whether a method of this API writes to Kinesis. */
export const leadsToKinesis = (api: PolicyResource, stack: Stack): boolean =>
  holdsOfSome(partsOfApi(stack, awsType.integration, api), orMay(writesToKinesis));

const knownTemplatesOf = (integration: Resource): readonly TemplateScan[] =>
  knownTextsOf(integration, "requestTemplates").map(([, text]) => scanTemplate(text));

/** The fields that name the stream of a PutRecord. */
const STREAM_FIELDS = ["StreamName", "StreamARN"];

const isRecord = ({ fields }: TemplateScan): boolean =>
  STREAM_FIELDS.some((field) => fields.has(field)) && ["Data", "Records"].some((field) => fields.has(field));

/** Whether a request template prints the members of a PutRecord. One that is not known yet hides no other. */
function hasRecordTemplate(integration: Resource): boolean {
  const { texts, notKnown } = textsAsFarAsKnown(integration, "requestTemplates");
  if (texts.some(([, text]) => isRecord(scanTemplate(text)))) return true;
  if (notKnown) throw notKnown;
  return false;
}
