import { resourceRule } from "../pack/rule";
import { type PolicyStatement, statementsOf } from "../read/policy-document";
import { isForAnybody, openStatements } from "../read/public";
import { type Resource, valueAt } from "../read/resource";
import { type } from "../read/types";

/** The types that carry a policy about who may use a resource, and the property they carry it in. */
const POLICIES: Readonly<Record<string, string>> = {
  "aws:kinesis/resourcePolicy:ResourcePolicy": "policy",
  [type.key]: "policy",
  "aws:kms/replicaKey:ReplicaKey": "policy",
  "aws:kms/externalKey:ExternalKey": "policy",
  "aws:kms/keyPolicy:KeyPolicy": "policy",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
  "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": "accessPolicy",
  [type.secret]: "policy",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
};

export const resourcePolicyNotPublic = resourceRule({
  name: "resource-policy-not-public",
  description: "Streams, secrets, keys and logs are not open to everybody.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: "Name the principals, by account, role or service, instead of *.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  tags: ["kinesis", "secretsmanager", "kms", "security", "access-control"],
  types: Object.keys(POLICIES),
  checks: [
    (resource) =>
      openStatementsIn(resource)
        .filter(isForAnybody)
        .map(({ name }) => `${name} allows its actions to everybody, on no condition that says who.`),
    (resource) =>
      openStatementsIn(resource)
        .filter(({ notPrincipals }) => notPrincipals.length > 0)
        .map(({ name }) => `${name} allows its actions to everybody but some (NotPrincipal).`),
  ],
});

const openStatementsIn = (resource: Resource): readonly PolicyStatement[] =>
  openStatements(statementsOf(valueAt(resource, POLICIES[resource.type] ?? "")));
