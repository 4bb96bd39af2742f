import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { handsOnKey } from "../read/key-value/key-handed-on";
import { SecretFinder } from "../read/key-value/secret-finder";
import { placesOfSecrets } from "../read/key-value/secret-places";
import { assignedTextAt } from "../read/resource";
import { knownAt, oncePerStack, sourcesOf, type Stack } from "../read/stack";
import { holdsUnknown, knownCopyOf } from "../read/texts";
import { awsType } from "../read/types";

interface Config {
  /** By type, the properties that may hold a secret. */
  readonly keepers: Readonly<Record<string, readonly string[]>>;
}

const KEEPERS: Config["keepers"] = {
  [awsType.secretVersion]: ["secretString", "secretBinary", "secretStringWo"],
  [awsType.parameter]: ["value", "valueWo"],
  [awsType.kubernetesSecret]: ["data", "stringData"],
};

/** What has the key's value because it is the key, or its link. */
const OF_KEYS: Config["keepers"] = { [awsType.apiKey]: ["value"], [awsType.usagePlanKey]: ["value"] };

/** API Gateway's keys have at least twenty characters; what is shorter is not looked for. */
const SHORTEST_KEY = 20;

export const apiKeyNotExposed = stackRule<Config>({
  name: "api-key-not-exposed",
  description: "The value of an API key stands nowhere but in the key and in secrets.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Hand the key over in a secret of Secrets Manager. What has to hold it must be a secret (pulumi.secret). " +
    "Replace the header x-api-key where HTTP_PROXY sends requests on, and name it in redactedFields of a web ACL's log.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  tags: ["apigateway", "security", "secrets"],
  configSchema: {
    properties: {
      keepers: {
        type: "object",
        additionalProperties: { type: "array", items: { type: "string" } },
        default: KEEPERS,
        laxer: "more",
      },
    },
  },
  checks: [
    (owner, stack, { keepers }) => {
      const finder = finderOf(stack);
      if (finder.isEmpty) return undefined;
      return openPropertiesOf(owner, stack, keepers).flatMap((name) =>
        placesOfSecrets(knownCopyOf(owner, name), name, finder, isSecretIn(owner, stack)).map(
          ({ place, owner: key, isPart }) => {
            const what = `${isPart ? "a part of " : ""}the value of the API key ${key.name}`;
            return owner.type === awsType.stack
              ? `the stack output ${place} holds ${what}, and is no secret.`
              : `${place} holds ${what}.`;
          },
        ),
      );
    },
    handsOnKey,
    (owner, stack) => {
      const found = finderOf(stack).findIn(owner.name);
      return found
        ? `the resource's own name holds ${found.isPart ? "a part of " : ""}the value of an API key.`
        : undefined;
    },
    // Before any value is known: what is made from the password that becomes the key.
    (owner, stack, { keepers }) =>
      passwordsOf(stack).size === 0
        ? undefined
        : openPropertiesOf(owner, stack, keepers)
            .filter((name) => sourcesOf(owner, name).some((source) => passwordsOf(stack).has(source)))
            .filter((name) => holdsUnknown(owner, name))
            .map((name) => `${name} is made from the password that becomes the value of an API key.`),
    (owner, stack, { keepers }) => {
      // A preview does not know the key, nor what is made from it. The note on what it cannot judge says so.
      if (owner.type === awsType.apiKey) assignedTextAt(owner, "value");
      if (stack.ofType(awsType.apiKey).length === 0) return undefined;
      for (const name of openPropertiesOf(owner, stack, keepers)) {
        const isMade = !NAMES_A_KEY.test(name) && sourcesOf(owner, name, awsType.apiKey).length > 0;
        if (isMade && holdsUnknown(owner, name)) assignedTextAt(owner, name);
      }
      return undefined;
    },
  ],
});

/** A property that has another resource's id or ARN, which is no secret. */
const NAMES_A_KEY = /(id|ids|arn|arns)$/i;

const isSecretIn = (owner: PolicyResource, stack: Stack) => (path: string) =>
  owner.type === awsType.stack && stack.isSecretOutput(path);

/** The properties of a resource that are not there to keep a secret. */
function openPropertiesOf(owner: PolicyResource, stack: Stack, keepers: Config["keepers"]): readonly string[] {
  if (passwordsOf(stack).has(owner)) return [];
  const isPlain = owner.type === awsType.parameter && knownAt(owner, "type") !== "SecureString";
  const keeping = (keepers[owner.type] ?? []).filter((name) => !isPlain && !stack.isPlain(owner.urn, name));
  const kept = [...(OF_KEYS[owner.type] ?? []), ...keeping];
  return Object.keys(owner.props).filter((name) => !kept.includes(name));
}

const finderOf = oncePerStack(
  (stack) =>
    new SecretFinder(
      stack.ofType(awsType.apiKey).flatMap((owner) => {
        const secret = knownAt(owner, "value");
        return typeof secret === "string" && secret.length >= SHORTEST_KEY ? [{ secret, owner }] : [];
      }),
    ),
);

/** The resources of the random provider that an API key's value is made from. */
const passwordsOf = oncePerStack(
  (stack) =>
    new Set(
      stack
        .ofType(awsType.apiKey)
        .flatMap((key) => sourcesOf(key, "value"))
        .filter((source) => source.type.startsWith("random:")),
    ),
);
