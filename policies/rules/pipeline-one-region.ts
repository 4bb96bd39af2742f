import type { PolicyResource } from "@pulumi/policy";
import { stackRule } from "../pack/rule";
import { show, valueAt } from "../read/resource";
import { knownAt, oncePerStack, type Stack } from "../read/stack";
import { type } from "../read/types";

interface Config {
  readonly component: string;
}

/** Services without regions: their resources have no such argument. */
const GLOBAL = /^aws:(iam|cloudfront|route53|organizations|account|globalaccelerator)\//;

export const pipelineOneRegion = stackRule<Config>({
  name: "pipeline-one-region",
  description: "Every regional resource of a pipeline stands in the pipeline's region.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Give the resource the region argument of its pipeline; without it, it lands in the provider's region.",
  url: "https://www.pulumi.com/registry/packages/aws/how-to-guides/enhanced-region-support/",
  tags: ["place"],
  configSchema: { properties: { component: { type: "string", default: "aerospike-kinesis:index:Pipeline" } } },
  checks: [
    (resource, stack, { component }) => {
      if (!resource.type.startsWith("aws:") || GLOBAL.test(resource.type)) return undefined;
      const pipeline = ancestor(resource, component);
      if (pipeline === undefined) return undefined;
      const expected = regionOf(pipeline, stack);
      if (expected === undefined) return undefined;
      const region = valueAt(resource, "region");
      return region === expected ? undefined : `region is ${show(region)}, its pipeline's is ${show(expected)}.`;
    },
  ],
});

function ancestor(resource: PolicyResource, component: string): PolicyResource | undefined {
  for (let above = resource.parent; above !== undefined; above = above.parent) {
    if (above.type === component) return above;
  }
  return undefined;
}

/** The region of a pipeline is the one its API stands in: what the connector's URL names. */
function regionOf(pipeline: PolicyResource, stack: Stack): unknown {
  return apiRegions(stack).get(pipeline.urn);
}

const apiRegions = oncePerStack((stack) => {
  const regions = new Map<string, unknown>();
  for (const api of stack.ofType(type.restApi)) {
    for (let above = api.parent; above !== undefined; above = above.parent)
      regions.set(above.urn, knownAt(api, "region"));
  }
  return regions;
});
