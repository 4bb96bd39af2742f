import type { PolicyResource } from "@pulumi/policy";
import { stackRule } from "../pack/rule";
import { belongsToRole, writerRoles } from "../read/integration-role";
import type { Statement } from "../read/policy-document";
import { attachedPolicyArns, attachmentTypes, identityPolicyTypes, identityStatements } from "../read/policy-holders";
import { sourcesOf, type Stack } from "../read/stack";

interface Config {
  readonly actions: readonly string[];
}

export const integrationRoleActions = stackRule<Config>({
  name: "integration-role-actions",
  description: "The role of a Kinesis integration may put records into named streams, and nothing else.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Allow kinesis:PutRecord on the ARNs of the API's streams, and kms:GenerateDataKey on their key if it is your own.",
  url: "https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html",
  tags: ["iam", "kinesis", "identity"],
  configSchema: {
    properties: {
      actions: {
        type: "array",
        items: { type: "string" },
        default: ["kinesis:PutRecord", "kinesis:PutRecords", "kms:GenerateDataKey"],
      },
    },
  },
  types: [...new Set([...identityPolicyTypes, ...attachmentTypes])],
  checks: [
    (holder, stack, { actions }) => {
      if (!isForWriter(holder, stack)) return undefined;
      const others = identityStatements(holder)
        .filter((statement) => statement.allows)
        .flatMap((statement) => statement.actions.filter((action) => !actions.includes(action)));
      return others.length > 0 ? `allows ${others.join(", ")} to a role that has only to write to Kinesis.` : undefined;
    },
    (holder, stack) => {
      if (!isForWriter(holder, stack)) return undefined;
      const open = identityStatements(holder).filter((statement) => statement.allows && !namesItsResources(statement));
      return open.map(
        (statement) => `allows ${statement.actions.join(", ") || "actions"} on streams that it does not name.`,
      );
    },
    (holder, stack) => {
      if (!isForWriter(holder, stack)) return undefined;
      const arns = attachedPolicyArns(holder).filter((arn) => arn.includes(":iam::aws:policy/"));
      return arns.map((arn) => `attaches ${arn.split("/").at(-1) ?? ""} to a role that has only to write to Kinesis.`);
    },
  ],
});

/** Whether the resource is, or gives something to, the role of a Kinesis integration. */
function isForWriter(holder: PolicyResource, stack: Stack): boolean {
  return writerRoles(stack).some(
    (role) => holder === role || belongsToRole(holder, role) || isAttachedTo(holder, role, stack),
  );
}

/** Whether a managed policy of this stack is attached to the role. */
function isAttachedTo(policy: PolicyResource, role: PolicyResource, stack: Stack): boolean {
  return attachmentTypes.some((attachment) =>
    stack.ofType(attachment).some((candidate) => {
      const names = ["policyArn", "managedPolicyArns"].some((path) => sourcesOf(candidate, path).includes(policy));
      return names && (candidate === role || belongsToRole(candidate, role));
    }),
  );
}

const namesItsResources = ({ resources, notResources }: Statement): boolean =>
  notResources.length === 0 && resources.length > 0 && resources.every((resource) => !resource.includes("*"));
