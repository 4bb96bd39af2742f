import { resourceRule } from "../pack/rule";
import { valueAt } from "../read/resource";
import { type } from "../read/types";

interface Limit {
  readonly property: string;
  readonly characters: RegExp;
  readonly longest: number;
}

/** What AWS takes as a name, from its API references. */
const LIMITS: Readonly<Record<string, Limit>> = {
  [type.stream]: { property: "name", characters: /^[a-zA-Z0-9_.-]+$/, longest: 128 },
  [type.stage]: { property: "stageName", characters: /^[a-zA-Z0-9_-]+$/, longest: 128 },
  [type.apiKey]: { property: "name", characters: /^.+$/s, longest: 1024 },
  [type.role]: { property: "name", characters: /^[\w+=,.@-]+$/, longest: 64 },
  "aws:iam/rolePolicy:RolePolicy": { property: "name", characters: /^[\w+=,.@-]+$/, longest: 128 },
  "aws:iam/policy:Policy": { property: "name", characters: /^[\w+=,.@-]+$/, longest: 128 },
  [type.secret]: { property: "name", characters: /^[a-zA-Z0-9/_+=.@-]+$/, longest: 512 },
  [type.logGroup]: { property: "name", characters: /^[a-zA-Z0-9_/.#-]+$/, longest: 512 },
  // https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html names the length alone.
  [type.samplingRule]: { property: "ruleName", characters: /^.+$/s, longest: 32 },
  [type.metricAlarm]: { property: "name", characters: /^.+$/s, longest: 255 },
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
  [type.metricFilter]: { property: "name", characters: /^[^:*]+$/, longest: 512 },
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
