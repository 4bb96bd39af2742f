import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";

import { isMetaPolicy, type SdkPolicy } from "./meta-policy";
import { nearest } from "./nearest";
import { schemaProblems } from "./schema";

/** Keys of a pack's configuration that are no policies: the level of all of them, and Pulumi's environments. */
const RESERVED = ["all", "environments"];

/**
 * What is wrong with a configuration of the pack (`--policy-pack-config`), everything at once; an empty list if nothing is.
 * The engine checks values against the schemas, but takes rules that do not exist and keys that are misspelled without a
 * word, and what was to be strict is not.
 * @param configuration The parsed JSON.
 * @param policies Those it is for.
 */
export function checkConfiguration(configuration: unknown, policies: readonly SdkPolicy[]): readonly string[] {
  if (typeof configuration !== "object" || configuration === null || Array.isArray(configuration)) {
    return [`expected an object of policy names, got ${JSON.stringify(configuration)}`];
  }
  return Object.entries(configuration).flatMap(([name, given]) => {
    if (name === "environments") return schemaProblems({ type: "array", items: { type: "string" } }, given, name);
    if (name === "all") return policyProblems(name, given, ["advisory", "mandatory", "disabled"]);
    const policy = policies.find((candidate) => candidate.name === name);
    if (policy) return policyProblems(name, given, levelsOf(policy), policy.configSchema?.properties);
    const meant = nearest(name, [...RESERVED, ...policies.map((candidate) => candidate.name)]);
    return [`${name}: expected the name of a policy, got one that this pack does not have; nearest: ${meant ?? ""}`];
  });
}

/** A rule that is told to mend and cannot would block instead; a meta-policy that is off hides what the rules have to say. */
function levelsOf(policy: SdkPolicy): readonly string[] {
  const canRemediate = "remediateResource" in policy && policy.remediateResource !== undefined;
  return [
    "advisory",
    "mandatory",
    ...(canRemediate ? ["remediate"] : []),
    ...(isMetaPolicy(policy) ? [] : ["disabled"]),
  ];
}

function policyProblems(
  name: string,
  given: unknown,
  levels: readonly string[],
  properties: PolicyConfigJSONSchema["properties"] = {},
): readonly string[] {
  if (typeof given !== "object" || given === null) return schemaProblems({ enum: [...levels] }, given, name);
  return schemaProblems(
    {
      type: "object",
      properties: { ...properties, enforcementLevel: { enum: [...levels] } },
      additionalProperties: false,
    },
    given,
    name,
  );
}
