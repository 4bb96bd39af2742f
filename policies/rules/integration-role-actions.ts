import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { belongsToRole, isWriterRole } from "../read/api/integration-role";
import { holdsOfSome } from "../read/judgeable";
import { isOnlyOnAnyResource } from "../read/permissions/only-on-any-resource";
import { includesIgnoringCase, type PolicyStatement } from "../read/permissions/policy-document";
import {
  attachedPolicyArns,
  attaches,
  attachmentTypes,
  identityPolicyTypes,
  identityStatements,
} from "../read/permissions/policy-holders";
import { hasWildcard } from "../read/permissions/wildcard";
import { knownAt, type Stack } from "../read/stack";
import { awsType } from "../read/types";

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
  tags: ["iam", "kinesis", "security", "access-control"],
  configSchema: {
    properties: {
      actions: {
        type: "array",
        items: { type: "string" },
        default: ["kinesis:PutRecord", "kinesis:PutRecords", "kms:GenerateDataKey"],
        laxer: "more",
      },
    },
  },
  types: [...new Set([...identityPolicyTypes, ...attachmentTypes])],
  checks: [
    (holder, stack, { actions }) => {
      if (!isForWriter(holder, stack)) return undefined;
      return identityStatements(holder)
        .filter((statement) => statement.allows)
        .filter((statement) => !statement.actions.every((action) => includesIgnoringCase(actions, action)))
        .map(({ name }) => `${name} allows other actions than ${actions.join(", ")} to ${WRITER}`);
    },
    (holder, stack) => {
      if (!isForWriter(holder, stack)) return undefined;
      const open = identityStatements(holder).filter((statement) => statement.allows && !namesItsResources(statement));
      return open.map(({ name }) => `${name} allows its actions on streams that it does not name.`);
    },
    (holder, stack) => {
      if (!isForWriter(holder, stack)) return undefined;
      const shown = stack.ofType(awsType.policy).map((policy) => knownAt(policy, "arn"));
      return attachedPolicyArns(holder)
        .filter((arn) => !shown.includes(arn))
        .map(() => `attaches a policy that this stack does not show to ${WRITER}`);
    },
  ],
});

const WRITER = "a role that has only to write to Kinesis.";

/** Whether the resource is, or gives something to, the role of a Kinesis integration. */
function isForWriter(holder: PolicyResource, stack: Stack): boolean {
  const roles = stack
    .ofType(awsType.role)
    .filter(
      (role) =>
        holder === role ||
        belongsToRole(holder, role) ||
        (holder.type === awsType.policy && isAttachedTo(holder, role, stack)),
    );
  return holdsOfSome(roles, (role) => isWriterRole(role, stack));
}

/** Whether a managed policy of this stack is attached to the role. */
function isAttachedTo(policy: PolicyResource, role: PolicyResource, stack: Stack): boolean {
  return attachmentTypes.some((attachment) =>
    stack
      .ofType(attachment)
      .some((holder) => attaches(holder, policy) && (holder === role || belongsToRole(holder, role))),
  );
}

/** Whether the statement names what it is about, as far as AWS lets it: some actions have no resource. */
const namesItsResources = ({ actions, resources, notResources }: PolicyStatement): boolean =>
  notResources.length === 0 &&
  resources.length > 0 &&
  (resources.every((resource) => !hasWildcard(resource)) ||
    (actions.length > 0 && actions.every((action) => isOnlyOnAnyResource(action))));
