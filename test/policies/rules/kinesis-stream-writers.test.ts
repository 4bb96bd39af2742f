import { kinesisStreamWriters } from "../../../policies/rules/kinesis-stream-writers";
import { awsAssigns, type Fixture } from "../../support/policy";
import { pipeline, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
const OTHERS = {
  "worker-policy": ["statement 1 lets others than the API write to the API's stream stream."],
};

function worker(Action: unknown, Resource: unknown): readonly Fixture[] {
  return [
    {
      type: "aws:iam/role:Role",
      name: "worker",
      inputs: {
        assumeRolePolicy: JSON.stringify({
          Statement: [{ Effect: "Allow", Principal: { Service: "pipes.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
        tags: {},
      },
      outputs: { id: awsAssigns("worker-1") },
    },
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "worker-policy",
      inputs: {
        role: awsAssigns("worker-1"),
        policy: awsAssigns(JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource }] })),
      },
      edges: { role: ["worker"], policy: ["stream"] },
    },
  ];
}
const TARGETS: Readonly<Record<string, readonly [type: string, property: string, value: unknown]>> = {
  "an EventBridge rule": ["aws:cloudwatch/eventTarget:EventTarget", "arn", ARN],
  "a log filter": ["aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "destinationArn", ARN],
  "the changes of a table": ["aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination", "streamArn", ARN],
  "a pipe": ["aws:pipes/pipe:Pipe", "target", ARN],
  "a rule of IoT Core": ["aws:iot/topicRule:TopicRule", "kineses", [{ streamName: "orders" }]],
  "what a rule of IoT Core cannot deliver": [
    "aws:iot/topicRule:TopicRule",
    "errorAction",
    { kinesis: { streamName: "orders" } },
  ],
  "the results of a query": [
    "aws:kinesis/analyticsApplication:AnalyticsApplication",
    "outputs",
    [{ name: "OUT", kinesisStream: { resourceArn: ARN } }],
  ],
  "what is said on the phone": [
    "aws:chimesdkmediapipelines/mediaInsightsPipelineConfiguration:MediaInsightsPipelineConfiguration",
    "elements",
    [{ kinesisDataStreamSinkConfiguration: { insightsTarget: ARN } }],
  ],
  "a schedule": ["aws:scheduler/schedule:Schedule", "target", { arn: ARN }],
  "log lines of a distribution": [
    "aws:cloudfront/realtimeLogConfig:RealtimeLogConfig",
    "endpoint",
    { kinesisStreamConfig: { streamArn: ARN } },
  ],
  "the contacts of a call center": [
    "aws:connect/instanceStorageConfig:InstanceStorageConfig",
    "storageConfig",
    { kinesisStreamConfig: { streamArn: ARN } },
  ],
  "what is seen in a video": [
    "aws:rekognition/streamProcessor:StreamProcessor",
    "output",
    { kinesisDataStream: { arn: ARN } },
  ],
  "a migration": ["aws:dms/endpoint:Endpoint", "kinesisSettings", { streamArn: ARN }],
};
/** A connector of Kafka, by the class that its configuration names. */
const connector = (configuration: Readonly<Record<string, string>>) =>
  target(["aws:mskconnect/connector:Connector", "connectorConfiguration", { topics: "orders", ...configuration }]);
const SINK = "com.amazon.kinesis.kafka.AmazonKinesisSinkConnector";
const MEMORY = "aws:bedrock/agentcoreMemory:AgentcoreMemory";
const NAMES = {
  target: ["streamDeliveryResources names the API's stream stream, and nobody knows that it only reads."],
};
/** A query of the second generation names in one property what it reads and what it writes to. */
const query = (read: string, written: string) => ({
  sqlApplicationConfiguration: {
    input: { kinesisStreamsInput: { resourceArn: read } },
    outputs: [{ name: "OUT", kinesisStreamsOutput: { resourceArn: written } }],
  },
});
const QUERY = "aws:kinesisanalyticsv2/application:Application";
const RESULTS = ARN.replace("orders", "results");
const target = ([type, property, value]: readonly [string, string, unknown], edges: Fixture["edges"] = {}) =>
  plus({ type, name: "target", inputs: { [property]: value, tags: {} }, edges });
const PAST = { target: ["writes to the API's stream stream, past the API."] };
const streamPolicy = (principal: string) =>
  plus({
    type: "aws:kinesis/resourcePolicy:ResourcePolicy",
    name: "stream-policy",
    inputs: {
      region: "eu-west-1",
      resourceArn: awsAssigns(ARN),
      policy: JSON.stringify({
        Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: "kinesis:PutRecord", Resource: ARN }],
      }),
    },
    edges: { resourceArn: ["stream"] },
  });
const PIPE = TARGETS["a pipe"]!;
/** A task whose containers print to a stream, by the options of FireLens. */
const printing = (options: object, logDriver = "awsfirelens") =>
  target([
    "aws:ecs/taskDefinition:TaskDefinition",
    "containerDefinitions",
    JSON.stringify([
      { name: "router", image: "fluent-bit", firelensConfiguration: { type: "fluentbit" } },
      { name: "orders", image: "orders", logConfiguration: { logDriver, options } },
    ]),
  ]);

describeRule(kinesisStreamWriters, {
  finds: {
    "the lines of all log groups": {
      stack: target([
        "aws:cloudwatch/logAccountPolicy:LogAccountPolicy",
        "policyDocument",
        JSON.stringify({ DestinationArn: ARN, FilterPattern: "" }),
      ]),
      found: { target: ["writes to the API's stream stream, past the API."] },
      also: {
        "account-settings-elsewhere on target": [
          "sets what becomes of the lines of every log group of the account in the region.",
        ],
      },
      phases: ["up"],
    },
    "a role of others": { stack: plus(...worker("kinesis:PutRecord", ARN)), found: OTHERS, phases: ["up"] },
    "a role of others, among other actions and streams": {
      stack: plus(...worker(["kinesis:GetRecords", "kinesis:putRecords"], [ARN.replace("orders", "clicks"), ARN])),
      found: OTHERS,
      phases: ["up"],
    },
    "the stream's own policy": {
      stack: streamPolicy("arn:aws:iam::123456789012:role/worker"),
      phases: ["up"],
      found: { "stream-policy": ["statement 1 lets others than the API write to the API's stream stream."] },
    },
    ...Object.fromEntries(
      Object.entries(TARGETS).map(([what, one]) => [
        what,
        { stack: target(one), found: PAST, phases: ["up"] as const },
      ]),
    ),
    "the results of a query of the second generation": {
      stack: target([QUERY, "applicationConfiguration", query(RESULTS, ARN)]),
      found: PAST,
      phases: ["up"],
    },
    "a pipe, by reference": { stack: target([PIPE[0], PIPE[1], awsAssigns(ARN)], { target: ["stream"] }), found: PAST },
    "a connector of Kafka, by the stream's name": {
      stack: connector({ "connector.class": SINK, streamName: "orders" }),
      found: PAST,
    },
    "a connector of Kafka, by the stream's ARN": {
      stack: connector({ "connector.class": "org.example.Any", "camel.sink.path.to": ARN }),
      found: PAST,
      phases: ["up"],
    },
    "a connector of Kafka, by reference": {
      stack: target(
        ["aws:mskconnect/connector:Connector", "connectorConfiguration", { streamName: awsAssigns("orders") }],
        { connectorConfiguration: ["stream"] },
      ),
      found: PAST,
    },
    "a connector of Kafka in Kubernetes": {
      stack: target([
        "kubernetes:kafka.strimzi.io/v1beta2:KafkaConnector",
        "spec",
        { class: SINK, config: { streamName: "orders" } },
      ]),
      found: PAST,
    },
    "a service that nobody has listed": {
      stack: target([MEMORY, "streamDeliveryResources", { resource: { kinesis: { dataStreamArn: ARN } } }]),
      found: NAMES,
      phases: ["up"],
    },
    "a service that nobody has listed, by reference": {
      stack: target([MEMORY, "streamDeliveryResources", { resource: awsAssigns(ARN) }], {
        streamDeliveryResources: ["stream"],
      }),
      found: NAMES,
    },
    "what a container prints, by Fluent Bit": {
      stack: printing({ Name: "kinesis_streams", region: "eu-west-1", Stream: "orders" }),
      found: PAST,
    },
    "what a container prints, by Fluentd": {
      stack: printing({ "@type": "kinesis_streams_aggregated", stream_name: "orders" }),
      found: PAST,
    },
  },
  accepts: {
    "what a container prints, to another stream": { stack: printing({ Name: "kinesis", stream: "logs" }) },
    "what a container prints, to another service": { stack: printing({ Name: "kinesis_firehose", stream: "orders" }) },
    "what a container prints, to a log": { stack: printing({ stream: "orders", Name: "kinesis" }, "awslogs") },
    "a task without readable containers": {
      stack: target(["aws:ecs/taskDefinition:TaskDefinition", "containerDefinitions", "["]),
    },
    "the stream's own policy, for the API's role": { stack: streamPolicy("arn:aws:iam::123456789012:role/role-1") },
    "a role that reads": { stack: plus(...worker(["kinesis:GetRecords"], ARN)) },
    "a role that writes to another stream": {
      stack: plus(...worker("kinesis:PutRecord", ARN.replace("orders", "clicks"))),
    },
    "a pipe to another stream": { stack: target([PIPE[0], PIPE[1], ARN.replace("orders", "clicks")]) },
    "a query that reads the stream": {
      stack: target([QUERY, "applicationConfiguration", query(ARN, RESULTS)], { applicationConfiguration: ["stream"] }),
    },
    "a connector of Kafka that reads the stream": {
      stack: connector({ "connector.class": "org.example.KinesisSourceConnector", "kinesis.stream": "orders" }),
    },
    "a connector of Kafka whose topic has the stream's name": {
      stack: connector({ "connector.class": "io.confluent.connect.s3.S3SinkConnector" }),
    },
    "a service that nobody has listed, which reads the stream": {
      stack: target(["aws:acme/reader:Reader", "eventSourceArn", ARN]),
    },
    "a service that nobody has listed, whose tag is the stream's ARN": {
      stack: plus({ type: "aws:acme/thing:Thing", name: "target", inputs: { tags: { stream: ARN } } }),
    },
    "a service that keeps the stream's ARN": { stack: target(["aws:appconfig/thing:Thing", "content", ARN]) },
    "a service that nobody has listed, and the configuration knows": {
      stack: target([MEMORY, "streamDeliveryResources", { arn: ARN }]),
      config: { "kinesis-stream-writers": { services: ["bedrock-agentcore.amazonaws.com"] } },
    },
    "a service that the configuration knows": {
      stack: [...target(PIPE), ...worker("kinesis:PutRecord", ARN)],
      config: { "kinesis-stream-writers": { services: ["pipes.amazonaws.com"] } },
    },
    "a stack without an API": {
      stack: [
        ...pipeline.filter(({ type }) => type === "aws:kinesis/stream:Stream"),
        ...worker("kinesis:PutRecord", ARN),
      ].map(({ parent: _, ...fixture }) => fixture),
    },
  },
});
