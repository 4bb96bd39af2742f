import { resourceRule } from "../pack/rule";
import { valueAt } from "../read/resource";
import { awsType } from "../read/types";

interface Limit {
  readonly property: string;
  readonly characters: RegExp;
  readonly longest: number;
}

/** What AWS takes as a name, from its API references. */
const LIMITS: Readonly<Record<string, Limit>> = {
  [awsType.stream]: { property: "name", characters: /^[a-zA-Z0-9_.-]+$/, longest: 128 },
  [awsType.stage]: { property: "stageName", characters: /^[a-zA-Z0-9_-]+$/, longest: 128 },
  [awsType.apiKey]: { property: "name", characters: /^.+$/s, longest: 1024 },
  [awsType.role]: { property: "name", characters: /^[\w+=,.@-]+$/, longest: 64 },
  "aws:iam/rolePolicy:RolePolicy": { property: "name", characters: /^[\w+=,.@-]+$/, longest: 128 },
  [awsType.policy]: { property: "name", characters: /^[\w+=,.@-]+$/, longest: 128 },
  [awsType.secret]: { property: "name", characters: /^[a-zA-Z0-9/_+=.@-]+$/, longest: 512 },
  [awsType.logGroup]: { property: "name", characters: /^[a-zA-Z0-9_/.#-]+$/, longest: 512 },
  // https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html names the length alone.
  [awsType.samplingRule]: { property: "ruleName", characters: /^.+$/s, longest: 32 },
  [awsType.metricAlarm]: { property: "name", characters: /^.+$/s, longest: 255 },
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
  [awsType.metricFilter]: { property: "name", characters: /^[^:*]+$/, longest: 512 },
};

export const nameLimits = resourceRule({
  name: "name-limits",
  description: "Names are such as AWS takes.",
  severity: "low",
  enforcementLevel: "mandatory",
  remediationSteps: "Shorten the name, or spell it with the characters that AWS takes.",
  url: "https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html",
  tags: ["governance"],
  types: Object.keys(LIMITS),
  checks: [
    (resource) => {
      const limit = LIMITS[resource.type];
      // As it is written: AWS refuses an empty name.
      const name = limit && valueAt(resource, limit.property);
      if (limit === undefined || typeof name !== "string") return undefined;
      if (name.length > limit.longest) {
        return `${limit.property} has ${name.length} characters, AWS takes ${limit.longest}.`;
      }
      return limit.characters.test(name)
        ? undefined
        : `${limit.property} has characters that AWS does not take: it takes ${limit.characters.source}.`;
    },
  ],
});
