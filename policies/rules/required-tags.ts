import { resourceRule } from "../pack/rule";
import { membersOf } from "../read/lists";
import { optionOf } from "../read/provider";
import { property, type Resource, valueAt } from "../read/resource";
import { awsType } from "../read/types";

interface Config {
  readonly tags: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}

export const requiredTags = resourceRule<Config>({
  name: "required-tags",
  description: "Resources carry the tags that the configuration lists.",
  severity: "low",
  enforcementLevel: "mandatory",
  remediationSteps: "Add the tags to the resource, or to the provider's defaultTags.",
  url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  tags: ["governance"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "Kinesis.2",
    specification: "Kinesis streams should be tagged",
  },
  configSchema: {
    properties: {
      tags: { type: "array", items: { type: "string" }, default: [], laxer: "fewer" },
      // What the remediation writes where a tag is missing.
      values: { type: "object", additionalProperties: { type: "string" }, default: {} },
    },
  },
  types: [
    awsType.restApi,
    awsType.stage,
    awsType.apiKey,
    awsType.usagePlan,
    awsType.stream,
    awsType.secret,
    awsType.role,
    awsType.key,
    awsType.logGroup,
    awsType.metricAlarm,
    awsType.topic,
  ],
  checks: [
    (resource, { tags }) => {
      const missing = missingTags(resource, tags);
      return missing.length > 0 ? `lacks the tag${missing.length > 1 ? "s" : ""} ${missing.join(", ")}.` : undefined;
    },
  ],
  remedy: (resource, { tags, values }) => {
    const mended = missingTags(resource, tags).filter((tag) => values[tag] !== undefined);
    if (mended.length === 0) return undefined;
    const added = Object.fromEntries(mended.map((tag) => [tag, values[tag]]));
    return { tags: { ...(valueAt(resource, "tags") as object | undefined), ...added } };
  },
});

/** Whether the provider leaves a tag out of what it sends to AWS: https://www.pulumi.com/registry/packages/aws/api-docs/provider/ */
function isIgnored(tag: string, ignored: unknown): boolean {
  const [keys, prefixes] = ["keys", "keyPrefixes"].map((list) => property(ignored, list));
  const texts = (list: unknown): readonly string[] => membersOf(list).filter((text) => typeof text === "string");
  return texts(keys).includes(tag) || texts(prefixes).some((prefix) => tag.startsWith(prefix));
}

function missingTags(resource: Resource, wanted: readonly string[]): readonly string[] {
  if (wanted.length === 0) return [];
  const given = Object.keys(valueAt(resource, "tags") ?? {});
  const byProvider = Object.keys(property(optionOf(resource.provider?.props, "defaultTags"), "tags") ?? {});
  const ignored = optionOf(resource.provider?.props, "ignoreTags");
  return wanted.filter((tag) => (!given.includes(tag) && !byProvider.includes(tag)) || isIgnored(tag, ignored));
}
