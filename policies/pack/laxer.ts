import type { PolicyConfigSchema } from "@pulumi/policy";

/**
 * Which value of a setting asks for less: a lower or a higher one (of an enumeration, by its order), or a list or map
 * with more or fewer entries.
 */
export type Laxer = "lower" | "higher" | "more" | "fewer";

/** By rule and setting. Where a setting is not listed, a reviewer sees that it is changed, and not in which direction. */
export const LAXER: Readonly<Record<string, Readonly<Record<string, Laxer>>>> = {
  "api-key-not-exposed": { keepers: "more" },
  "connector-config-call-timeout": { belowMilliseconds: "higher" },
  "connector-config-fits-api": { headers: "more", hosts: "more" },
  "connector-config-output": { belowMilliseconds: "higher" },
  "iam-no-administrator": { forbidden: "fewer" },
  "iam-no-wildcards": { actionsOnAnyResource: "more" },
  "integration-role-actions": { actions: "more" },
  "integration-role-trust": { conditions: "more" },
  "integration-stream-fixed": { defaults: "more" },
  "integration-timeout": { callTimeoutMilliseconds: "higher" },
  "kinesis-stream-encrypted": { key: "lower" },
  "kinesis-stream-retention": { minimumHours: "lower" },
  "kinesis-stream-writers": { services: "more" },
  "kms-key-recoverable": { minimumDays: "lower" },
  "log-group-encrypted": { key: "lower" },
  "log-group-retention": { minimumDays: "lower" },
  "required-tags": { tags: "fewer" },
  "rest-api-endpoint-type": { types: "more" },
  "rest-api-tls": { minimumVersion: "lower", accessModes: "more" },
  "role-trust": { accounts: "more" },
  "secret-deletion-window": { minimumDays: "lower" },
  "secret-encrypted": { key: "lower" },
  "stateful-protected": { types: "fewer" },
};

/**
 * A rule's settings for those who compare configurations: the engine hands on a schema's keywords that it does not know.
 *
 * @param rule its name
 * @param schema of the rule's settings
 * @returns the schema, each setting with the keyword `laxer` where it is known
 */
export function withLaxer(rule: string, schema: PolicyConfigSchema): PolicyConfigSchema {
  const directions = LAXER[rule] ?? {};
  const properties = Object.entries(schema.properties).map(([name, setting]) => {
    const laxer = directions[name];
    return [name, laxer === undefined ? setting : { ...setting, laxer }];
  });
  return { ...schema, properties: Object.fromEntries(properties) as PolicyConfigSchema["properties"] };
}
