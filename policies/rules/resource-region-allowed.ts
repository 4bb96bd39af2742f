import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { isRegional } from "../read/region";
import { assignedTextAt, property, show } from "../read/resource";
import { knownAt, knownListAt } from "../read/stack";

interface Config {
  readonly regions: readonly string[];
}

export const resourceRegionAllowed = stackRule<Config>({
  name: "resource-region-allowed",
  description: "Resources and their replicas stand only in the regions that the configuration lists.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Take the region out of the stage's settings, or add it to this rule's list.",
  url: "https://docs.aws.amazon.com/general/latest/gr/rande-manage.html",
  tags: ["governance"],
  configSchema: { properties: { regions: { type: "array", items: { type: "string" }, default: [] } } },
  checks: [
    (resource, _, { regions }) => {
      if (regions.length === 0 || !isRegional(resource)) return undefined;
      const region = regionOf(resource);
      return isAllowed(region, regions) ? undefined : `region is ${show(region)}; allowed: ${regions.join(", ")}.`;
    },
    (resource, _, { regions }) => {
      if (regions.length === 0 || !isRegional(resource)) return undefined;
      return knownListAt(resource, "replicas")
        .map((replica) => property(replica, "region") ?? property(replica, "regionName"))
        .filter((region) => region !== undefined && !isAllowed(region, regions))
        .map((region) => `replicas has one in ${show(region)}; allowed: ${regions.join(", ")}.`);
    },
  ],
});

/** Its own, or its provider's. A provider may take one from its environment: AWS says then where the resource stands. */
function regionOf(resource: PolicyResource): unknown {
  const given = [knownAt(resource, "region"), property(resource.provider?.props, "region")];
  // The provider takes an empty region for none.
  return (
    given.find((region) => region !== undefined && region !== null && region !== "") ??
    assignedTextAt(resource, "region")
  );
}

const isAllowed = (region: unknown, regions: readonly string[]) =>
  typeof region === "string" && regions.includes(region);
