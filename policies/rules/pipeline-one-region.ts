import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { isRegional } from "../read/region";
import { show, valueAt } from "../read/resource";
import { knownAt, oncePerStack, type Stack } from "../read/stack";

interface Config {
  readonly component: string;
}

export const pipelineOneRegion = stackRule<Config>({
  name: "pipeline-one-region",
  description: "Every regional resource of a pipeline stands in the pipeline's region.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Give the resource the region argument of its pipeline; without it, it lands in the provider's region.",
  url: "https://www.pulumi.com/registry/packages/aws/how-to-guides/enhanced-region-support/",
  tags: ["governance"],
  configSchema: { properties: { component: { type: "string", default: "aerospike-kinesis:index:Pipeline" } } },
  checks: [
    (resource, stack, { component }) => {
      if (!isRegional(resource)) return undefined;
      const pipeline = ancestorsOf(resource).find(({ type }) => type === component);
      const expected = pipeline && regionOf(pipeline, stack);
      if (expected === undefined) return undefined;
      const region = valueAt(resource, "region");
      return region === expected ? undefined : `region is ${show(region)}, its pipeline's is ${show(expected)}.`;
    },
  ],
});

/** The components that a resource stands in, the nearest first. */
function ancestorsOf({ parent }: PolicyResource): readonly PolicyResource[] {
  return parent === undefined ? [] : [parent, ...ancestorsOf(parent)];
}

/** The region of a pipeline is the one that most of its resources name: what forgot its own does not decide for the rest. */
function regionOf(pipeline: PolicyResource, stack: Stack): string | undefined {
  const counts = [...(regionCounts(stack).get(pipeline.urn) ?? [])];
  return counts.sort(([, one], [, other]) => other - one)[0]?.[0];
}

/** How many of the resources in a component name a region, by the component's URN. */
const regionCounts = oncePerStack((stack) => {
  const counts = new Map<string, Map<string, number>>();
  for (const resource of stack.resources.filter(isRegional)) {
    const region = knownAt(resource, "region");
    if (typeof region !== "string" || region === "") continue;
    for (const { urn } of ancestorsOf(resource)) {
      const inside = counts.get(urn) ?? new Map<string, number>();
      counts.set(urn, inside.set(region, (inside.get(region) ?? 0) + 1));
    }
  }
  return counts;
});
