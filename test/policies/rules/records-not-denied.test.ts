import { recordsNotDenied } from "../../../policies/rules/records-not-denied";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
const DENIES = "statement 1 denies what the API has to do for each record: records are refused.";
const deny = (Action: string, Resource: string, more: object = {}) =>
  JSON.stringify({ Statement: [{ Effect: "Deny", Principal: "*", Action, Resource, ...more }] });

const streamPolicy = (policy: string) =>
  plus({
    type: "aws:kinesis/resourcePolicy:ResourcePolicy",
    name: "stream-policy",
    inputs: { region: "eu-west-1", resourceArn: awsAssigns(ARN), policy },
    edges: { resourceArn: ["stream"] },
  });
const apiPolicy = (policy: string) =>
  plus({
    type: "aws:apigateway/restApiPolicy:RestApiPolicy",
    name: "api-policy",
    inputs: { region: "eu-west-1", restApiId: awsAssigns("a1b2c3"), policy },
    edges: { restApiId: ["api"] },
  });
const list = (policyNames: readonly string[]): readonly Fixture[] =>
  plus({
    type: "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
    name: "list",
    inputs: { roleName: awsAssigns("role-1"), policyNames },
    edges: { roleName: ["role"] },
  });

describeRule(recordsNotDenied, {
  finds: {
    "a denial in the stream's own policy": {
      stack: streamPolicy(deny("kinesis:PutRecord", ARN)),
      found: { "stream-policy": [DENIES] },
      phases: ["up"],
    },
    "a denial of POST in the API's own policy": {
      stack: apiPolicy(deny("execute-api:Invoke", "execute-api:/*/POST/*")),
      found: { "api-policy": [DENIES] },
    },
    "a denial of what is encrypted": {
      stack: streamPolicy(deny("kinesis:PutRecord", ARN, { Condition: { Bool: { "aws:SecureTransport": ["true"] } } })),
      found: { "stream-policy": [DENIES] },
      phases: ["up"],
    },
    "a list without any policy": {
      stack: list([]),
      found: { list: ["policyNames is empty: every policy of the API's role is removed, and records are refused."] },
    },
    "inline policies that allow nothing": {
      stack: change("role", { inlinePolicies: [{}] }),
      found: {
        role: [
          "inlinePolicies are all that the role has then, and none of them lets the API write: its other policies are removed.",
        ],
      },
    },
  },
  accepts: {
    "a denial of what is not encrypted": {
      stack: streamPolicy(deny("kinesis:*", ARN, { Condition: { Bool: { "aws:SecureTransport": "false" } } })),
    },
    "a denial by an operator that nobody knows": {
      stack: streamPolicy(deny("kinesis:*", ARN, { Condition: { SomethingNew: { "aws:SecureTransport": "true" } } })),
    },
    "a denial to read": { stack: streamPolicy(deny("kinesis:GetRecords", ARN)) },
    "a denial of another method": { stack: apiPolicy(deny("execute-api:Invoke", "execute-api:/*/DELETE/*")) },
    "a list with a policy": { stack: list(["role-policy-1"]) },
  },
});
