import { awsAssigns, type Fixture } from "./policy";

const REGION = "eu-west-1";
const PIPELINE = "ingest";
/** Not a key of anybody's; as long and as plain as AWS makes them. */
export const KEY_VALUE = "q7xV2mBzT9LwKc4RsYpN8dHf";

const TEXT = String.raw`#set($stream = "")
#if($input.params('streamname') == 'orders')#set($stream = 'orders')#end
#set($key = $input.params('aerospike-digest'))
#if(!$key || $key == "")#set($key = $context.requestId)#end
{"StreamName": "$stream", "PartitionKey": "$util.escapeJavaScript($key).replaceAll("\\'", "'")", "Data": "$util.base64Encode($input.body)"}`;

const BINARY = TEXT.replace("$util.base64Encode($input.body)", "$input.body");

const SUCCESS = String.raw`#set($number = $input.json('$.SequenceNumber'))
#if($number.matches('"[0-9]+"')){"SequenceNumber": $number}
#else#set($context.responseOverride.status = 502){"requestId": "$context.requestId"}
#end`;
const FAILURE = `{"requestId": "$context.requestId"}`;

export const CONNECTOR_CONFIG = `format: { mode: json }
service:
  port: [8901]
destinations:
  aws-kinesis:
    urls:
      - https://a1b2c3.execute-api.eu-west-1.amazonaws.com/dev/kinesis
    headers:
      additional-headers:
        x-api-key: "${KEY_VALUE}"
    call-timeout: 8000
    health-check:
      enabled: true
      call-timeout: 15000
`;

const tags = { service: "orders", stage: "dev" };
const child = { parent: PIPELINE };
const api = { region: REGION, restApi: awsAssigns("a1b2c3") };
const onApi = { restApi: ["api"] };
const onResource = { ...api, resourceId: awsAssigns("r1") };
const onMethod = { restApi: ["api"], resourceId: ["resource"] };

function method(verb: "GET" | "POST", inputs: Record<string, unknown>): Fixture {
  return {
    type: "aws:apigateway/method:Method",
    name: verb.toLowerCase(),
    inputs: { ...onResource, httpMethod: verb, authorization: "NONE", ...inputs },
    edges: onMethod,
    ...child,
  };
}

function integration(verb: "get" | "post", inputs: Record<string, unknown>, edges = {}): Fixture {
  return {
    type: "aws:apigateway/integration:Integration",
    name: `${verb}-integration`,
    inputs: { ...onResource, httpMethod: verb.toUpperCase(), passthroughBehavior: "NEVER", ...inputs },
    edges: { ...onMethod, httpMethod: [verb], ...edges },
    ...child,
  };
}

function answers(verb: "get" | "post", statusCode: string, selectionPattern?: string): Fixture[] {
  const place = { ...onResource, httpMethod: verb.toUpperCase(), statusCode };
  const edges = { ...onMethod, httpMethod: [verb] };
  const name = `${verb}-${statusCode}`;
  return [
    { type: "aws:apigateway/methodResponse:MethodResponse", name, inputs: place, edges, ...child },
    {
      type: "aws:apigateway/integrationResponse:IntegrationResponse",
      name: `${name}-mapping`,
      inputs: {
        ...place,
        ...(selectionPattern !== undefined && { selectionPattern }),
        responseTemplates: { "application/json": statusCode === "200" && verb === "post" ? SUCCESS : FAILURE },
      },
      edges: { ...edges, statusCode: [name] },
      ...child,
    },
  ];
}

/** What a deployment takes a snapshot of. */
const SNAPSHOT = /^aws:apigateway\/(?:method|methodResponse|integration|integrationResponse|response|restApiPut):/;

/** A pipeline that breaks no rule, as plain data: what a test changes one thing in. */
export const pipeline: readonly Fixture[] = [
  { type: "aerospike-kinesis:index:Pipeline", name: PIPELINE, inputs: {} },
  {
    type: "aws:kinesis/stream:Stream",
    name: "stream",
    inputs: {
      name: "orders",
      region: REGION,
      streamModeDetails: { streamMode: "ON_DEMAND" },
      retentionPeriod: 168,
      encryptionType: "KMS",
      kmsKeyId: "alias/aws/kinesis",
      tags,
    },
    outputs: { arn: awsAssigns("arn:aws:kinesis:eu-west-1:123456789012:stream/orders") },
    options: { protect: true },
    ...child,
  },
  {
    type: "aws:iam/role:Role",
    name: "role",
    inputs: {
      assumeRolePolicy: JSON.stringify({
        Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
      }),
      tags,
    },
    outputs: {
      id: awsAssigns("role-1"),
      name: awsAssigns("role-1"),
      arn: awsAssigns("arn:aws:iam::123456789012:role/role-1"),
    },
    ...child,
  },
  {
    type: "aws:iam/rolePolicy:RolePolicy",
    name: "role-policy",
    inputs: {
      role: awsAssigns("role-1"),
      policy: awsAssigns(
        JSON.stringify({
          Statement: [
            {
              Effect: "Allow",
              Action: ["kinesis:PutRecord"],
              Resource: ["arn:aws:kinesis:eu-west-1:123456789012:stream/orders"],
            },
          ],
        }),
      ),
    },
    edges: { role: ["role"], policy: ["stream"] },
    ...child,
  },
  {
    type: "aws:apigateway/restApi:RestApi",
    name: "api",
    inputs: {
      name: "orders-dev",
      region: REGION,
      endpointConfiguration: { types: "REGIONAL" },
      securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
      endpointAccessMode: "STRICT",
      binaryMediaTypes: ["application/octet-stream", "application/avro"],
      tags,
    },
    outputs: { id: awsAssigns("a1b2c3"), arn: awsAssigns("arn:aws:apigateway:eu-west-1::/restapis/a1b2c3") },
    options: { protect: true },
    ...child,
  },
  {
    type: "aws:apigateway/resource:Resource",
    name: "resource",
    inputs: { ...api, parentId: awsAssigns("root"), pathPart: "kinesis" },
    outputs: { id: awsAssigns("r1") },
    edges: { restApi: ["api"], parentId: ["api"] },
    ...child,
  },
  method("GET", { apiKeyRequired: false }),
  integration("get", { type: "MOCK", requestTemplates: { "application/json": `{"statusCode": 200}` } }),
  ...answers("get", "200"),
  method("POST", { apiKeyRequired: true }),
  integration(
    "post",
    {
      type: "AWS",
      integrationHttpMethod: "POST",
      uri: awsAssigns("arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord"),
      credentials: awsAssigns("arn:aws:iam::123456789012:role/role-1"),
      contentHandling: "CONVERT_TO_TEXT",
      timeoutMilliseconds: 6000,
      requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
      requestTemplates: {
        "application/json": TEXT,
        "application/octet-stream": BINARY,
        "application/avro": BINARY,
      },
    },
    { uri: ["api"], credentials: ["role", "role-policy"] },
  ),
  ...answers("post", "200", String.raw`2\d{2}`),
  ...answers("post", "400", String.raw`4\d{2}`),
  ...answers("post", "503", String.raw`5\d{2}`),
  ...answers("post", "502"),
  {
    type: "aws:apigateway/deployment:Deployment",
    name: "deployment",
    inputs: { ...api, triggers: { model: "5f2c" } },
    outputs: { id: awsAssigns("d1") },
    edges: onApi,
    dependsOn: ({ type }) => SNAPSHOT.test(type),
    ...child,
  },
  {
    type: "aws:apigateway/stage:Stage",
    name: "stage",
    inputs: {
      ...api,
      deployment: awsAssigns("d1"),
      stageName: "dev",
      xrayTracingEnabled: true,
      accessLogSettings: {
        destinationArn: awsAssigns("arn:aws:logs:eu-west-1:123456789012:log-group:orders-dev"),
        format: JSON.stringify({ requestId: "$context.requestId", error: "$context.integration.error" }),
      },
      tags,
    },
    outputs: { invokeUrl: awsAssigns("https://a1b2c3.execute-api.eu-west-1.amazonaws.com/dev") },
    edges: { ...onApi, deployment: ["deployment"], accessLogSettings: ["log-group"] },
    ...child,
  },
  {
    type: "aws:apigateway/methodSettings:MethodSettings",
    name: "method-settings",
    inputs: {
      ...api,
      stageName: "dev",
      methodPath: "*/*",
      settings: { loggingLevel: "ERROR", dataTraceEnabled: false },
    },
    edges: { ...onApi, stageName: ["stage"] },
    ...child,
  },
  {
    type: "aws:apigateway/apiKey:ApiKey",
    name: "key",
    inputs: { name: "orders-dev", region: REGION, tags },
    outputs: { id: awsAssigns("k1"), value: awsAssigns(KEY_VALUE) },
    options: { protect: true, additionalSecretOutputs: ["value"] },
    ...child,
  },
  {
    type: "aws:apigateway/usagePlan:UsagePlan",
    name: "plan",
    inputs: {
      name: "orders-dev",
      region: REGION,
      apiStages: [{ apiId: awsAssigns("a1b2c3"), stage: "dev" }],
      throttleSettings: { rateLimit: 5000, burstLimit: 2500 },
      tags,
    },
    outputs: { id: awsAssigns("p1") },
    edges: { apiStages: ["api", "stage"] },
    ...child,
  },
  {
    type: "aws:apigateway/usagePlanKey:UsagePlanKey",
    name: "link",
    inputs: { region: REGION, keyId: awsAssigns("k1"), keyType: "API_KEY", usagePlanId: awsAssigns("p1") },
    outputs: { value: awsAssigns(KEY_VALUE) },
    options: { additionalSecretOutputs: ["value"] },
    edges: { keyId: ["key"], usagePlanId: ["plan"] },
    ...child,
  },
  {
    type: "aws:secretsmanager/secret:Secret",
    name: "secret",
    inputs: { region: REGION, recoveryWindowInDays: 30, tags },
    outputs: { id: awsAssigns("s1") },
    options: { protect: true },
    ...child,
  },
  {
    type: "aws:secretsmanager/secretVersion:SecretVersion",
    name: "secret-version",
    inputs: { region: REGION, secretId: awsAssigns("s1"), secretString: awsAssigns(CONNECTOR_CONFIG) },
    edges: { secretId: ["secret"], secretString: ["stage", "key", "link"] },
    ...child,
  },
  {
    type: "aws:cloudwatch/logGroup:LogGroup",
    name: "log-group",
    inputs: { name: "/orders/dev", region: REGION, retentionInDays: 365, tags },
    ...child,
  },
  {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name: "alarm",
    inputs: {
      name: "orders-dev-errors",
      region: REGION,
      alarmActions: [awsAssigns("arn:aws:sns:eu-west-1:123456789012:oncall")],
      tags,
    },
    ...child,
  },
];

/** What is found besides where the pipeline's POST calls another service than Kinesis. */
export const ELSEWHERE = {
  "integration-kinesis-call on post-integration": [
    "a POST of an API that takes records does not call Kinesis: a 2xx then says nothing of a stored record, and XDR forgets it.",
  ],
};

/** The same pipeline with one resource's inputs changed: paths are dotted, `undefined` takes a value away. */
export function change(name: string, inputs: Readonly<Record<string, unknown>>): readonly Fixture[] {
  return changeFixture(name, (fixture) => ({
    ...fixture,
    inputs: Object.entries(inputs).reduce((all, [path, value]) => put(all, path.split("."), value), fixture.inputs),
  }));
}

/** The same pipeline with other members of one fixture: options, edges, outputs. */
export function changeFixture(name: string, mend: (fixture: Fixture) => Fixture): readonly Fixture[] {
  if (!pipeline.some((fixture) => fixture.name === name)) throw new Error(`The pipeline has no ${name}.`);
  return pipeline.map((fixture) => (fixture.name === name ? mend(fixture) : fixture));
}

/** The same pipeline without some resources. */
export function without(...names: readonly string[]): readonly Fixture[] {
  const rest = pipeline.filter((fixture) => !names.includes(fixture.name));
  if (rest.length + names.length !== pipeline.length) throw new Error(`The pipeline lacks one of ${names.join(", ")}.`);
  return rest.map((fixture) => ({ ...fixture, edges: withoutEdges(fixture.edges ?? {}, names) }));
}

/** The same pipeline and more. */
export function plus(...fixtures: readonly Fixture[]): readonly Fixture[] {
  return [...pipeline, ...fixtures];
}

function withoutEdges(edges: NonNullable<Fixture["edges"]>, names: readonly string[]): NonNullable<Fixture["edges"]> {
  return Object.fromEntries(
    Object.entries(edges).map(([property, sources]) => [property, sources.filter((source) => !names.includes(source))]),
  );
}

function put(holder: unknown, [key = "", ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  const object = (typeof holder === "object" && holder !== null ? holder : {}) as Record<string, unknown>;
  return { ...object, [key]: rest.length === 0 ? value : put(object[key], rest, value) };
}
