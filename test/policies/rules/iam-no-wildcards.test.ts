import { iamNoWildcards } from "../../../policies/rules/iam-no-wildcards";
import { awsAssigns, type Fixture } from "../../support/policy";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const TABLE = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
/** From public reports of findings that nobody can mend. */
const ONLY_ON_ANY = [
  ...["ecr:GetAuthorizationToken", "ec2:DescribeNetworkInterfaces", "cloudwatch:GetMetricStatistics"],
  ...["kinesis:ListStreams", "kinesis:DescribeLimits", "logs:DescribeLogGroups", "sts:GetCallerIdentity"],
  ...["ssmmessages:CreateControlChannel", "xray:PutTelemetryRecords", "s3:ListAllMyBuckets", "kms:ListAliases"],
];
/** Every shape that names nothing; IAM does not ask whether a service has such a resource. */
const ANY = [
  "arn:aws:kinesis:*",
  "arn:aws:*:eu-west-1:123456789012:stream/orders",
  "arn:aws:kinesis:*:*:*",
  "arn:aws:kinesis:*:*:stream/**",
  "arn:aws:kinesis:*:*:stream/o*",
  "arn:aws:secretsmanager:eu-west-1:123456789012:secret:?*",
  "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders/*",
  "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/*:*",
  "arn:aws:sns:eu-west-1:123456789012:orders*",
  "arn:aws:s3:::orders*/key",
  "arn:aws:apigateway:eu-west-1::/restapis/*",
  "arn:aws:ecs:eu-west-1:123456789012:task-definition/*:1",
  "arn:aws:route53:::hostedzone/*",
];
/** A name, but wherever somebody has it. */
const ANYWHERE = [
  "arn:aws:kinesis:*:123456789012:stream/orders",
  "arn:aws:kinesis:eu-west-1:*:stream/orders",
  "arn:*:kinesis:eu-west-1:123456789012:stream/orders",
  "arn:aws:secretsmanager:*:*:secret:orders-??????",
];
const INSIDE = [
  "arn:aws:logs:*:*:log-group:/aws/lambda/orders:*",
  "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/*",
  "arn:aws:lambda:eu-west-1:123456789012:function:orders:*",
  "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/*/POST/kinesis",
  "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:*:autoScalingGroupName/orders",
  "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-??????",
  "arn:aws:s3:::orders/${*}",
  "arn:aws:sns:eu-west-1:123456789012:orders${?}",
  "arn:aws:ecs:eu-west-1:123456789012:task-definition/orders:*",
  "arn:aws:route53:::change/*",
];
const document = (...statements: object[]) => ({
  Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
});
const policy = (value: unknown): readonly Fixture[] =>
  plus({ type: "aws:iam/policy:Policy", name: "policy", inputs: { name: "orders", policy: value } });
const text = (...statements: object[]) => policy(JSON.stringify(document(...statements)));
const ACTIONS = "statement 1 allows actions with a wildcard.";
const RESOURCES = "statement 1 allows its actions on resources with a wildcard in the place of a name.";

const BOUNDARY = "arn:aws:iam::123456789012:policy/boundary";

/** A policy of everything that limits a role, and what attaches it beside that. */
function boundary({ isWritten = false, attachment = [] as readonly Fixture[] } = {}): readonly Fixture[] {
  return plus(
    {
      type: "aws:iam/policy:Policy",
      name: "policy",
      inputs: { name: "boundary", policy: JSON.stringify(document({ Action: "*", Resource: "*" })) },
      outputs: { arn: awsAssigns(BOUNDARY) },
    },
    {
      type: "aws:iam/role:Role",
      name: "bounded",
      inputs: { name: "bounded", permissionsBoundary: isWritten ? BOUNDARY : awsAssigns(BOUNDARY), tags: {} },
      ...(!isWritten && { edges: { permissionsBoundary: ["policy"] } }),
    },
    ...attachment,
  );
}

describeRule(iamNoWildcards, {
  finds: {
    "a boundary that is attached as well": {
      stack: boundary({
        attachment: [
          {
            type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            name: "attachment",
            inputs: { role: "bounded", policyArn: awsAssigns(BOUNDARY) },
            edges: { policyArn: ["policy"] },
          },
        ],
      }),
      found: { policy: [ACTIONS, RESOURCES] },
    },
    "a stream that a variable chooses": {
      stack: text({
        Action: "kinesis:GetRecords",
        Resource: "arn:aws:kinesis:eu-west-1:123456789012:stream/${aws:PrincipalTag/stream}",
      }),
      found: {
        policy: [
          "statement 1 allows its actions on streams that a variable chooses: whoever sets the tag or the name chooses.",
        ],
      },
    },
    "what is not JSON": {
      stack: policy("{"),
      found: { policy: ["could not be read, so this rule cannot judge it: a policy document is no JSON."] },
      also: {
        "kinesis-stream-administrators on policy": [
          "could not be read, so this rule cannot judge it: a policy document is no JSON.",
        ],
        "pipeline-administrators on policy": [
          "could not be read, so this rule cannot judge it: a policy document is no JSON.",
        ],
        "kinesis-stream-writers on policy": [
          "could not be read, so this rule cannot judge it: a policy document is no JSON.",
        ],
      },
    },
    "everything on everything": {
      stack: text({ Action: "*", Resource: "*" }),
      found: { policy: [ACTIONS, RESOURCES] },
    },
    "every action of a service": {
      stack: text({ Action: ["dynamodb:*"], Resource: TABLE }),
      found: { policy: [ACTIONS] },
    },
    "some actions of a service": {
      stack: text({ Action: ["dynamodb:Get*"], Resource: TABLE }),
      found: { policy: [ACTIONS] },
    },
    "every action but some": {
      stack: text({ NotAction: "iam:PassRole", Resource: TABLE }),
      found: { policy: ["statement 1 allows every action but some (NotAction)."] },
    },
    "every resource but some": {
      stack: text({ Action: "dynamodb:GetItem", NotResource: TABLE }),
      found: { policy: ["statement 1 allows every resource but some (NotResource)."] },
    },
    "every stream": {
      stack: text({ Action: "kinesis:PutRecord", Resource: "arn:aws:kinesis:*:*:stream/*" }),
      found: { policy: [RESOURCES] },
    },
    "actions and resources of any one character": {
      stack: text({ Action: "kinesis:GetRecord?", Resource: "arn:aws:kinesis:eu-west-1:123456789012:stream/??????" }),
      found: {
        policy: [ACTIONS, RESOURCES],
      },
    },
    "whatever a service has, however it is written": {
      stack: text(...ANY.map((Resource) => ({ Action: "kinesis:GetRecords", Resource }))),
      found: { policy: ANY.map((_, index) => RESOURCES.replace("1", String(index + 1))) },
    },
    "every shape that names a thing, but not where": {
      stack: text(...ANYWHERE.map((Resource) => ({ Action: "kinesis:GetRecords", Resource }))),
      found: {
        policy: ANYWHERE.map(
          (_, index) =>
            `statement ${index + 1} allows its actions in every region, account or partition: an ARN has a wildcard there.`,
        ),
      },
    },
    "one statement of several": {
      stack: text({ Action: "dynamodb:GetItem", Resource: TABLE }, { Action: "dynamodb:*", Resource: TABLE }),
      found: { policy: [ACTIONS.replace("1", "2")] },
    },
    "a document that is no text": {
      stack: policy(document({ Action: "dynamodb:GetItem", Resource: "*" })),
      found: { policy: [RESOURCES] },
    },
    "the inline policy of a role": {
      stack: plus({
        type: "aws:iam/role:Role",
        name: "other-role",
        inputs: { inlinePolicies: [{ policy: JSON.stringify(document({ Action: "sqs:*", Resource: TABLE })) }] },
      }),
      found: { "other-role": [ACTIONS] },
    },
    "an action with a resource beside one without": {
      stack: text({ Action: ["kinesis:ListStreams", "kinesis:GetRecords"], Resource: "*" }),
      found: { policy: [RESOURCES] },
    },
    "an action with a resource, whatever the condition": {
      stack: text({
        Action: "kinesis:GetRecords",
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceTag/service": "orders" } },
      }),
      found: { policy: [RESOURCES] },
    },
    "wildcards that cover an action with a resource": {
      stack: text(
        ...["ec2:Describe*", "kinesis:ListStream*", "ecr:*", "ecr:?etAuthorizationToken", "*:List*"].map((Action) => ({
          Action,
          Resource: "*",
        })),
      ),
      found: {
        policy: [
          ...[1, 2, 3, 4, 5].map((index) => ACTIONS.replace("1", String(index))),
          ...[1, 2, 3, 4, 5].map((index) => RESOURCES.replace("1", String(index))),
        ],
      },
    },
    "an action of no service that AWS has": {
      stack: text({ Action: "constructor:name", Resource: "*" }),
      found: { policy: [RESOURCES] },
    },
    "everything but some actions that AWS allows on any resource": {
      stack: text({ NotAction: "kinesis:ListStreams", Resource: "*" }),
      found: { policy: ["statement 1 allows every action but some (NotAction)."] },
    },
    "an action that the configuration does not except": {
      stack: text({ Action: "cloudwatch:PutMetricData", Resource: "*" }),
      config: { "iam-no-wildcards": { actionsOnAnyResource: [] } },
      found: { policy: [RESOURCES] },
    },
  },
  accepts: {
    "a variable in the name of something else, and a letter that looks like a wildcard": {
      stack: text({
        Action: "s3:GetObject",
        Resource: ["arn:aws:s3:::orders/${aws:username}/notes", "arn:aws:s3:::orders/a${*}b${?}"],
      }),
    },
    "actions that AWS allows on any resource alone": {
      stack: text({ Action: ONLY_ON_ANY, Resource: "*" }),
      config: { "iam-no-wildcards": { actionsOnAnyResource: [] } },
    },
    "a wildcard that covers nothing else": {
      stack: text({ Action: ["ec2:DescribeAvailabilityZones", "ec2:DescribeReservedInstances*"], Resource: "*" }),
    },
    "metrics, which have no ARN": {
      stack: text({
        Action: ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics", "cloudwatch:PutMetricData"],
        Resource: "*",
      }),
    },
    "an action that knows no resource": { stack: text({ Action: "xray:PutTraceSegments", Resource: "*" }) },
    "the objects of one bucket": { stack: text({ Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" }) },
    "the streams of one log group": {
      stack: text({ Action: "logs:PutLogEvents", Resource: "arn:aws:logs:eu-west-1:1:log-group:/orders:*" }),
    },
    "what lies inside of a named resource": { stack: text({ Action: "kinesis:GetRecords", Resource: INSIDE }) },
    "an action that knows no resource, in other letters": {
      stack: text({ Action: "XRay:puttracesegments", Resource: "*" }),
    },
    "a denial of everything": { stack: text({ Effect: "Deny", Action: "*", Resource: "*" }) },
    "a policy that is only the boundary of a role": { stack: boundary() },
    "a policy that is only a boundary, by a name that the program writes": {
      stack: boundary({ isWritten: true }),
      phases: ["up"],
    },
  },
});
