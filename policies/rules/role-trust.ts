import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { integrationsWithRole } from "../read/api/integration-role";
import { isPositive, saysWho, wholeAccountsNamedBy } from "../read/permissions/condition";
import { namesIdentity } from "../read/permissions/federation";
import { type Condition, type PolicyStatement, statementsOf } from "../read/permissions/policy-document";
import { isForAnybody, openStatements } from "../read/permissions/public";
import { hasWildcard } from "../read/permissions/wildcard";
import { assignedTextAt, valueAt } from "../read/resource";
import type { Stack } from "../read/stack";
import { awsType } from "../read/types";

interface Config {
  readonly accounts: readonly string[];
}

export const roleTrust = stackRule<Config>({
  name: "role-trust",
  description: "The trust policy of every role says who may assume it.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Name the role or the service that assumes the role. For another account as a whole, ask for an sts:ExternalId. For an OIDC " +
    "provider, name the subject: the repository, the service account. For IAM Roles Anywhere, name the trust anchor in aws:SourceArn.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html",
  tags: ["iam", "security", "access-control"],
  configSchema: {
    properties: {
      // Other accounts that may be trusted as a whole, by their 12 digits.
      accounts: { type: "array", items: { type: "string" }, default: [], laxer: "more" },
    },
  },
  types: [awsType.role],
  checks: [
    (role, stack) =>
      openStatements(trustStatements(role, stack)).map(({ name, notPrincipals }) =>
        notPrincipals.length > 0
          ? `${name} trusts everybody but some (NotPrincipal).`
          : `${name} trusts everybody, on no condition that says who.`,
      ),
    (role, stack, { accounts }) =>
      allowing(role, stack)
        .filter(({ conditions }) => !conditions.some((condition) => saysWhich(condition) || isExternalId(condition)))
        .filter((statement) => wholeAccountsIn(statement).some((id) => isOtherAccount(id, role, accounts)))
        .map(({ name }) => `${name} trusts the whole of another account, on no condition that says who.`),
    (role, stack) =>
      allowing(role, stack)
        .filter(({ principals, conditions }) =>
          principals.some(({ kind, id }) => kind === "Federated" && !namesIdentity(id, conditions)),
        )
        .map(({ name, conditions }) =>
          conditions.some(({ key }) => /:sub$/i.test(key))
            ? `${name} trusts more than one party of an identity provider: the condition on the subject does not say who.`
            : `${name} trusts whomever an identity provider knows: no condition names a subject.`,
        ),
    (role, stack) =>
      allowing(role, stack)
        .filter(({ principals }) => principals.some(({ id }) => id === "rolesanywhere.amazonaws.com"))
        .filter(({ conditions }) => !conditions.some((condition) => saysWho(condition) || isOfCertificate(condition)))
        .map(({ name }) => `${name} trusts the certificates of every trust anchor (IAM Roles Anywhere).`),
  ],
});

/** The statements about who may assume the role. That of an integration has a rule of its own: integration-role-trust. */
const trustStatements = (role: PolicyResource, stack: Stack): readonly PolicyStatement[] =>
  integrationsWithRole(role, stack).length > 0 ? [] : statementsOf(valueAt(role, "assumeRolePolicy"));

const allowing = (role: PolicyResource, stack: Stack): readonly PolicyStatement[] =>
  trustStatements(role, stack).filter(({ allows }) => allows);

/** Whether the condition says more than an account: every role of an account is the account as a whole. */
const saysWhich = (condition: Condition): boolean => saysWho(condition) && wholeAccountsNamedBy(condition).length === 0;

/** What may be an account as a whole: a principal, or what everybody has to be of. */
const wholeAccountsIn = (statement: PolicyStatement): readonly string[] => [
  ...statement.principals.filter(({ kind }) => kind === "AWS").map(({ id }) => id),
  ...(isForAnybody(statement) ? statement.conditions.filter(isPositive).flatMap(wholeAccountsNamedBy) : []),
];

/** A whole account that is neither the role's own nor configured. Which one is its own, a preview of a new role cannot say. */
function isOtherAccount(id: string, role: PolicyResource, accounts: readonly string[]): boolean {
  const [, account] = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(id) ?? [];
  if (account === undefined || accounts.includes(account)) return false;
  return account !== assignedTextAt(role, "arn").split(":")[4];
}

const isExternalId = (condition: Condition): boolean =>
  /^sts:ExternalId$/i.test(condition.key) && isPositive(condition) && !condition.values.some(hasWildcard);

/** https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html */
const isOfCertificate = (condition: Condition): boolean =>
  /^aws:PrincipalTag\/x509/i.test(condition.key) && isPositive(condition) && !condition.values.some(hasWildcard);
