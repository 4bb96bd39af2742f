import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { isOnlyOnAnyResource } from "../read/permissions/only-on-any-resource";
import { includesIgnoringCase, type PolicyStatement } from "../read/permissions/policy-document";
import { identityPolicyTypes, identityStatements, isOnlyBoundary } from "../read/permissions/policy-holders";
import { hasWildcard } from "../read/permissions/wildcard";
import type { Stack } from "../read/stack";

interface Config {
  readonly actionsOnAnyResource: readonly string[];
}

export const iamNoWildcards = stackRule<Config>({
  name: "iam-no-wildcards",
  description: "Policies allow named actions on named resources.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Name each action, and take each resource's ARN from the resource itself.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  tags: ["iam", "security", "access-control"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "IAM.21",
    specification: "IAM customer managed policies that you create should not allow wildcard actions for services",
  },
  configSchema: {
    properties: {
      // Beside those that AWS allows on * alone. Metrics have no ARN; the reference lists a type of CloudWatch's other data.
      actionsOnAnyResource: {
        type: "array",
        items: { type: "string" },
        default: ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics", "cloudwatch:PutMetricData"],
        laxer: "more",
      },
    },
  },
  types: identityPolicyTypes,
  checks: [
    (holder, stack) =>
      allowStatements(holder, stack).flatMap((statement) => [
        ...(statement.actions.some((action) => hasWildcard(action) && !isOnlyOnAnyResource(action))
          ? [`${statement.name} allows actions with a wildcard.`]
          : []),
        ...(statement.notActions.length > 0 ? [`${statement.name} allows every action but some (NotAction).`] : []),
      ]),
    (holder, stack, { actionsOnAnyResource }) =>
      allowStatements(holder, stack).flatMap(({ name, actions, resources, notResources }) => [
        ...(resources.some(isAnyResource) &&
        !actions.every((action) => includesIgnoringCase(actionsOnAnyResource, action) || isOnlyOnAnyResource(action))
          ? [`${name} allows its actions on resources with a wildcard in the place of a name.`]
          : []),
        ...(resources.some((resource) => isAnyPlace(resource) && !isAnyResource(resource))
          ? [`${name} allows its actions in every region, account or partition: an ARN has a wildcard there.`]
          : []),
        ...(resources.some((resource) => /^arn:[^:]*:kinesis:.*\$\{/.test(resource))
          ? [`${name} allows its actions on streams that a variable chooses: whoever sets the tag or the name chooses.`]
          : []),
        ...(notResources.length > 0 ? [`${name} allows every resource but some (NotResource).`] : []),
      ]),
  ],
});

/** What somebody may do by it. A permissions boundary lets nobody do anything. */
const allowStatements = (holder: PolicyResource, stack: Stack): readonly PolicyStatement[] =>
  isOnlyBoundary(holder, stack) ? [] : identityStatements(holder).filter((statement) => statement.allows);

/** Services whose ARNs begin with the name of a thing, others with its type: `orders/*` are the objects of one bucket. */
const WITHOUT_TYPE = ["s3", "execute-api"];

/** The type of a thing, and with it what its name ends at; an Auto Scaling group has an id that nobody knows before its name. */
const TYPE = /^[\w-]+([/:])(?:\*:autoScalingGroupName\/)?/;

/** A family of task definitions has its revisions behind a colon, though its type ends at a slash. */
const WITH_REVISIONS = "task-definition/";

/** What AWS names while it does what was asked, so that no policy can name it: the change of a DNS record. */
const NAMED_LATER = /^arn:[\w-]+:route53:::change\/\*$/;

/** The six characters that Secrets Manager puts behind a name: AWS's own way to name a secret that is yet to be made. */
const SECRET_SUFFIX = /-\?{6}$/;

/** Whose resources of the same name elsewhere hold other records, other secrets. */
const PLACED = ["kinesis", "kms", "secretsmanager"];

/** Whether the ARN is that of a name wherever somebody has it. Logs, such as those of functions, may be anywhere. */
function isAnyPlace(resource: string): boolean {
  const [, partition = "", service = "", region = "", account = ""] = resource.split(":");
  return PLACED.includes(service) && [partition, region, account].some(hasWildcard);
}

/**
 * `*`, or an ARN with a wildcard where a resource has its name: `arn:aws:kinesis:*:*:stream/o*`. What lies inside of a named
 * one may have wildcards: indexes, versions, log streams.
 */
function isAnyResource(resource: string): boolean {
  const [, , service = "", , , ...rest] = resource.split(":");
  if (NAMED_LATER.test(resource)) return false;
  if (rest.length === 0 || hasWildcard(service)) return hasWildcard(resource);
  const path = rest.join(":").replace(/^\//, "");
  const [prefix = "", delimiter = "/"] = WITHOUT_TYPE.includes(service) ? [] : (TYPE.exec(path) ?? []);
  const [name = ""] = path.slice(prefix.length).split(path.startsWith(WITH_REVISIONS) ? ":" : delimiter);
  return hasWildcard(service === "secretsmanager" ? name.replace(SECRET_SUFFIX, "") : name);
}
