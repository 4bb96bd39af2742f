import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { integrationsWithRole } from "../read/api/integration-role";
import {
  includesIgnoringCase,
  type PolicyStatement,
  type Principal,
  statementsOf,
} from "../read/permissions/policy-document";
import { valueAt } from "../read/resource";
import type { Stack } from "../read/stack";
import { awsType } from "../read/types";

interface Config {
  readonly conditions: readonly string[];
}

export const integrationRoleTrust = stackRule<Config>({
  name: "integration-role-trust",
  description: "API Gateway may assume the role of an integration, on no condition, and nobody else may.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    'Trust { Service: "apigateway.amazonaws.com" } alone, without conditions: with aws:SourceArn or aws:SourceAccount, as others ' +
    "ask for, every request ends in 500.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-kinesis.html",
  tags: ["iam", "apigateway", "security", "access-control"],
  configSchema: {
    properties: {
      // Keys of conditions that somebody has seen API Gateway meet.
      conditions: { type: "array", items: { type: "string" }, default: [], laxer: "more" },
    },
  },
  types: [awsType.role],
  checks: [
    (role, stack) =>
      trustStatements(role, stack)
        .filter(({ allows, principals }) => allows && !principals.every(isGateway))
        .map(({ name }) => `${name} trusts others beside or instead of API Gateway.`),
    (role, stack) =>
      trustStatements(role, stack)
        .filter(({ allows, notPrincipals }) => allows && notPrincipals.length > 0)
        .map(({ name }) => `${name} trusts everybody but some (NotPrincipal).`),
    (role, stack, config) =>
      trustStatements(role, stack)
        .filter(({ allows, conditions }) =>
          conditions.some(
            ({ operator, key }) =>
              (allows || !NEEDS_KEY.test(operator)) && !includesIgnoringCase(config.conditions, key),
          ),
        )
        .map(({ name }) => `${name} stands on a condition: API Gateway sends nothing to meet it with.`),
    (role, stack) => {
      const statements = trustStatements(role, stack);
      if (integrationsWithRole(role, stack).length === 0) return undefined;
      if (!statements.some((statement) => statement.allows && reachesGateway(statement))) {
        return "no statement trusts API Gateway, which is to assume this role: every request ends in 500.";
      }
      return statements
        .filter((statement) => !statement.allows && statement.conditions.length === 0 && reachesGateway(statement))
        .map(({ name }) => `${name} denies API Gateway the role: every request ends in 500.`);
    },
  ],
});

/** The statements about who may assume the role, if it is that of an integration. */
function trustStatements(role: PolicyResource, stack: Stack): readonly PolicyStatement[] {
  return integrationsWithRole(role, stack).length > 0 ? statementsOf(valueAt(role, "assumeRolePolicy")) : [];
}

/**
 * Operators of conditions that do not hold where the key is not there. Any other, such as Null, ...IfExists, ForAllValues and
 * a Not, lets a denial hold for API Gateway, which sends nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const NEEDS_KEY =
  /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|Bool|BinaryEquals|IpAddress|(Numeric|Date)(Equals|(Less|Greater)Than(Equals)?))$/i;

const isGateway = ({ kind, id }: Principal): boolean => kind === "Service" && id === "apigateway.amazonaws.com";

const reachesGateway = ({ principals, notPrincipals }: PolicyStatement): boolean =>
  notPrincipals.length > 0 || principals.some((principal) => isGateway(principal) || principal.id === "*");
