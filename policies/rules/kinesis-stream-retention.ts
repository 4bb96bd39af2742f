import { resourceRule } from "../pack/rule";
import { valueAt } from "../read/resource";
import { awsType } from "../read/types";

interface Config {
  readonly minimumHours: number;
}

/** What Kinesis keeps when nobody says. */
const DEFAULT_HOURS = 24;

export const kinesisStreamRetention = resourceRule<Config>({
  name: "kinesis-stream-retention",
  description: "Streams keep their records for as long as the stage asks.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set retentionPeriod to the hours a consumer may be behind, at least what the configuration asks for.",
  url: "https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html",
  tags: ["kinesis", "reliability"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "Kinesis.3",
    specification: "Kinesis streams should have an adequate data retention period",
  },
  configSchema: {
    properties: { minimumHours: { type: "integer", minimum: 24, maximum: 8760, default: 24, laxer: "lower" } },
  },
  types: [awsType.stream],
  checks: [
    (stream, { minimumHours }) => {
      const hours = valueAt(stream, "retentionPeriod") ?? DEFAULT_HOURS;
      if (typeof hours !== "number" || hours >= minimumHours) return undefined;
      return `retentionPeriod is ${hours} hours, at least ${minimumHours} are required.`;
    },
  ],
  remedy: (stream, { minimumHours }) => {
    const hours = valueAt(stream, "retentionPeriod") ?? DEFAULT_HOURS;
    return typeof hours === "number" && hours < minimumHours ? { retentionPeriod: minimumHours } : undefined;
  },
});
