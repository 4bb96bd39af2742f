import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { assignedTextAt } from "../read/resource";
import { knownAt, oncePerStack } from "../read/stack";
import { textsIn } from "../read/texts";
import { type } from "../read/types";

/** What keeps a key as a secret: the properties that may hold one. A parameter does only as a SecureString. */
const SECRET_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  [type.apiKey]: ["value"],
  [type.usagePlanKey]: ["value"],
  [type.secretVersion]: ["secretString", "secretBinary", "secretStringWo"],
};

/** API Gateway's keys have at least twenty characters; what is shorter is not looked into. */
const SHORTEST_KEY = 20;

export const apiKeyNotExposed = stackRule({
  name: "api-key-not-exposed",
  description: "The value of an API key stands nowhere but in the key and in secrets.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Hand the key over in a secret of Secrets Manager. An output that has to hold it must be a secret (pulumi.secret).",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  tags: ["apigateway", "security", "secrets"],
  types: [type.apiKey],
  checks: [
    (key, stack) => {
      const value = assignedTextAt(key, "value");
      if (value.length < SHORTEST_KEY) return undefined;
      const forms = [value, ...inBase64(value)];
      return textsOf(stack)
        .filter(({ owner, path, text }) => {
          const isSecret =
            owner.type === type.stack
              ? stack.isSecretOutput(path)
              : secretPropertiesOf(owner).includes(path.split(".")[0] ?? "");
          return !isSecret && forms.some((form) => text.includes(form));
        })
        .map(({ owner, path }) =>
          owner.type === type.stack
            ? `the stack output ${path} holds the value of this key, and is no secret.`
            : `${path} of ${owner.name} (${owner.type}) holds the value of this key.`,
        );
    },
  ],
});

function secretPropertiesOf(owner: PolicyResource): readonly string[] {
  if (owner.type !== type.parameter) return SECRET_PROPERTIES[owner.type] ?? [];
  return knownAt(owner, "type") === "SecureString" ? ["value", "valueWo"] : [];
}

/** What a text looks like inside of a longer one in Base64: three bytes make four characters, and it may begin at any of them. */
function inBase64(text: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from("\0".repeat(before) + text).toString("base64");
    const own = Math.floor(((before + text.length) * 4) / 3);
    // The first and the last characters may belong to the neighbours as well.
    return encoded.slice(Math.ceil((before * 4) / 3), own);
  });
}

const textsOf = oncePerStack((stack) =>
  stack.resources.flatMap((owner) =>
    textsIn(owner)
      .filter(({ text }) => text.length >= SHORTEST_KEY)
      .map((text) => ({ owner, ...text })),
  ),
);
