import * as pulumi from "@pulumi/pulumi";

import type { Settings } from "../config/settings";

/** A component of this process, and what has its service in the name. */
interface Built {
  readonly name: string;
  readonly service: string;
  /** Another provider can mean another account. */
  readonly provider: pulumi.ProviderResource | undefined;
  readonly regions: readonly string[];
  readonly hasDashboard: boolean;
}

/** By the run of a program. A process can run several, as with Pulumi's automation API, or in a component package. */
const builtInRuns = new Map<unknown, Built[]>();

/** What a run has to itself: the address at which the engine takes its resources. */
function runOf(): unknown {
  const monitor = pulumi.runtime.getMonitor() as
    { readonly getChannel?: () => { readonly getTarget: () => string } } | undefined;
  return monitor?.getChannel?.().getTarget() ?? monitor;
}

/**
 * Finds names on AWS that two components of a program would both take. Every name begins with the service and the stage,
 * so AWS refuses the second one half-way through the update. A dashboard belongs to no region: the second one replaces
 * the first without a word.
 * @param component the component
 * @param name its name in Pulumi
 * @param settings what it builds
 * @returns one line each, as `key: expected ..., got ...`
 */
export function takenServiceProblems(
  component: pulumi.ComponentResource,
  name: string,
  { service, regions, observability }: Settings,
): readonly string[] {
  const run = runOf();
  const built = builtInRuns.get(run) ?? [];
  const own: Built = {
    name,
    service,
    provider: component.getProvider("aws:index:Provider"),
    regions: regions.map(({ region }) => region),
    hasDashboard: observability.dashboard,
  };
  builtInRuns.set(run, [...built, own]);
  // Of two with one name, Pulumi refuses the second. Here, it is one that a later run built again.
  const others = built.filter(
    (other) => other.name !== name && other.service === service && other.provider === own.provider,
  );
  return others.flatMap((other) => {
    const shared = own.regions.filter((region) => other.regions.includes(region));
    const takes = [
      ...(shared.length > 0 ? [`the names of ${shared.join(", ")}`] : []),
      ...(own.hasDashboard && other.hasDashboard ? ["the dashboard, one in an account,"] : []),
    ];
    return takes.length === 0
      ? []
      : [
          `service: expected one that no other AerospikeIngest of this program has, because ${takes.join(" and ")} would be ` +
            `the same, got "${service}", which ${other.name} has`,
        ];
  });
}
