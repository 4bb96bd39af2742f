import { rules } from "../rules";
import { policiesOf, type SdkPolicy } from "./policies";
import { faultsAgainst } from "./schema";

const LEVELS = ["advisory", "mandatory", "remediate", "disabled"];

/** Keys of a pack's configuration that are no policies: the level of all of them, and Pulumi's environments. */
const RESERVED = ["all", "environments"];

/**
 * What is wrong with a configuration of the pack (`--policy-pack-config`), everything at once; an empty list if nothing is.
 * The engine checks values against the schemas, but takes rules that do not exist and keys that are misspelled without a
 * word, and what was to be strict is not.
 * @param configuration - The parsed JSON.
 * @param policies - Those it is for. Default: the pack.
 */
export function checkConfiguration(
  configuration: unknown,
  policies: readonly SdkPolicy[] = policiesOf(rules),
): readonly string[] {
  if (typeof configuration !== "object" || configuration === null || Array.isArray(configuration)) {
    return [`expected an object of policy names, got ${JSON.stringify(configuration)}`];
  }
  return Object.entries(configuration).flatMap(([name, given]) => {
    if (name === "environments") return [];
    if (name === "all") return levelFault(name, given);
    const policy = policies.find((candidate) => candidate.name === name);
    if (policy) return faultsOf(policy, given);
    const known = [...RESERVED, ...policies.map((candidate) => candidate.name)];
    return [
      `${name}: expected the name of a policy, got one that this pack does not have; nearest: ${nearest(name, known)}`,
    ];
  });
}

function faultsOf(policy: SdkPolicy, given: unknown): readonly string[] {
  if (typeof given !== "object" || given === null) return levelFault(policy.name, given);
  const { enforcementLevel, ...settings } = given as Record<string, unknown>;
  const properties = policy.configSchema?.properties ?? {};
  const schema = { type: "object", properties, additionalProperties: false } as const;
  const level = enforcementLevel === undefined ? [] : levelFault(`${policy.name}.enforcementLevel`, enforcementLevel);
  return [...level, ...faultsAgainst(schema, settings, policy.name)];
}

function levelFault(path: string, given: unknown): readonly string[] {
  const valid = typeof given === "string" && LEVELS.includes(given);
  return valid ? [] : [`${path}: expected one of ${LEVELS.join(", ")}, got ${JSON.stringify(given)}`];
}

/** The known name that shares the most words with the given one. */
function nearest(name: string, known: readonly string[]): string {
  const words = new Set(name.split("-"));
  const shared = (candidate: string) => candidate.split("-").filter((word) => words.has(word)).length;
  return known.reduce((best, candidate) => (shared(candidate) > shared(best) ? candidate : best));
}
