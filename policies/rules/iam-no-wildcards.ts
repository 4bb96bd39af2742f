import { resourceRule } from "../pack/rule";
import type { Statement } from "../read/policy-document";
import { identityPolicyTypes, identityStatements } from "../read/policy-holders";

interface Config {
  readonly actionsOnAnyResource: readonly string[];
}

export const iamNoWildcards = resourceRule<Config>({
  name: "iam-no-wildcards",
  description: "Policies allow named actions on named resources.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Name each action, and take each resource's ARN from the resource itself.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
  tags: ["iam", "identity"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "IAM.21",
    specification: "IAM customer managed policies that you create should not allow wildcard actions for services",
  },
  configSchema: {
    properties: {
      // AWS knows no resource for these.
      actionsOnAnyResource: {
        type: "array",
        items: { type: "string" },
        default: [
          "cloudwatch:PutMetricData",
          "logs:DescribeLogGroups",
          "sts:GetCallerIdentity",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ],
      },
    },
  },
  types: identityPolicyTypes,
  checks: [
    (holder) =>
      allowedBy(holder).flatMap((statement) => [
        ...statement.actions.filter((action) => action.includes("*")).map((action) => `allows the action "${action}".`),
        ...(statement.notActions.length > 0 ? ["allows every action but some (NotAction)."] : []),
      ]),
    (holder, { actionsOnAnyResource }) =>
      allowedBy(holder).flatMap((statement) => [
        ...statement.resources
          .filter(
            (resource) =>
              isAnyResource(resource) && !statement.actions.every((action) => actionsOnAnyResource.includes(action)),
          )
          .map((resource) => `allows ${statement.actions.join(", ") || "actions"} on "${resource}".`),
        ...(statement.notResources.length > 0 ? ["allows every resource but some (NotResource)."] : []),
      ]),
  ],
});

const allowedBy = (holder: Parameters<typeof identityStatements>[0]): readonly Statement[] =>
  identityStatements(holder).filter((statement) => statement.allows);

/** `*`, or an ARN that names no resource: `arn:aws:kinesis:*:*:stream/*`. A key prefix of one bucket does name it. */
function isAnyResource(resource: string): boolean {
  if (resource === "*") return true;
  const [, , service, , , ...rest] = resource.split(":");
  const name = rest.join(":");
  return name.startsWith("*") || (service !== "s3" && /^[\w-]+[/:]\*$/.test(name));
}
