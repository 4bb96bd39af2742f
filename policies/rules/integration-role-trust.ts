import { stackRule } from "../pack/rule";
import { integrationsAs } from "../read/integration-role";
import { statementsOf } from "../read/policy-document";
import { valueAt } from "../read/resource";
import { type } from "../read/types";

/** What API Gateway does not send when it assumes the role of an integration. */
const NOT_SENT = ["aws:sourcearn", "aws:sourceaccount"];

export const integrationRoleTrust = stackRule({
  name: "integration-role-trust",
  description: "Only API Gateway may assume the role of an integration, on no condition that API Gateway cannot meet.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    'Trust { Service: "apigateway.amazonaws.com" } alone, without aws:SourceArn and aws:SourceAccount: with one of them every ' +
    "request ends in 500.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-kinesis.html",
  tags: ["iam", "apigateway", "identity"],
  types: [type.role],
  checks: [
    (role, stack) => {
      if (integrationsAs(role, stack).length === 0) return undefined;
      return statementsOf(valueAt(role, "assumeRolePolicy"))
        .filter((statement) => statement.allows)
        .flatMap((statement) => statement.principals)
        .filter(({ kind, id }) => kind !== "Service" || id !== "apigateway.amazonaws.com")
        .map(({ kind, id }) => `trusts ${kind} "${id}" beside or instead of API Gateway.`);
    },
    (role, stack) => {
      if (integrationsAs(role, stack).length === 0) return undefined;
      return statementsOf(valueAt(role, "assumeRolePolicy"))
        .flatMap((statement) => statement.conditionKeys)
        .filter((key) => NOT_SENT.includes(key.toLowerCase()))
        .map((key) => `trusts on the condition ${key}, which API Gateway does not send for integrations.`);
    },
  ],
});
