import { show } from "./problems";

/** What a pattern must hold to give a name of its own to each resource. */
const RANDOM = /\$\{(?:(?:hex|alphanum|string|num)\([1-9]\d*\)|uuid)\}/;

interface Naming {
  readonly mode?: unknown;
  readonly pattern?: unknown;
}

/**
 * `pulumi:autonaming` decides the names of what this program leaves unnamed: role, policy and secret. AWS keeps those of roles and
 * secrets unique, so that without a random part two stages cannot be in one account; a resource is also deleted before its
 * replacement is made, and API Gateway refuses to delete a deployment that a stage uses.
 * @param setting what was read
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming-configuration
 */
export function autonamingProblems(setting: unknown): string[] {
  const { providers, ...everywhere } = mapOf(setting);
  const { aws } = mapOf(providers);
  const { resources, ...inAws } = mapOf(aws);
  const namings: Readonly<Record<string, Naming>> = {
    // What is said of a provider takes the place of what is said of all.
    ...(aws === undefined ? { "": everywhere } : { ".providers.aws": inAws }),
    ...Object.fromEntries(
      Object.entries(mapOf(resources)).map(([type, naming]) => [`.providers.aws.resources.${type}`, mapOf(naming)]),
    ),
  };
  return Object.entries(namings)
    .filter(([, naming]) => !isRandom(naming))
    .map(
      ([path, naming]) =>
        `pulumi:autonaming${path}: expected the mode default, or a pattern with a random part such as ` +
        `\${name}-\${hex(7)}, got ${show(naming)}`,
    );
}

const isRandom = ({ mode, pattern }: Naming): boolean =>
  (mode === undefined || mode === "default") &&
  (pattern === undefined || (typeof pattern === "string" && RANDOM.test(pattern)));

const mapOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
