import { resourceRule } from "../pack/rule";
import { isAboutSource, saysWho } from "../read/permissions/condition";
import type { PolicyStatement } from "../read/permissions/policy-document";
import { isForAnybody, openStatements } from "../read/permissions/public";
import { resourcePolicyTypes, resourceStatements } from "../read/permissions/resource-policy";
import { type Resource, textAt } from "../read/resource";
import { awsType } from "../read/types";

export const resourcePolicyNotPublic = resourceRule({
  name: "resource-policy-not-public",
  description: "Streams, secrets, keys, logs, topics, queues, event buses and functions are not open to everybody.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Name the principals, by account, role or service, instead of *. For a service, name the resource or the account for " +
    "which it works: sourceArn, sourceAccount.",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  tags: ["kinesis", "secretsmanager", "kms", "security", "access-control"],
  types: [...resourcePolicyTypes, awsType.keyGrant],
  checks: [
    (resource) =>
      openStatements(resourceStatements(resource))
        .filter(isForAnybody)
        .map(({ name }) => `${name} allows its actions to everybody, on no condition that says who.`),
    (resource) =>
      openStatements(resourceStatements(resource))
        .filter(({ notPrincipals }) => notPrincipals.length > 0)
        .map(({ name }) => `${name} allows its actions to everybody but some (NotPrincipal).`),
    (resource) =>
      resourceStatements(resource)
        .filter((statement) => statement.allows && isForServices(statement) && hasOpenSource(resource, statement))
        .map(
          ({ name }) => `${name} lets a service of AWS in for every account: its source is everybody's, or not named.`,
        ),
    (grant) => {
      const isOfAccount = /^(\*|\d{12}|.*:root)$/.test(textAt(grant, "granteePrincipal") ?? "");
      return grant.type === awsType.keyGrant && isOfAccount
        ? "granteePrincipal is a whole account: whomever its administrators choose uses the key."
        : undefined;
    },
  ],
});

const isForServices = ({ principals }: PolicyStatement): boolean =>
  principals.length > 0 && principals.every(({ kind, id }) => kind === "Service" && id !== "*");

/**
 * Whether a service may come on anybody's behalf. AWS asks for a source in a permission of a function alone; elsewhere a
 * source that excludes nobody is no source. https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html
 */
function hasOpenSource(resource: Resource, { conditions }: PolicyStatement): boolean {
  if (conditions.some((condition) => saysWho(condition) || condition.key === "lambda:EventSourceToken")) return false;
  return resource.type === awsType.lambdaPermission || conditions.some(isAboutSource);
}
