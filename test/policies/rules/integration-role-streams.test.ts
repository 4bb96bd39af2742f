import { integrationRoleStreams } from "../../../policies/rules/integration-role-streams";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, pipeline, plus, without } from "../../support/policy-pipeline";
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
const REFUSED = "every record of a stream with this key is refused.";
const ELSEWHERE = `allows to use a key, but not for the API's stream, through Kinesis: ${REFUSED}`;
const KEY_DENIED = `denies the API the key of its stream (kms:GenerateDataKey): ${REFUSED}`;
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/5f2c";
const onKey = (condition?: object, Effect = "Allow", Resource = KEY) => ({
  Effect,
  Action: "kms:GenerateDataKey",
  Resource,
  ...(condition && { Condition: condition }),
});
const useKey = (service: string, operator = "StringLike") => onKey({ [operator]: { "kms:ViaService": service } });
const forStream = (arn: string, operator = "StringEquals") =>
  onKey({ [operator]: { "kms:EncryptionContext:aws:kinesis:arn": arn } });
const PAYMENTS = ARN.replace("orders", "payments");
const KEY_CLOSED = {
  role: [`permissionsBoundary does not let the API use the key of its stream (kms:GenerateDataKey): ${REFUSED}`],
};
const UNUSABLE = {
  role: ["no policy lets the API use the key of its stream (kms:GenerateDataKey): every record is refused."],
};

/** A pipeline whose stream is encrypted with a key of the stack. */
const withOwnKey = (keyPolicy: object[] | undefined, statements: object[], ...more: Fixture[]): readonly Fixture[] => [
  ...change("role-policy", { policy: awsAssigns(document(allow(ARN), ...statements)) }).map((fixture) =>
    fixture.name === "stream"
      ? {
          ...fixture,
          inputs: { ...fixture.inputs, kmsKeyId: awsAssigns(KEY) },
          edges: { kmsKeyId: ["own-key"] },
        }
      : fixture,
  ),
  {
    type: "aws:kms/key:Key",
    name: "own-key",
    inputs: {
      region: "eu-west-1",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      ...(keyPolicy && { policy: document(...keyPolicy) }),
      tags: {},
    },
    outputs: { arn: awsAssigns(KEY) },
    options: { protect: true },
  },
  ...more,
];
/** The same, where the stream names the key by its id, or by an alias, in a text without a reference. */
const byName = (kmsKeyId: string, statements: object[], ...more: Fixture[]): readonly Fixture[] =>
  withOwnKey(undefined, statements, ...more).map((fixture) => {
    if (fixture.name === "own-key") return { ...fixture, outputs: { ...fixture.outputs, keyId: awsAssigns("5f2c") } };
    return fixture.name === "stream" ? { ...fixture, inputs: { ...fixture.inputs, kmsKeyId }, edges: {} } : fixture;
  });
const alias = (targetKeyId: unknown, edges: Fixture["edges"] = {}): Fixture => ({
  type: "aws:kms/alias:Alias",
  name: "alias",
  inputs: { region: "eu-west-1", name: "alias/orders", targetKeyId },
  outputs: { arn: awsAssigns("arn:aws:kms:eu-west-1:123456789012:alias/orders") },
  edges,
});
const keyFor = (AWS: string, condition?: object, Effect = "Allow") => ({
  ...onKey(condition, Effect, "*"),
  Principal: { AWS },
});
const ROOT = "arn:aws:iam::123456789012:root";
const ROLE = "arn:aws:iam::123456789012:role/role-1";
const grant = (inputs: object): Fixture => ({
  type: "aws:kms/grant:Grant",
  name: "grant",
  inputs: {
    region: "eu-west-1",
    keyId: awsAssigns("5f2c"),
    granteePrincipal: awsAssigns(ROLE),
    operations: ["GenerateDataKey"],
    ...inputs,
  },
  edges: { keyId: ["own-key"], granteePrincipal: ["role"] },
});
const context = (arn: string) => ({ encryptionContextEquals: { "aws:kinesis:arn": arn } });
const CLOSED = { role: ["permissionsBoundary does not let the API write: every record is refused."] };
const found = (words: string, statement = 1) => ({ "role-policy": [`statement ${statement} ${words}`] });

const boundary = (...statements: object[]): readonly Fixture[] => withBoundary(pipeline, ...statements);

const withBoundary = (stack: readonly Fixture[], ...statements: object[]): readonly Fixture[] => [
  ...stack.map((fixture) =>
    fixture.name === "role"
      ? {
          ...fixture,
          inputs: { ...fixture.inputs, permissionsBoundary: awsAssigns("arn:aws:iam::123456789012:policy/boundary") },
          edges: { permissionsBoundary: ["boundary"] },
        }
      : fixture,
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
    "a key through a pattern that is compared as it stands": {
      stack: policy(allow(ARN), useKey("kinesis.*", "StringEquals")),
      found: found(ELSEWHERE, 2),
    },
    "a key of another region": {
      stack: policy(allow(ARN), onKey(undefined, "Allow", KEY.replace("eu-west-1", "us-east-1"))),
      found: found(ELSEWHERE, 2),
    },
    "a key for another stream": { stack: policy(allow(ARN), forStream(PAYMENTS)), found: found(ELSEWHERE, 2) },
    "a key for all streams but this one": {
      stack: policy(allow(ARN), forStream(ARN.replace(/orders$/, "o*"), "StringNotLike")),
      found: found(ELSEWHERE, 2),
    },
    "a key for a context that Kinesis does not give": {
      stack: policy(allow(ARN), onKey({ StringEquals: { "kms:EncryptionContext:stage": "prod" } })),
      found: found(ELSEWHERE, 2),
    },
    "a denial of the key of another stack": {
      stack: policy(allow(ARN), onKey(), onKey(undefined, "Deny")),
      found: found(KEY_DENIED, 3),
    },
    "a denial of all keys through Kinesis": {
      stack: policy(
        allow(ARN),
        useKey("kinesis.*"),
        onKey({ StringLike: { "kms:ViaService": "kinesis.*.amazonaws.com" } }, "Deny", "*"),
      ),
      found: found(KEY_DENIED, 3),
    },
    "a denial of the key of a stream, in a second policy": {
      stack: [
        ...withOwnKey([keyFor(ROOT)], [onKey()], {
          type: "aws:iam/rolePolicy:RolePolicy",
          name: "more",
          inputs: {
            role: awsAssigns("role-1"),
            policy: document({ Effect: "Deny", NotAction: "kinesis:*", Resource: "*" }),
          },
          edges: { role: ["role"] },
        }),
      ],
      found: { more: [`statement 1 ${KEY_DENIED}`] },
    },
    "a key whose policy lets the role use it for another stream": {
      stack: withOwnKey([keyFor(ROLE, { StringEquals: { "kms:EncryptionContext:aws:kinesis:arn": PAYMENTS } })], []),
      found: UNUSABLE,
      phases: ["up"],
    },
    "a key whose policy leaves nothing to the account": {
      stack: withOwnKey([keyFor("arn:aws:iam::123456789012:role/other")], [onKey()]),
      found: UNUSABLE,
    },
    "a grant for another stream": {
      stack: withOwnKey([keyFor(ROOT)], [], grant({ constraints: [context(PAYMENTS)] })),
      found: UNUSABLE,
      phases: ["up"],
    },
    "a key that nothing lets the role use, by the name of its alias": {
      stack: byName("alias/orders", [], alias(awsAssigns("5f2c"), { targetKeyId: ["own-key"] })),
      found: UNUSABLE,
      phases: ["up"],
    },
    "such a key by the ARN of its alias, which names the key by its id": {
      stack: byName("arn:aws:kms:eu-west-1:123456789012:alias/orders", [], alias("5f2c")),
      found: UNUSABLE,
      phases: ["up"],
    },
    "such a key by its id": { stack: byName("5f2c", []), found: UNUSABLE, phases: ["up"] },
    "a grant to decrypt": {
      stack: withOwnKey([keyFor(ROOT)], [], grant({ operations: ["Decrypt"] })),
      found: UNUSABLE,
      phases: ["up"],
    },
    "a boundary that denies to write": {
      stack: boundary(allow(ARN), { Effect: "Deny", Action: "kinesis:Put*", Resource: "*" }),
      found: CLOSED,
      phases: ["up"],
    },
    "a boundary without the key of the stream": {
      stack: withBoundary(policy(allow(ARN), onKey()), allow(ARN)),
      found: KEY_CLOSED,
    },
    "a boundary that denies the key of the stream": {
      stack: withBoundary(policy(allow(ARN), onKey()), allow(ARN), onKey(), onKey(undefined, "Deny", "*")),
      found: KEY_CLOSED,
    },
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
    "a permission for another region": {
      stack: policy(allow(ARN, { Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } })),
      found: found(CONDITIONAL),
    },
    "a permission for plain http": {
      stack: policy(allow(ARN, { Condition: { Bool: { "aws:SecureTransport": "false" } } })),
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
    "a key for the stream, and for another one by a second statement": {
      stack: policy(allow(ARN), forStream(ARN), forStream(PAYMENTS)),
    },
    "a key for the stream by a pattern": {
      stack: policy(allow(ARN), forStream(ARN.replace("orders", "order?"), "StringLike")),
    },
    "a key for the only context that Kinesis gives": {
      stack: policy(
        allow(ARN),
        onKey({ "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": "aws:kinesis:arn" } }),
      ),
    },
    "denials of keys that spare Kinesis, the stream or the key": {
      stack: policy(
        allow(ARN),
        onKey(),
        onKey({ StringNotLike: { "kms:ViaService": "kinesis.eu-west-1.*" } }, "Deny", "*"),
        onKey({ StringNotEquals: { "kms:EncryptionContext:aws:kinesis:arn": ARN } }, "Deny", "*"),
        onKey({ StringEquals: { "aws:RequestedRegion": "us-east-1" } }, "Deny", "*"),
        { Effect: "Deny", Action: "kms:Decrypt", Resource: "*" },
        onKey(undefined, "Deny", KEY.replace("5f2c", "9a1b")),
      ),
    },
    "a denial of all keys where the stream has AWS's own": {
      stack: policy(allow(ARN), onKey(undefined, "Deny", "*")),
    },
    "a key that the role's policy lets it use, by the name of its alias": {
      stack: byName("alias/orders", [onKey()], alias("5f2c")),
    },
    "an alias of another region's key": {
      stack: byName("alias/orders", [], { ...alias("5f2c"), inputs: { region: "us-east-1", name: "alias/orders" } }),
      also: { "resource-region-allowed on alias": ['region is "us-east-1"; allowed: eu-west-1.'] },
    },
    "a key that the role's policy lets it use": { stack: withOwnKey([keyFor(ROOT)], [onKey()]) },
    "a key with the policy of KMS' default": { stack: withOwnKey(undefined, [onKey()]) },
    "a key whose policy names the role and the stream": {
      stack: withOwnKey([keyFor(ROLE, { StringEquals: { "kms:EncryptionContext:aws:kinesis:arn": ARN } })], []),
      phases: ["up"],
    },
    "a grant for the stream": {
      stack: withOwnKey([keyFor(ROOT)], [], grant({ constraints: [context(ARN)] })),
      phases: ["up"],
    },
    "a boundary with the key of the stream": {
      stack: withBoundary(policy(allow(ARN), onKey()), allow(ARN), onKey(undefined, "Allow", "*")),
    },
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
    "a permission for the region": {
      stack: policy(allow(ARN, { Condition: { StringLike: { "aws:RequestedRegion": "eu-*" } } })),
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
