import { integrationRoleTrust } from "../../../policies/rules/integration-role-trust";
import { change, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const GATEWAY = { Service: "apigateway.amazonaws.com" };
const trust = (Principal: unknown, more = {}) =>
  change("role", {
    assumeRolePolicy: JSON.stringify({ Statement: { Effect: "Allow", Principal, Action: "sts:AssumeRole", ...more } }),
  });

describeRule(integrationRoleTrust, {
  finds: {
    "another service": {
      stack: trust({ Service: ["apigateway.amazonaws.com", "lambda.amazonaws.com"] }),
      found: { role: ['trusts Service "lambda.amazonaws.com" beside or instead of API Gateway.'] },
    },
    "an account": {
      stack: trust({ ...GATEWAY, AWS: "arn:aws:iam::123456789012:root" }),
      found: { role: ['trusts AWS "arn:aws:iam::123456789012:root" beside or instead of API Gateway.'] },
    },
    everybody: {
      stack: trust("*"),
      found: { role: ['trusts AWS "*" beside or instead of API Gateway.'] },
    },
    "a condition that API Gateway cannot meet": {
      stack: trust(GATEWAY, { Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } }),
      found: { role: ["trusts on the condition aws:SourceAccount, which API Gateway does not send for integrations."] },
    },
    "the same in other letters": {
      stack: trust(GATEWAY, { Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:execute-api:*" } } }),
      found: { role: ["trusts on the condition AWS:SourceArn, which API Gateway does not send for integrations."] },
    },
  },
  accepts: {
    "the role of a function": {
      stack: plus({
        type: "aws:iam/role:Role",
        name: "function-role",
        inputs: {
          assumeRolePolicy: JSON.stringify({
            Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
          }),
        },
      }),
    },
  },
});
