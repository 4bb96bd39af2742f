import { resourceRule } from "../pack/rule";
import { type Condition, type Statement, statementsOf } from "../read/policy-document";
import { type Resource, valueAt } from "../read/resource";
import { type } from "../read/types";
import { hasWildcard } from "../read/wildcard";

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
  tags: ["kinesis", "secretsmanager", "kms", "secrets"],
  types: Object.keys(POLICIES),
  checks: [
    (resource) =>
      openStatements(resource)
        .filter(({ principals }) => principals.some(({ id }) => id === "*"))
        .map(({ name }) => `${name} allows its actions to everybody, on no condition that says who.`),
    (resource) =>
      openStatements(resource)
        .filter(({ notPrincipals }) => notPrincipals.length > 0)
        .map(({ name }) => `${name} allows its actions to everybody but some (NotPrincipal).`),
  ],
});

const openStatements = (resource: Resource): readonly Statement[] =>
  statementsOf(valueAt(resource, POLICIES[resource.type] ?? "")).filter(
    ({ allows, conditions }) => allows && !conditions.some(saysWho),
  );

/** What tells who asks, or on whose behalf a service does. kms:ViaService alone says neither: everybody may use a service. */
const WHO =
  /^(aws:(Principal(Arn|Account|OrgID|OrgPaths|ServiceName|IsAWSService)|userid|Source(Arn|Account|OrgID|OrgPaths|Owner|Vpce|Vpc|Ip))|kms:CallerAccount)$/i;

/** Those that hold only where the key is there and has the value: neither ...IfExists, nor ForAllValues, nor a Not. */
const HOLDS = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|Bool|IpAddress)$/i;

const saysWho = ({ operator, key, values }: Condition): boolean =>
  WHO.test(key) && HOLDS.test(operator) && values.length > 0 && !values.some(isAnybody);

/** `*`, a condition that asks for the opposite, every address, or an ARN of any account. */
function isAnybody(value: string): boolean {
  if (/^[*?]+$|^false$|\/0$/.test(value)) return true;
  const [prefix, , , , account = ""] = value.split(":");
  return prefix === "arn" && hasWildcard(account);
}
