import { resourceRule } from "../pack/rule";
import { statementsOf } from "../read/policy-document";
import { valueAt } from "../read/resource";
import { type } from "../read/types";

/** The types that carry a policy about who may use a resource, and the property they carry it in. */
const POLICIES: Readonly<Record<string, string>> = {
  "aws:kinesis/resourcePolicy:ResourcePolicy": "policy",
  [type.key]: "policy",
  "aws:kms/keyPolicy:KeyPolicy": "policy",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
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
  tags: ["kinesis", "secretsmanager", "kms", "secrets"],
  types: Object.keys(POLICIES),
  checks: [
    (resource) =>
      statementsOf(valueAt(resource, POLICIES[resource.type] ?? ""))
        .filter(
          ({ allows, principals, conditionKeys }) =>
            allows && conditionKeys.length === 0 && principals.some(({ id }) => id === "*"),
        )
        .map(({ actions }) => `allows ${actions.join(", ") || "actions"} to everybody, on no condition.`),
  ],
});
