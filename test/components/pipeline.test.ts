import assert from "node:assert/strict";

import { BINARY_TYPES, TEXT_TYPES } from "../../components/api/media-types";
import { Pipeline, type PipelineArgs } from "../../components/pipeline";
import schema from "../../components/schema.json";
import { parseSettings } from "../../config/parse";
import { awaitOutput, record, type Recorded } from "../support/record";

const settings = parseSettings("dev", {
  service: "orders",
  regions: ["ap-south-1"],
  streams: [{ name: "my_kinesis_stream" }],
  tags: { team: "data" },
});
const args: PipelineArgs = { ...settings, region: "ap-south-1" };
const build = (change: Partial<PipelineArgs> = {}) => record(() => new Pipeline("p", { ...args, ...change }));

const only = (resources: readonly Recorded[], type: string): Recorded => {
  const found = resources.filter((resource) => resource.type === type);
  assert.equal(found.length, 1, `${found.length} of ${type}`);
  return found[0]!;
};

describe("Pipeline", () => {
  it("makes exactly the guide's pipeline, and what shows how it does", async () => {
    const { resources } = await build();
    assert.deepEqual(
      resources.map(({ type, name }) => `${name} ${type}`),
      [
        "p aerospike-kinesis:index:Pipeline",
        "p-access aerospike-kinesis:index:IngestAccess",
        "p-access-policy aws:iam/rolePolicy:RolePolicy",
        "p-access-role aws:iam/role:Role",
        "p-alarms aerospike-kinesis:index:IngestAlarms",
        "p-alarms-key aws:kms/key:Key",
        "p-alarms-key-trouble aws:cloudwatch/metricAlarm:MetricAlarm",
        "p-alarms-kinesis-write-throttled-my_kinesis_stream aws:cloudwatch/metricAlarm:MetricAlarm",
        "p-alarms-latency-p99 aws:cloudwatch/metricAlarm:MetricAlarm",
        "p-alarms-ours aws:cloudwatch/compositeAlarm:CompositeAlarm",
        "p-alarms-plan-rate-near-limit aws:cloudwatch/metricAlarm:MetricAlarm",
        "p-alarms-plan-throttled aws:cloudwatch/metricAlarm:MetricAlarm",
        "p-alarms-put-record-failed-my_kinesis_stream aws:cloudwatch/metricAlarm:MetricAlarm",
        "p-alarms-refused-keys aws:cloudwatch/metricAlarm:MetricAlarm",
        "p-alarms-refused-records aws:cloudwatch/metricAlarm:MetricAlarm",
        "p-alarms-server-errors aws:cloudwatch/metricAlarm:MetricAlarm",
        "p-alarms-silence-my_kinesis_stream aws:cloudwatch/metricAlarm:MetricAlarm",
        "p-alarms-theirs aws:cloudwatch/compositeAlarm:CompositeAlarm",
        "p-alarms-topic aws:sns/topic:Topic",
        "p-alarms-topic-policy aws:sns/topicPolicy:TopicPolicy",
        "p-alarms-unread-records-my_kinesis_stream aws:cloudwatch/metricAlarm:MetricAlarm",
        "p-api aerospike-kinesis:index:IngestApi",
        "p-api aws:apigateway/restApi:RestApi",
        "p-api-access-log aws:cloudwatch/logGroup:LogGroup",
        "p-api-all-methods aws:apigateway/methodSettings:MethodSettings",
        "p-api-default-4xx aws:apigateway/response:Response",
        "p-api-default-5xx aws:apigateway/response:Response",
        "p-api-deployment aws:apigateway/deployment:Deployment",
        "p-api-execution-log aws:cloudwatch/logGroup:LogGroup",
        "p-api-get aws:apigateway/method:Method",
        "p-api-get-200 aws:apigateway/methodResponse:MethodResponse",
        "p-api-get-200-mapping aws:apigateway/integrationResponse:IntegrationResponse",
        "p-api-get-integration aws:apigateway/integration:Integration",
        "p-api-health-check aws:apigateway/methodSettings:MethodSettings",
        "p-api-key-trouble aws:cloudwatch/logMetricFilter:LogMetricFilter",
        "p-api-kinesis-throttled aws:cloudwatch/logMetricFilter:LogMetricFilter",
        "p-api-log-role aws:apigateway/account:Account",
        "p-api-plan-throttled aws:cloudwatch/logMetricFilter:LogMetricFilter",
        "p-api-post aws:apigateway/method:Method",
        "p-api-post-200 aws:apigateway/methodResponse:MethodResponse",
        "p-api-post-200-mapping aws:apigateway/integrationResponse:IntegrationResponse",
        "p-api-post-400 aws:apigateway/methodResponse:MethodResponse",
        "p-api-post-400-mapping aws:apigateway/integrationResponse:IntegrationResponse",
        "p-api-post-429 aws:apigateway/methodResponse:MethodResponse",
        "p-api-post-502 aws:apigateway/methodResponse:MethodResponse",
        "p-api-post-502-mapping aws:apigateway/integrationResponse:IntegrationResponse",
        "p-api-post-503 aws:apigateway/methodResponse:MethodResponse",
        "p-api-post-503-mapping aws:apigateway/integrationResponse:IntegrationResponse",
        "p-api-post-integration aws:apigateway/integration:Integration",
        "p-api-refused-records aws:cloudwatch/logMetricFilter:LogMetricFilter",
        "p-api-resource aws:apigateway/resource:Resource",
        "p-api-sampling-rule aws:xray/samplingRule:SamplingRule",
        "p-api-stage aws:apigateway/stage:Stage",
        "p-api-stored-records aws:cloudwatch/logMetricFilter:LogMetricFilter",
        "p-api-throttled aws:apigateway/response:Response",
        "p-api-timeouts aws:cloudwatch/logMetricFilter:LogMetricFilter",
        "p-connector aerospike-kinesis:index:ConnectorSecret",
        "p-connector aws:secretsmanager/secret:Secret",
        "p-connector-version aws:secretsmanager/secretVersion:SecretVersion",
        "p-key aerospike-kinesis:index:IngestKey",
        "p-key aws:apigateway/apiKey:ApiKey",
        "p-key-link aws:apigateway/usagePlanKey:UsagePlanKey",
        "p-key-plan aws:apigateway/usagePlan:UsagePlan",
        "p-stream-my_kinesis_stream aerospike-kinesis:index:IngestStream",
        "p-stream-my_kinesis_stream aws:kinesis/stream:Stream",
      ],
    );
  });

  it("gives every regional resource its region", async () => {
    const { resources } = await build({ region: "eu-west-1" });
    const regional = resources.filter(({ type }) => type.startsWith("aws:") && !type.startsWith("aws:iam/"));
    assert.deepEqual(
      regional.filter(({ inputs }) => inputs.region !== "eu-west-1").map(({ name }) => name),
      [],
    );
    assert.equal(regional.length, 56);
  });

  it("tags everything that takes tags, the team's beside ours", async () => {
    const { resources } = await build();
    const tagged = resources.filter(({ inputs }) => inputs.tags !== undefined);
    assert.deepEqual(tagged.map(({ type }) => type.split(":")[2]).sort(), [
      "ApiKey",
      ...Array.from({ length: 2 }, () => "CompositeAlarm"),
      "Key",
      ...Array.from({ length: 2 }, () => "LogGroup"),
      ...Array.from({ length: 11 }, () => "MetricAlarm"),
      "RestApi",
      "Role",
      "SamplingRule",
      "Secret",
      "Stage",
      "Stream",
      "Topic",
      "UsagePlan",
    ]);
    for (const { inputs } of tagged) {
      assert.deepEqual(inputs.tags, { team: "data", service: "orders", stage: "dev", "managed-by": "pulumi" });
    }
  });

  it("makes the stream on demand, encrypted, as large as records get", async () => {
    const { resources } = await build();
    const { inputs } = only(resources, "aws:kinesis/stream:Stream");
    assert.deepEqual(inputs, {
      tags: inputs.tags,
      name: "my_kinesis_stream",
      region: "ap-south-1",
      streamModeDetails: { streamMode: "ON_DEMAND" },
      retentionPeriod: 24,
      maxRecordSizeInKib: 10240,
      encryptionType: "KMS",
      kmsKeyId: "alias/aws/kinesis",
    });
  });

  it("lets API Gateway, unconditionally, write to the named streams and to nothing else", async () => {
    const { resources } = await build({
      streams: ["a", "b"].map((name) => ({ ...settings.streams[0]!, name })),
    });
    const { inputs: role } = only(resources, "aws:iam/role:Role");
    const { inputs: policy } = only(resources, "aws:iam/rolePolicy:RolePolicy");
    assert.deepEqual(JSON.parse(role.assumeRolePolicy as string), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
    assert.deepEqual(JSON.parse(policy.policy as string), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["kinesis:PutRecord"],
          Resource: ["arn:aws:test:p-stream-a", "arn:aws:test:p-stream-b"],
        },
      ],
    });
  });

  it("encrypts each stream with its own KMS key in the region, which the role may use through Kinesis only", async () => {
    const key = (region: string, id: string) => `arn:aws:kms:${region}:123456789012:key/${id}`;
    const kmsKeyArns = [key("eu-west-1", "e"), key("ap-south-1", "a")];
    const { resources } = await build({
      streams: ["a", "b", "c"].map((name) => ({
        ...settings.streams[0]!,
        name,
        kmsKeyArns: name === "c" ? [] : kmsKeyArns,
      })),
    });
    const streams = resources.filter(({ type }) => type === "aws:kinesis/stream:Stream");
    assert.deepEqual(
      streams.map(({ inputs }) => inputs.kmsKeyId),
      [key("ap-south-1", "a"), key("ap-south-1", "a"), "alias/aws/kinesis"],
    );
    const { inputs: policy } = only(resources, "aws:iam/rolePolicy:RolePolicy");
    const { Statement } = JSON.parse(policy.policy as string) as { Statement: unknown[] };
    assert.deepEqual(Statement[1], {
      Effect: "Allow",
      Action: ["kms:GenerateDataKey"],
      Resource: [key("ap-south-1", "a")],
      Condition: { StringLike: { "kms:ViaService": "kinesis.ap-south-1.*" } },
    });
  });

  it("serves TLS 1.2 or better from its own region", async () => {
    const { resources } = await build();
    const { inputs } = only(resources, "aws:apigateway/restApi:RestApi");
    assert.deepEqual(
      [inputs.name, inputs.endpointConfiguration, inputs.securityPolicy, inputs.endpointAccessMode],
      ["orders-dev", { types: "REGIONAL" }, "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", "STRICT"],
    );
    assert.deepEqual(inputs.binaryMediaTypes, [
      "application/octet-stream",
      "application/avro",
      "application/x-msgpack",
      "application/msgpack",
    ]);
  });

  it("asks a key of POST and none of the health check", async () => {
    const { resources } = await build();
    const methods = resources.filter(({ type }) => type === "aws:apigateway/method:Method");
    assert.deepEqual(
      methods.map(({ inputs }) => [inputs.httpMethod, inputs.apiKeyRequired]),
      [
        ["GET", false],
        ["POST", true],
      ],
    );
  });

  it("calls PutRecord as the role, with its own content type, and gives up before the connector does", async () => {
    const { resources } = await build();
    const { inputs } = resources.find(({ name }) => name === "p-api-post-integration")!;
    const { requestTemplates, ...rest } = inputs;
    assert.deepEqual(rest, {
      region: "ap-south-1",
      restApi: "p-api",
      resourceId: "p-api-resource",
      httpMethod: "POST",
      type: "AWS",
      integrationHttpMethod: "POST",
      uri: "arn:aws:apigateway:ap-south-1:kinesis:action/PutRecord",
      credentials: "arn:aws:test:p-access-role",
      passthroughBehavior: "NEVER",
      contentHandling: "CONVERT_TO_TEXT",
      timeoutMilliseconds: 6000,
      requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
    });
    assert.deepEqual(Object.keys(requestTemplates as object).sort(), [...TEXT_TYPES, ...BINARY_TYPES].sort());
  });

  it("answers 2xx for nothing but Kinesis' own 2xx", async () => {
    const { resources } = await build();
    const mappings = resources.filter(({ name }) => /^p-api-post-\d+-mapping$/.test(name));
    assert.deepEqual(
      mappings.map(({ inputs }) => [inputs.selectionPattern, inputs.statusCode]),
      [
        [String.raw`2\d{2}`, "200"],
        [String.raw`4\d{2}`, "400"],
        [undefined, "502"],
        [String.raw`5\d{2}`, "503"],
      ],
    );
  });

  it("limits the plan by rate and burst, and by no quota", async () => {
    const { resources } = await build();
    const { inputs } = only(resources, "aws:apigateway/usagePlan:UsagePlan");
    assert.deepEqual(inputs.throttleSettings, { rateLimit: 5000, burstLimit: 2500 });
    assert.deepEqual(inputs.apiStages, [{ apiId: "p-api", stage: "dev" }]);
    assert.equal(inputs.quotaSettings, undefined);
  });

  it("puts the finished YAML, with endpoint, stream and key, into the secret", async () => {
    const { resources, built } = await build();
    const { value, secret } = await awaitOutput(built.connectorConfig);
    assert.ok(secret);
    for (const part of ["https://p-api-stage.example/stage/kinesis", "my_kinesis_stream", "value-of-p-key"]) {
      assert.ok(value.includes(`"${part}"`), part);
    }
    const { inputs } = only(resources, "aws:secretsmanager/secretVersion:SecretVersion");
    assert.deepEqual((inputs.secretString as { value: string }).value, value);
  });

  it("names the stream that the settings choose, else the first", async () => {
    const streams = [{ name: "a" }, { name: "b" }];
    for (const [chosen, expected] of [
      [{}, "a"],
      [{ streamname: "b" }, "b"],
    ] as const) {
      const raw = { service: "orders", regions: ["ap-south-1"], streams, connector: chosen };
      const { built } = await build(parseSettings("dev", raw));
      assert.ok((await awaitOutput(built.connectorConfig)).value.includes(`streamname: "${expected}"`));
    }
  });

  it("redeploys on any change of the model, and not for the plan's throttle", async () => {
    const model = async (change: Partial<PipelineArgs>) =>
      only((await build(change)).resources, "aws:apigateway/deployment:Deployment").inputs.triggers;
    const before = await model({});
    assert.deepEqual(await model({ connector: { ...args.connector, "call-timeout": 9000 } }), before);
    assert.deepEqual(await model({ api: { ...args.api, throttle: { ratePerSecond: 1, burst: 1 } } }), before);
    for (const change of [
      { api: { ...args.api, path: "other" } },
      { api: { ...args.api, integrationTimeoutMs: 1000 } },
      { streams: [{ ...settings.streams[0]!, name: "other" }] },
    ]) {
      assert.notDeepEqual(await model(change), before, JSON.stringify(change));
    }
  });

  it("does not collide with a second pipeline in the same program", async () => {
    const { resources } = await record(() =>
      ["eu-west-1", "ap-south-1"].map((region) => new Pipeline(`ingest-${region}`, { ...args, region })),
    );
    const urns = resources.map(({ type, name }) => `${type} ${name}`);
    assert.equal(new Set(urns).size, 2 * 65);
  });

  it("sums up what a person needs next, with nothing secret", async () => {
    const { built } = await build();
    assert.deepEqual(Object.keys(built.summary), [
      "endpoint",
      "streams",
      "apiId",
      "stageName",
      "apiKeyId",
      "usagePlanId",
      "roleArn",
      "connectorSecretArn",
      "accessLogGroup",
      "alarmTopicArn",
    ]);
    assert.deepEqual(await awaitOutput(built.summary.endpoint), {
      value: "https://p-api-stage.example/stage/kinesis",
      secret: false,
    });
  });

  it("publishes every output that the component's package describes, and no other", async () => {
    const { built } = await build({ streams: [{ ...settings.streams[0]!, existing: true }] });
    const { properties } = schema.types["aerospike-ingest:index:RegionalPipeline"];
    assert.deepEqual(Object.keys(built.summary).sort(), Object.keys(properties).sort());
  });
});
