import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { belongsToRole, isWriterRole, writerRoles } from "../read/api/integration-role";
import { takesRecords } from "../read/api/records-api";
import { isFirmDenial } from "../read/permissions/condition";
import { deniesKinesis } from "../read/permissions/kms-key-statement";
import { encryptedStreamsOf } from "../read/permissions/kms-key-use";
import { isAccountOf, matchesAction, type PolicyStatement, statementsOf } from "../read/permissions/policy-document";
import { identityStatements } from "../read/permissions/policy-holders";
import { isForAnybody, methodIn } from "../read/permissions/public";
import { resourceStatements } from "../read/permissions/resource-policy";
import { allowsToWrite, apiStreamsOf, streamsMadeInto, writes } from "../read/permissions/role-permissions";
import { kmsKeysOfStream } from "../read/permissions/stream-kms-keys";
import { isLike } from "../read/permissions/wildcard";
import { listAt, textAt, valueAt } from "../read/resource";
import { knownAt, sourcesOf, type Stack } from "../read/stack";
import { awsType } from "../read/types";

const EXCLUSIVE = "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive";
const BUDGET = "aws:budgets/budgetAction:BudgetAction";
const ORGANIZATION = "aws:organizations/policy:Policy";
/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html */
const CONTROLS: readonly unknown[] = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"];

export const recordsNotDenied = stackRule({
  name: "records-not-denied",
  description: "No policy of a stream, a key, an API or an organization keeps the API from writing.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Take the denial away, or spare the API's role in it. List each policy of the role where a list is the only one that counts.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
  tags: ["iam", "kinesis", "apigateway", "data-loss", "reliability"],
  types: [
    awsType.streamPolicy,
    awsType.key,
    awsType.keyPolicy,
    awsType.restApi,
    awsType.restApiPolicy,
    awsType.role,
    EXCLUSIVE,
    BUDGET,
    ORGANIZATION,
  ],
  checks: [
    (policy, stack) => {
      if (policy.type !== awsType.streamPolicy || !isOfApiStream(policy, stack)) return undefined;
      return found(resourceStatements(policy).filter((one) => deniesEverybody(one, stack) && one.actions.some(writes)));
    },
    (holder, stack) => {
      if (holder.type !== awsType.key && holder.type !== awsType.keyPolicy) return undefined;
      const keys = holder.type === awsType.key ? [holder] : sourcesOf(holder, "keyId", awsType.key);
      const roles = writerRoles(stack).filter((role) =>
        streamsMadeInto(role, stack).some((stream) => kmsKeysOfStream(stream, stack).some((key) => keys.includes(key))),
      );
      if (roles.length === 0) return undefined;
      const streams = roles.map((role) => encryptedStreamsOf(role, stack));
      return found(
        resourceStatements(holder).filter(
          (one) => isForWriters(one, stack) && streams.some((those) => deniesKinesis(one, those)),
        ),
      );
    },
    (api, stack) => {
      if (api.type !== awsType.restApi && api.type !== awsType.restApiPolicy) return undefined;
      if (!takesRecords(api, stack)) return undefined;
      return found(statementsOf(valueAt(api, "policy")).filter(deniesPost));
    },
    (role, stack) => {
      if (role.type !== awsType.role || !isWriterRole(role, stack)) return undefined;
      const inline = listAt(role, "inlinePolicies");
      if (inline.length === 0 || identityStatements(role).some(allowsToWrite)) return undefined;
      return "inlinePolicies are all that the role has then, and none of them lets the API write: its other policies are removed.";
    },
    (list, stack) => {
      if (list.type !== EXCLUSIVE || !writerRoles(stack).some((role) => belongsToRole(list, role))) return undefined;
      return listAt(list, "policyNames").length === 0
        ? "policyNames is empty: every policy of the API's role is removed, and records are refused."
        : undefined;
    },
    (budget, stack) => {
      if (budget.type !== BUDGET) return undefined;
      const roles = listAt(budget, "definition.iamActionDefinition.roles");
      const isWriters = writerRoles(stack).some((role) => {
        const names = [knownAt(role, "name"), knownAt(role, "id")];
        return sourcesOf(budget, "definition").includes(role) || roles.some((name) => names.includes(name));
      });
      return isWriters
        ? "takes the API's role its permissions when the budget is spent: records are refused from then on."
        : undefined;
    },
    (policy, stack) => {
      if (policy.type !== ORGANIZATION || !isControl(policy)) return undefined;
      const denials = statementsOf(valueAt(policy, "content")).filter(
        (one) => isFirmDenial(one) && one.actions.some(writes) && isAboutStreams(one, stack),
      );
      return found(denials);
    },
  ],
});

const found = (statements: readonly PolicyStatement[]): readonly string[] =>
  statements.map(({ name }) => `${name} denies what the API has to do for each record: records are refused.`);

/** Whether a statement denies something to everybody, or to a role as which the API writes, on no condition that may not hold. */
const deniesEverybody = (statement: PolicyStatement, stack: Stack): boolean =>
  isFirmDenial(statement) && isForWriters(statement, stack);

/** Whether a statement is about everybody, the account, or a role as which the API writes. */
function isForWriters(statement: PolicyStatement, stack: Stack): boolean {
  const arns = writerRoles(stack).map((role) => knownAt(role, "arn"));
  return (
    isForAnybody(statement) ||
    statement.principals.some(({ id }) => arns.some((arn) => id === arn || isAccountOf(id, arn)))
  );
}

function isOfApiStream(policy: PolicyResource, stack: Stack): boolean {
  const { streams, arns } = apiStreamsOf(stack);
  const arn = knownAt(policy, "resourceArn");
  return typeof arn === "string"
    ? arns.includes(arn)
    : sourcesOf(policy, "resourceArn").some((one) => streams.has(one));
}

/** AWS takes a policy without a type for one of services. */
const isControl = (policy: PolicyResource): boolean =>
  CONTROLS.includes(textAt(policy, "type") ?? "SERVICE_CONTROL_POLICY");

const isAboutStreams = ({ resources }: PolicyStatement, stack: Stack): boolean =>
  apiStreamsOf(stack).arns.some((arn) => resources.some((pattern) => isLike(arn, pattern)));

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
function deniesPost(statement: PolicyStatement): boolean {
  if (!isFirmDenial(statement) || !isForAnybody(statement)) return false;
  return (
    matchesAction(statement.actions, "execute-api:invoke") &&
    statement.resources.some((resource) => isLike("POST", methodIn(resource)))
  );
}
