import { integrationRoleTrust } from "../../../policies/rules/integration-role-trust";
import { change, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const GATEWAY = { Service: "apigateway.amazonaws.com" };
const ALLOWED = { Effect: "Allow", Principal: GATEWAY, Action: "sts:AssumeRole" };
const withTrust = (...statements: object[]) =>
  change("role", { assumeRolePolicy: JSON.stringify({ Statement: statements }) });
const trust = (Principal: unknown, more = {}) => withTrust({ ...ALLOWED, Principal, ...more });
const CONDITIONAL = "statement 1 stands on a condition: API Gateway sends nothing to meet it with.";
const UNTRUSTED = "no statement trusts API Gateway, which is to assume this role: every request ends in 500.";

describeRule(integrationRoleTrust, {
  finds: {
    "another service": {
      stack: trust({ Service: ["apigateway.amazonaws.com", "lambda.amazonaws.com"] }),
      found: { role: ["statement 1 trusts others beside or instead of API Gateway."] },
    },
    "an account": {
      stack: trust({ ...GATEWAY, AWS: "arn:aws:iam::123456789012:root" }),
      found: { role: ["statement 1 trusts others beside or instead of API Gateway."] },
    },
    everybody: {
      stack: trust("*"),
      found: { role: ["statement 1 trusts others beside or instead of API Gateway."] },
    },
    "everybody but some": {
      stack: trust(undefined, { NotPrincipal: { AWS: "arn:aws:iam::123456789012:root" } }),
      found: { role: ["statement 1 trusts everybody but some (NotPrincipal)."] },
    },
    "another service in the place of API Gateway": {
      stack: trust({ Service: "lambda.amazonaws.com" }),
      found: { role: ["statement 1 trusts others beside or instead of API Gateway.", UNTRUSTED] },
    },
    "a denial of everybody beside": {
      stack: withTrust(ALLOWED, { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }),
      found: { role: ["statement 2 denies API Gateway the role: every request ends in 500."] },
    },
    nobody: { stack: change("role", { assumeRolePolicy: "{}" }), found: { role: [UNTRUSTED] } },
    "a denial alone": { stack: trust(GATEWAY, { Effect: "Deny" }), found: { role: [UNTRUSTED] } },
    ...Object.fromEntries(
      ["aws:SourceAccount", "AWS:SourceArn", "sts:ExternalId", "aws:SourceOrgID"].map((key) => [
        `the condition ${key}`,
        { stack: trust(GATEWAY, { Condition: { StringEquals: { [key]: "x" } } }), found: { role: [CONDITIONAL] } },
      ]),
    ),
    "a denial of whoever says nothing": {
      stack: withTrust(ALLOWED, {
        Effect: "Deny",
        Principal: "*",
        Action: "sts:AssumeRole",
        Condition: { StringNotEquals: { "aws:SourceAccount": "123456789012" } },
      }),
      found: { role: [CONDITIONAL.replace("1", "2")] },
    },
    ...Object.fromEntries(
      ["Null", "StringEqualsIfExists", "ForAllValues:StringEquals", "SomethingNew"].map((operator) => [
        `a denial by ${operator}`,
        {
          stack: withTrust(ALLOWED, {
            Effect: "Deny",
            Principal: "*",
            Action: "sts:AssumeRole",
            Condition: { [operator]: { "aws:SourceAccount": "true" } },
          }),
          found: { role: [CONDITIONAL.replace("1", "2")] },
        },
      ]),
    ),
  },
  accepts: {
    "a denial of somebody's calls": {
      stack: withTrust(ALLOWED, {
        Effect: "Deny",
        Principal: "*",
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "999988887777" } },
      }),
    },
    "a condition that the configuration knows to be met": {
      stack: trust(GATEWAY, { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } }),
      config: { "integration-role-trust": { conditions: ["AWS:RequestedRegion"] } },
    },
    "a denial of what cannot be so": {
      stack: withTrust(ALLOWED, {
        Effect: "Deny",
        Principal: "*",
        Action: "sts:AssumeRole",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    },
    "one statement, not in a list": {
      stack: change("role", { assumeRolePolicy: JSON.stringify({ Statement: ALLOWED }) }),
    },
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
