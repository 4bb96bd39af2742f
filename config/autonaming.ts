import { show } from "./problems";
import { isMap } from "./value";

/** A random part of a pattern. With it, each resource gets its own name. */
const RANDOM = /\$\{(?:(?:hex|alphanum|string|num)\([1-9]\d*\)|uuid)\}/;

interface Naming {
  readonly mode?: unknown;
  readonly pattern?: unknown;
}

/**
 * Checks `pulumi:autonaming`, which decides the names of resources that this program does not name: role, policy and
 * secret. AWS keeps the names of roles and secrets unique. Without a random part, two stages cannot be in one account.
 * Also, Pulumi then deletes a resource before it creates the replacement, and API Gateway refuses to delete a
 * deployment that a stage uses.
 * @param setting the value as it was read; an empty map if it is not set
 * @returns a problem for each part without a random name, as `key: expected ..., got ...`
 * @see https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming-configuration
 */
export function autonamingProblems(setting: unknown): string[] {
  const { providers, ...everywhere } = mapOf(setting);
  const { aws } = mapOf(providers);
  const { resources, ...inAws } = mapOf(aws);
  const namings: Readonly<Record<string, Naming>> = {
    // A provider's own setting replaces the setting for all.
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

const mapOf = (value: unknown): Readonly<Record<string, unknown>> => (isMap(value) ? value : {});
