import { integrationRoleStreams } from "../../../policies/rules/integration-role-streams";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, plus, without } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
const allow = (Resource: unknown, more: object = {}) => ({
  Effect: "Allow",
  Action: "kinesis:PutRecord",
  Resource,
  ...more,
});
const document = (...Statement: object[]) => JSON.stringify({ Statement });
const policy = (...statements: object[]) => change("role-policy", { policy: document(...statements) });
const UNNAMED = "allows the API to write to a stream that none of its templates names.";
const DENIED = "denies the API to write: records are refused.";
const CONDITIONAL = "allows the API to write on a condition: when it does not hold, records are refused.";
const ELSEWHERE =
  "allows to use a key, but not through Kinesis of the API's region: every record of a stream with this key is refused.";
const useKey = (service: string, operator = "StringLike") => ({
  Effect: "Allow",
  Action: "kms:GenerateDataKey",
  Resource: "arn:aws:kms:eu-west-1:123456789012:key/5f2c",
  Condition: { [operator]: { "kms:ViaService": service } },
});
const CLOSED = { role: ["permissionsBoundary does not let the API write: every record is refused."] };
const found = (words: string, statement = 1) => ({ "role-policy": [`statement ${statement} ${words}`] });

const boundary = (...statements: object[]): readonly Fixture[] => [
  ...change("role", { permissionsBoundary: awsAssigns("arn:aws:iam::123456789012:policy/boundary") }).map((fixture) =>
    fixture.name === "role" ? { ...fixture, edges: { permissionsBoundary: ["boundary"] } } : fixture,
  ),
  {
    type: "aws:iam/policy:Policy",
    name: "boundary",
    inputs: { policy: document(...statements), tags: {} },
    outputs: { arn: awsAssigns("arn:aws:iam::123456789012:policy/boundary") },
  },
];

describeRule(integrationRoleStreams, {
  finds: {
    "a role without a policy": {
      stack: without("role-policy"),
      found: { role: ["no policy lets the API write as this role: every record is refused."] },
    },
    "a role whose policy is of another service": {
      stack: change("role-policy", {
        policy: document({
          Effect: "Allow",
          Action: "kms:GenerateDataKey",
          Resource: "arn:aws:kms:eu-west-1:123456789012:key/5f2c",
        }),
      }),
      found: { role: ["no policy lets the API write as this role: every record is refused."] },
    },
    "a key through Kinesis of another region": {
      stack: policy(allow(ARN), useKey("kinesis.us-east-1.amazonaws.com")),
      found: found(ELSEWHERE, 2),
    },
    "a key through all services but Kinesis": {
      stack: policy(allow(ARN), useKey("kinesis.*", "StringNotLike")),
      found: found(ELSEWHERE, 2),
    },
    "a key through another service": { stack: policy(allow(ARN), useKey("s3.*")), found: found(ELSEWHERE, 2) },
    "another stream": {
      stack: policy(allow(ARN), allow(ARN.replace("orders", "payments"))),
      found: found(UNNAMED, 2),
    },
    "another stream beside": { stack: policy(allow([ARN, ARN.replace("orders", "payments")])), found: found(UNNAMED) },
    "the stream of another region": {
      stack: policy(allow(ARN), allow(ARN.replace("eu-west-1", "us-east-1"))),
      found: found(UNNAMED, 2),
    },
    "the stream of another account": {
      stack: policy(allow(ARN.replace("123456789012", "999988887777"))),
      found: found(UNNAMED),
      phases: ["up"],
    },
    "an inline policy": {
      stack: change("role", {
        inlinePolicies: [{ name: "more", policy: document(allow(ARN.replace("orders", "payments"))) }],
      }),
      found: { role: [`statement 1 ${UNNAMED}`] },
    },
    "a second policy": {
      stack: plus({
        type: "aws:iam/rolePolicy:RolePolicy",
        name: "more",
        inputs: { role: awsAssigns("role-1"), policy: document(allow(ARN.replace("orders", "payments"))) },
        edges: { role: ["role"] },
      }),
      found: { more: [`statement 1 ${UNNAMED}`] },
    },
    "a denial": {
      stack: policy(allow(ARN), { Effect: "Deny", Action: "kinesis:*", Resource: ARN }),
      found: found(DENIED, 2),
    },
    "a denial of what is encrypted": {
      stack: policy(allow(ARN), {
        Effect: "Deny",
        Action: "kinesis:*",
        Resource: ARN,
        Condition: { Bool: { "aws:SecureTransport": "true" } },
      }),
      found: found(DENIED, 2),
    },
    "a denial of everything but reading": {
      stack: policy(allow(ARN), { Effect: "Deny", NotAction: "kinesis:Get*", Resource: "*" }),
      found: found(DENIED, 2),
    },
    "a permission that ends": {
      stack: policy(allow(ARN, { Condition: { DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } } })),
      found: found(CONDITIONAL),
    },
    "a boundary of AWS that lets nothing": {
      stack: change("role", { permissionsBoundary: "arn:aws:iam::aws:policy/AWSDenyAll" }),
      found: CLOSED,
    },
    "a boundary that lets something else": {
      stack: boundary({ Effect: "Allow", Action: "kinesis:GetRecords", Resource: ARN }),
      found: CLOSED,
    },
  },
  accepts: {
    "a key through Kinesis of the region, in any partition": {
      stack: policy(allow(ARN), useKey("kinesis.eu-west-1.*")),
    },
    "a stream that a template names by its ARN": {
      stack: [
        ...change("role-policy", { policy: document(allow(ARN), allow(ARN.replace("orders", "clicks"))) }).map(
          (fixture) =>
            fixture.name === "post-integration"
              ? {
                  ...fixture,
                  inputs: {
                    ...fixture.inputs,
                    requestTemplates: {
                      ...(fixture.inputs.requestTemplates as object),
                      "application/x-clicks": `{"StreamARN": "${ARN.replace("orders", "clicks")}", "PartitionKey": "$context.requestId", "Data": "$util.base64Encode($input.body)"}`,
                    },
                  },
                }
              : fixture,
        ),
      ],
    },
    "conditions that API Gateway meets": {
      stack: policy(allow(ARN, { Condition: { Bool: { "aws:SecureTransport": "true" } } })),
    },
    "a denial of what is not encrypted, and of another stream": {
      stack: policy(
        allow(ARN),
        { Effect: "Deny", Action: "*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { Effect: "Deny", Action: "kinesis:*", Resource: ARN.replace("orders", "clicks") },
        { Effect: "Deny", Action: "kinesis:*", NotResource: ARN },
      ),
    },
    "a boundary that lets it write": { stack: boundary(allow(ARN)) },
    "a boundary of AWS that lets everything": {
      stack: change("role", { permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess" }),
    },
  },
});
