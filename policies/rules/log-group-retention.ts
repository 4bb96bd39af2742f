import { resourceRule } from "../pack/rule";
import { type Resource, valueAt } from "../read/resource";
import { awsType } from "../read/types";

interface Config {
  readonly minimumDays: number;
}

/** The periods that CloudWatch Logs takes, in days. */
const PERIODS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * A group of the class that hands logs on keeps them for two days, whatever retentionInDays says.
 * https://www.pulumi.com/registry/packages/aws/api-docs/cloudwatch/loggroup/
 */
const isForDelivery = (group: Resource): boolean => valueAt(group, "logGroupClass") === "DELIVERY";

export const logGroupRetention = resourceRule<Config>({
  name: "log-group-retention",
  description: "Log groups say for how long they keep what they hold, and it is long enough.",
  severity: "low",
  enforcementLevel: "advisory",
  remediationSteps: "Set retentionInDays to at least what the configuration asks for.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
  tags: ["cloudwatch", "observability"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "CloudWatch.16",
    specification: "CloudWatch log groups should be retained for a specified time period",
  },
  configSchema: {
    properties: { minimumDays: { type: "integer", minimum: 1, maximum: 3653, default: 1, laxer: "lower" } },
  },
  types: [awsType.logGroup],
  checks: [
    (group, { minimumDays }) => {
      const days = valueAt(group, "retentionInDays") ?? 0;
      if (typeof days !== "number" || isForDelivery(group)) return undefined;
      if (days === 0) return "retentionInDays is not set: the logs are kept, and paid for, for ever.";
      return days < minimumDays ? `retentionInDays is ${days}, at least ${minimumDays} are required.` : undefined;
    },
  ],
  remedy: (group, { minimumDays }) => {
    const days = valueAt(group, "retentionInDays") ?? 0;
    if (typeof days !== "number" || days >= minimumDays || isForDelivery(group)) return undefined;
    return { retentionInDays: PERIODS.find((period) => period >= minimumDays) ?? minimumDays };
  },
});
