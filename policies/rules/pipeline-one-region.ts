import { stackRule } from "../pack/rule";
import { ancestorsOf, regionOfComponent } from "../read/components";
import { isRegional } from "../read/region";
import { show, valueAt } from "../read/resource";

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
      const expected = pipeline && regionOfComponent(pipeline, stack);
      if (expected === undefined) return undefined;
      const region = valueAt(resource, "region");
      return region === expected ? undefined : `region is ${show(region)}, its pipeline's is ${show(expected)}.`;
    },
  ],
});
