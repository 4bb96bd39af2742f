import { Role } from "@pulumi/aws/iam/role";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy";
import { ResourcePolicy } from "@pulumi/aws/kinesis/resourcePolicy";
import { StreamConsumer } from "@pulumi/aws/kinesis/streamConsumer";
import { Key } from "@pulumi/aws/kms/key";
import { Topic } from "@pulumi/aws/sns/topic";
import { TopicPolicy } from "@pulumi/aws/sns/topicPolicy";

// Policies as good programs write them: what has to be * is *, and what lies inside of a named thing may have a wildcard.
const at = "us-west-2:123456789012";
const account = "123456789012";
const GRANTS: Readonly<Record<string, readonly (readonly [actions: string, resource: string])[]>> = {
  logs: [
    ["logs:CreateLogStream logs:PutLogEvents", `arn:aws:logs:${at}:log-group:/aws/lambda/orders:*`],
    ["logs:CreateLogDelivery logs:ListLogDeliveries logs:PutResourcePolicy", "*"],
  ],
  files: [
    ["s3:GetObject s3:PutObject", "arn:aws:s3:::orders/*"],
    ["s3:ListAllMyBuckets", "arn:aws:s3:::*"],
  ],
  tables: [
    ["dynamodb:Query", `arn:aws:dynamodb:${at}:table/orders/index/*`],
    ["dynamodb:GetRecords", `arn:aws:dynamodb:${at}:table/orders/stream/*`],
  ],
  consumer: [
    ["kinesis:SubscribeToShard kinesis:DescribeStreamConsumer", `arn:aws:kinesis:${at}:stream/orders/consumer/*`],
    ["kinesis:ListStreams cloudwatch:PutMetricData", "*"],
  ],
  calls: [
    ["execute-api:Invoke", `arn:aws:execute-api:${at}:abc123/*/POST/orders`],
    ["lambda:InvokeFunction", `arn:aws:lambda:${at}:function:orders:*`],
    ["states:DescribeExecution", `arn:aws:states:${at}:execution:orders:*`],
  ],
  settings: [
    ["secretsmanager:GetSecretValue", `arn:aws:secretsmanager:${at}:secret:orders-??????`],
    ["ssm:GetParametersByPath", `arn:aws:ssm:${at}:parameter/orders/prod/*`],
  ],
  traces: [["xray:PutTraceSegments xray:PutTelemetryRecords ec2:DescribeInstances ecr:GetAuthorizationToken", "*"]],
};
const policyOf = (...statements: readonly object[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
  });

const issuer = "token.actions.githubusercontent.com";
const role = new Role("worker", {
  assumeRolePolicy: policyOf({
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com", [`${issuer}:sub`]: "repo:a/b:ref:refs/heads/main" },
    },
  }),
});
for (const [name, grants] of Object.entries(GRANTS)) {
  const statements = grants.map(([actions, resource]) => ({ Action: actions.split(" "), Resource: resource }));
  new RolePolicy(name, { role: role.id, policy: policyOf(...statements) });
}

// Open to everybody in the account only, or to services and to another account by name.
const key = new Key("orders", {
  enableKeyRotation: true,
  deletionWindowInDays: 30,
  policy: policyOf(
    { Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
    {
      Principal: { AWS: "*" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: {
        StringEquals: { "kms:CallerAccount": account, "kms:ViaService": "kinesis.us-west-2.amazonaws.com" },
      },
    },
  ),
});
const topic = new Topic("alarms", { kmsMasterKeyId: key.arn });
const named = { Principal: { AWS: "*" }, Condition: { StringEquals: { "AWS:SourceOwner": account } } };
new TopicPolicy("alarms", {
  arn: topic.arn,
  policy: policyOf(
    { ...named, Action: ["sns:Publish", "sns:Subscribe"], Resource: "*" },
    {
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ),
});
const stream = `arn:aws:kinesis:${at}:stream/orders`;
new StreamConsumer("billing", { streamArn: stream });
new ResourcePolicy("orders", {
  resourceArn: stream,
  policy: policyOf({
    Principal: { AWS: "arn:aws:iam::210987654321:root" },
    Action: ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"],
    Resource: stream,
  }),
});
