import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { ancestorsOf, regionOfComponent } from "../read/components";
import { isDefaultProvider, optionOf, PROVIDER } from "../read/provider";
import { isRegional, regionOf } from "../read/region";
import { property, show } from "../read/resource";
import { knownListAt, oncePerStack, type Stack } from "../read/stack";

interface Config {
  readonly regions: readonly string[];
  readonly component: string;
}

export const resourceRegionAllowed = stackRule<Config>({
  name: "resource-region-allowed",
  description:
    "Resources, their replicas and providers are only in the regions of the configuration, or else in those of the pipelines.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Take the region out of the stage's settings, or add it to this rule's list. Give each provider a version from 7.0 on.",
  url: "https://docs.aws.amazon.com/general/latest/gr/rande-manage.html",
  tags: ["governance"],
  configSchema: {
    properties: {
      regions: { type: "array", items: { type: "string" }, default: [] },
      component: { type: "string", default: "aerospike-kinesis:index:Pipeline" },
    },
  },
  checks: [
    (resource, stack, config) => {
      const allowed = allowedRegions(stack, config);
      if (allowed.length === 0 || !isRegional(resource)) return undefined;
      // What is in a pipeline, pipeline-one-region compares with that one's own region.
      if (config.regions.length === 0 && isInPipeline(resource, config)) return undefined;
      const region = regionOf(resource);
      return isAllowed(region, allowed) ? undefined : `region is ${show(region)}; allowed: ${allowed.join(", ")}.`;
    },
    (resource, stack, config) => {
      const allowed = allowedRegions(stack, config);
      if (allowed.length === 0 || !isRegional(resource)) return undefined;
      return knownListAt(resource, "replicas")
        .map((replica) => property(replica, "region") ?? property(replica, "regionName"))
        .filter((region) => region !== undefined && !isAllowed(region, allowed))
        .map((region) => `replicas has one in ${show(region)}; allowed: ${allowed.join(", ")}.`);
    },
    (provider, stack, config) => {
      if (provider.type !== PROVIDER || isDefaultProvider(provider)) return undefined;
      const allowed = allowedRegions(stack, config);
      const region = optionOf(provider.props, "region");
      if (allowed.length === 0 || region === undefined || isAllowed(region, allowed)) return undefined;
      return `the provider's region is ${show(region)}; allowed: ${allowed.join(", ")}.`;
    },
    (provider, stack) => {
      if (provider.type !== PROVIDER || majorVersionOf(provider) >= FIRST_WITH_REGIONS) return undefined;
      // A program that is old as a whole names no region in a resource.
      const isAlone = !stack.ofType(PROVIDER).some((other) => majorVersionOf(other) >= FIRST_WITH_REGIONS);
      return isAlone
        ? undefined
        : "the provider's version is older than 7.0, and another one's is not: it does not know the region of a resource.";
    },
  ],
});

/** https://www.pulumi.com/registry/packages/aws/how-to-guides/aws-enhanced-region-support */
const FIRST_WITH_REGIONS = 7;

/** 7 of version 7.48.0; not a number where no version is known. */
function majorVersionOf({ props }: PolicyResource): number {
  const version = optionOf(props, "version");
  return typeof version === "string" ? Number.parseInt(version, 10) : Number.NaN;
}

const allowedRegions = (stack: Stack, { regions, component }: Config): readonly string[] =>
  regions.length > 0 ? regions : (regionsOfComponents(stack).get(component) ?? []);

/** The regions of the stack's components, by the component's type. */
const regionsOfComponents = oncePerStack((stack) => {
  const regions = new Map<string, string[]>();
  for (const component of stack.resources) {
    const region = regionOfComponent(component, stack);
    if (region === undefined) continue;
    const same = regions.get(component.type) ?? [];
    if (!same.includes(region)) regions.set(component.type, [...same, region]);
  }
  return regions;
});

const isInPipeline = (resource: PolicyResource, { component }: Config): boolean =>
  ancestorsOf(resource).some(({ type }) => type === component);

const isAllowed = (region: unknown, regions: readonly string[]): boolean =>
  typeof region === "string" && regions.includes(region);
