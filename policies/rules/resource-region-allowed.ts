import { resourceRule } from "../pack/rule";
import { isSet, property, show, valueAt } from "../read/resource";

interface Config {
  readonly regions: readonly string[];
}

export const resourceRegionAllowed = resourceRule<Config>({
  name: "resource-region-allowed",
  description: "Resources stand only in the regions that the configuration lists.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Take the region out of the stage's settings, or add it to this rule's list.",
  url: "https://docs.aws.amazon.com/general/latest/gr/rande-manage.html",
  tags: ["place"],
  configSchema: { properties: { regions: { type: "array", items: { type: "string" }, default: [] } } },
  checks: [
    (resource, { regions }) => {
      if (regions.length === 0 || !resource.type.startsWith("aws:")) return undefined;
      const region = isSet(resource, "region")
        ? valueAt(resource, "region")
        : property(resource.provider?.props, "region");
      if (region === undefined || (typeof region === "string" && regions.includes(region))) return undefined;
      return `region is ${show(region)}; allowed: ${regions.join(", ")}.`;
    },
  ],
});
