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
const control = (kind: string | undefined, policy: string) =>
  plus({
    type: "aws:organizations/policy:Policy",
    name: "control",
    inputs: { ...(kind !== undefined && { type: kind }), content: policy, tags: {} },
  });
const list = (policyNames: readonly string[]): readonly Fixture[] =>
  plus({
    type: "aws:iam/rolePoliciesExclusive:RolePoliciesExclusive",
    name: "list",
    inputs: { roleName: awsAssigns("role-1"), policyNames },
    edges: { roleName: ["role"] },
  });

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/5f2c";
const ROOT = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" };
const denyKey = (more: object) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "kms:GenerateDataKey*",
  Resource: "*",
  ...more,
});

/** A pipeline whose stream is encrypted with a key of the stack, by its alias. */
const withKey = (statement: object): readonly Fixture[] => [
  ...plus({
    type: "aws:kms/key:Key",
    name: "own-key",
    inputs: {
      region: "eu-west-1",
      enableKeyRotation: true,
      policy: JSON.stringify({ Statement: [ROOT, statement] }),
      tags: {},
    },
    outputs: { arn: awsAssigns(KEY) },
    options: { protect: true },
  }).map((fixture) => {
    if (fixture.name === "stream") {
      const inputs = { ...fixture.inputs, kmsKeyId: awsAssigns("alias/orders") };
      return { ...fixture, inputs, edges: { kmsKeyId: ["alias"] } };
    }
    if (fixture.name !== "role-policy") return fixture;
    const statements = [
      { Effect: "Allow", Action: "kinesis:PutRecord", Resource: ARN },
      { Effect: "Allow", Action: "kms:GenerateDataKey", Resource: KEY },
    ];
    return { ...fixture, inputs: { ...fixture.inputs, policy: awsAssigns(JSON.stringify({ Statement: statements })) } };
  }),
  {
    type: "aws:kms/alias:Alias",
    name: "alias",
    inputs: { region: "eu-west-1", name: "alias/orders", targetKeyId: awsAssigns("5f2c") },
    edges: { targetKeyId: ["own-key"] },
  },
];
const KEY_DENIES = { "own-key": ["statement 2 denies what the API has to do for each record: records are refused."] };
const context = (arn: string) => ({ StringLike: { "kms:EncryptionContext:aws:kinesis:arn": arn } });

describeRule(recordsNotDenied, {
  finds: {
    "a resource control policy": {
      stack: control("RESOURCE_CONTROL_POLICY", deny("kinesis:*", "*")),
      found: { control: [DENIES] },
      phases: ["up"],
    },
    "a policy of an organization, of AWS' own kind": {
      stack: control(undefined, deny("kinesis:PutRecord", "*")),
      found: { control: [DENIES] },
      phases: ["up"],
    },
    "a denial of the stream's key to everybody": { stack: withKey(denyKey({})), found: KEY_DENIES },
    "a denial of the stream's key to the account": {
      stack: withKey(denyKey({ Principal: { AWS: "123456789012" } })),
      found: KEY_DENIES,
      phases: ["up"],
    },
    "a denial of the stream's key through Kinesis": {
      stack: withKey(denyKey({ Condition: { StringLike: { "kms:ViaService": "kinesis.*" } } })),
      found: KEY_DENIES,
    },
    "a denial of the key for the stream": {
      stack: withKey(denyKey({ Condition: context(ARN.replace("orders", "o*")) })),
      found: KEY_DENIES,
      phases: ["up"],
    },
    "a denial of the key for all streams but another": {
      stack: withKey(
        denyKey({
          Condition: {
            StringNotEquals: { "kms:EncryptionContext:aws:kinesis:arn": ARN.replace("orders", "payments") },
          },
        }),
      ),
      found: KEY_DENIES,
      phases: ["up"],
    },
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
    "a policy of an organization on tags": { stack: control("TAG_POLICY", deny("kinesis:*", "*")) },
    "a denial of the key for another stream": {
      stack: withKey(denyKey({ Condition: context(ARN.replace("orders", "payments")) })),
    },
    "a denial of the key but through Kinesis": {
      stack: withKey(denyKey({ Condition: { StringNotLike: { "kms:ViaService": "kinesis.eu-west-1.*" } } })),
    },
    "a denial of the key to another account": {
      stack: withKey(denyKey({ Principal: { AWS: "999988887777" } })),
      phases: ["up"],
    },
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
