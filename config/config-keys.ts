import { nearestName } from "./nearest-name";

/** Values by full key, such as `aws:region`. */
export type StackConfig = Readonly<Record<string, string>>;

export interface OwnConfig {
  /** The project's own values, by key without its name. */
  readonly own: Readonly<Record<string, string>>;
  /** The AWS provider's values, by key without `aws:`. */
  readonly provider: Readonly<Record<string, string>>;
  /** Keys that nobody reads, as `key: expected ..., got ...`. */
  readonly problems: readonly string[];
}

/**
 * Separates the project's own settings from those of others. Pulumi ignores a namespace that nobody reads. So a
 * misspelled namespace would leave the defaults in force without a message.
 * @param project the project's name, which is the namespace of its settings
 * @param config all values of the stack
 * @param awsKeys all keys that the AWS provider takes; it refuses any other key itself, but only on AWS
 * @returns the project's own values, the provider's, and what is wrong with the keys
 */
export function splitConfig(project: string, config: StackConfig, awsKeys: readonly string[]): OwnConfig {
  const own: Record<string, string> = {};
  const provider: Record<string, string> = {};
  const problems: string[] = [];
  for (const [fullKey, value] of Object.entries(config)) {
    const colon = fullKey.indexOf(":");
    const [namespace, key] = [fullKey.slice(0, colon), fullKey.slice(colon + 1)];
    if (namespace === project) {
      own[key] = value;
    } else if (namespace === "aws") {
      provider[key] = value;
      if (!awsKeys.includes(key)) {
        problems.push(`${fullKey}: expected ${awsSettingLike(key, awsKeys)}, got an unknown key`);
      }
    }
  }
  return { own, provider, problems: [...problems, ...foreignKeyProblems(project, config)] };
}

/** The project's name in this repository, which people copy with the keys of an example. `pulumi new` gives another one. */
const TEMPLATE = "aerospike-kinesis";

/** The settings without a default. */
const REQUIRED = ["service", "regions"];

/**
 * Finds keys whose namespace was meant to be the project's. A stack's file also has settings of other packages.
 * @param project the project's name, which is the namespace of its settings
 * @param config all values of the stack, by full key such as `aws:region`
 * @returns the problems, as `key: expected ..., got ...`
 */
export function foreignKeyProblems(project: string, config: Readonly<Record<string, unknown>>): string[] {
  const missing = REQUIRED.filter((key) => isEmpty(config[`${project}:${key}`]));
  const keys = Object.keys(config)
    .map((fullKey) => fullKey.split(":"))
    .filter(([namespace]) => namespace !== project);
  const ofAnother = (wanted: string): boolean =>
    wanted === TEMPLATE || keys.some(([namespace, key = ""]) => namespace === wanted && missing.includes(key));
  return keys.flatMap(([namespace = "", ...rest]) => {
    if (["aws", "pulumi"].includes(namespace)) return [];
    const [fullKey, wanted] = [`${namespace}:${rest.join(":")}`, `${project}:${rest.join(":")}`];
    if (nearestName(namespace, [project]) !== undefined) {
      return [`${fullKey}: expected ${wanted}, got a namespace that nobody reads`];
    }
    return ofAnother(namespace)
      ? [`${fullKey}: expected ${wanted}, or ${rest.join(":")} alone, got a key of another project`]
      : [];
  });
}

/** As Pulumi.yaml declares a setting without a default. */
const isEmpty = (value: unknown): boolean => [undefined, '""', "[]", '"[]"'].includes(JSON.stringify(value));

function awsSettingLike(key: string, known: readonly string[]): string {
  const meant = nearestName(key, known);
  return meant === undefined ? "a setting of the AWS provider" : `aws:${meant}`;
}
