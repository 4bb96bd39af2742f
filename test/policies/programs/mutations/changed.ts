import { A, B, C, D, type Mutation, set } from "./mutation";

const STREAM = "stream-my_kinesis_stream";
const GUIDE = `{ "StreamName": "$input.params('streamname')", "PartitionKey": "$input.params('aerospike-digest')", "Data": "$util.base64Encode($input.body)"}`;
const CONDITIONAL = JSON.stringify({
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "apigateway.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    },
  ],
});

/** Other arguments or options of what the program makes. A transform cannot take a resource away; it points it elsewhere. */
export const changed: readonly Mutation[] = [
  {
    region: A,
    resource: "api",
    props: set({ securityPolicy: "TLS_1_0", endpointAccessMode: undefined }),
    found: ["rest-api-tls"],
  },
  {
    region: A,
    resource: STREAM,
    props: set({ streamModeDetails: { streamMode: "PROVISIONED" }, shardCount: 2 }),
    found: ["kinesis-stream-on-demand", "kinesis-stream-on-demand"],
  },
  { region: A, resource: "key", props: set({ enabled: false }), found: ["api-key-enabled"] },
  { region: A, resource: "api-deployment", props: set({ triggers: undefined }), found: ["deployment-triggers"] },
  {
    region: A,
    resource: "api-post-200-mapping",
    props: set({ selectionPattern: String.raw`[25]\d{2}` }),
    found: ["integration-error-not-success"],
  },
  {
    region: A,
    resource: "api-throttled",
    props: set({ statusCode: "200" }),
    found: ["integration-error-not-success"],
  },
  { region: A, resource: "connector", props: set({ recoveryWindowInDays: 0 }), found: ["secret-deletion-window"] },
  {
    region: A,
    resource: "key-link",
    options: { additionalSecretOutputs: [] },
    found: ["usage-plan-key-secret"],
  },
  {
    region: A,
    resource: "api-stage",
    props: set({
      xrayTracingEnabled: false,
      accessLogSettings: { destinationArn: "arn:aws:logs:ap-south-1:123456789012:log-group:orders", format: "plain" },
      canarySettings: { deploymentId: "d1b2c3", percentTraffic: 5 },
    }),
    found: ["stage-access-log", "stage-access-log", "stage-access-log", "stage-deployment", "stage-tracing"],
    // Their patterns are for lines of JSON.
    also: {
      "api-key-trouble": ["metric-filter-counts"],
      "api-plan-throttled": ["metric-filter-counts"],
      "api-stored-records": ["metric-filter-counts"],
    },
  },
  {
    region: A,
    resource: "api-all-methods",
    props: set({ settings: { loggingLevel: "OFF", dataTraceEnabled: true } }),
    found: ["method-settings-no-data-trace"],
    also: { "api-stage": ["stage-execution-log"] },
  },
  {
    region: A,
    resource: "api-health-check",
    props: set({ settings: { loggingLevel: "ERROR", throttlingRateLimit: 0 } }),
    found: ["method-settings-throttle"],
  },
  {
    region: A,
    resource: "api-access-log",
    props: set({ retentionInDays: 0, kmsKeyId: undefined }),
    found: ["log-group-encrypted", "log-group-retention"],
  },
  {
    region: A,
    resource: "api-execution-log",
    props: set({ tags: {} }),
    found: ["required-tags"],
  },
  {
    region: A,
    resource: "alarms-silence-my_kinesis_stream",
    props: set({ actionsEnabled: false }),
    found: ["alarm-actions"],
  },
  { region: A, resource: "alarms-theirs", props: set({ alarmActions: [] }), found: ["alarm-actions"] },
  { region: A, resource: "alarms-ours", props: set({ alarmRule: "FALSE" }), found: ["alarm-can-go-off"] },
  {
    region: A,
    resource: "api-plan-throttled",
    props: set({ pattern: "{ ($.status = 429) && ($.status = 502) }" }),
    found: ["metric-filter-counts"],
  },
  {
    region: A,
    resource: "alarms-key",
    props: set({ enableKeyRotation: false }),
    found: ["kms-key-rotation"],
  },
  { region: A, resource: "alarms-topic", props: set({ kmsMasterKeyId: undefined }), found: ["sns-topic-encrypted"] },
  {
    region: A,
    resource: "api-refused-records",
    props: set({ region: "us-west-2" }),
    found: ["pipeline-one-region", "resource-region-allowed"],
    also: { "alarms-refused-records": ["alarm-can-go-off"] },
  },
  {
    region: B,
    resource: "api",
    props: set({ endpointConfiguration: { types: "EDGE" }, disableExecuteApiEndpoint: true }),
    found: ["rest-api-endpoint-enabled", "rest-api-endpoint-type"],
  },
  {
    region: B,
    resource: STREAM,
    props: set({ encryptionType: "NONE", kmsKeyId: undefined }),
    found: ["kinesis-stream-encrypted"],
  },
  { region: B, resource: "api-post", props: set({ apiKeyRequired: false }), found: ["method-authenticated"] },
  {
    region: B,
    resource: "api-post-200-mapping",
    props: set({ httpMethod: "PUT" }),
    found: ["integration-method-response"],
    also: { "api-post-integration": ["integration-errors-mapped"] },
  },
  { region: B, resource: "api-deployment", options: { deleteBeforeReplace: true }, found: ["deployment-create-first"] },
  { region: B, resource: "access-policy", options: { ignoreChanges: ["policy"] }, found: ["ignored-changes"] },
  {
    region: B,
    resource: "key-plan",
    props: set({ quotaSettings: { limit: 1000000, period: "DAY" } }),
    found: ["usage-plan-no-quota"],
  },
  {
    region: B,
    resource: "key",
    props: set({ value: "orders-dev-key-0123456789" }),
    options: { deleteBeforeReplace: true },
    found: ["api-key-not-written", "create-before-delete"],
  },
  {
    region: B,
    resource: "api-post-503-mapping",
    props: set({ responseTemplates: { "application/json": `{"key": "$context.identity.apiKey"}` } }),
    found: ["api-key-not-printed"],
  },
  {
    region: B,
    resource: "api-post-integration",
    // One branch of one type stores a part of the body.
    props: ({ requestTemplates, ...others }) => ({
      ...others,
      requestTemplates: {
        ...(requestTemplates as Readonly<Record<string, string>>),
        "application/x-ndjson": `{"StreamName": "my_kinesis_stream", "PartitionKey": "$context.requestId", "Data": "#if($input.path('$.msg') == 'delete')$util.base64Encode($input.json('$.key'))#else$util.base64Encode($input.body)#end"}`,
      },
    }),
    found: ["integration-put-record"],
  },
  {
    region: B,
    resource: "api-post-502-mapping",
    props: set({ responseTemplates: { "application/json": "$input.body" } }),
    found: ["integration-errors-not-echoed"],
  },
  {
    region: C,
    resource: "api-post-200-mapping",
    props: set({ responseTemplates: { "application/json": `{"status": "stored"}` } }),
    found: ["integration-success-proven"],
  },
  { region: C, resource: "api", props: set({ body: "{}" }), found: ["api-body-readable"] },
  {
    region: C,
    resource: "api-post-integration",
    props: set({
      passthroughBehavior: "WHEN_NO_MATCH",
      timeoutMilliseconds: 29000,
      requestParameters: { "integration.request.header.X-Amz-Target": "method.request.header.X-Amz-Target" },
      requestTemplates: { "application/json": GUIDE },
    }),
    found: [
      "integration-escapes",
      "integration-headers-fixed",
      "integration-kinesis-call",
      "integration-passthrough",
      "integration-stream-fixed",
      "integration-timeout",
    ],
  },
  {
    region: C,
    resource: "key-plan",
    props: set({ throttleSettings: undefined, apiStages: [] }),
    found: ["usage-plan-throttle"],
    also: { "api-stage": ["rest-api-key-plan"] },
  },
  {
    region: C,
    resource: STREAM,
    props: set({ retentionPeriod: 24, name: "my kinesis stream", tags: { stage: "dev" } }),
    found: ["kinesis-stream-retention", "name-limits", "required-tags"],
  },
  {
    region: C,
    resource: "access-role",
    props: set({
      assumeRolePolicy: CONDITIONAL,
      managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonKinesisFullAccess"],
    }),
    found: ["iam-no-administrator", "integration-role-actions", "integration-role-trust"],
  },
  {
    region: D,
    resource: STREAM,
    props: set({ region: "us-west-2" }),
    options: { protect: false },
    found: ["pipeline-one-region", "resource-region-allowed", "stateful-protected"],
  },
  {
    region: D,
    resource: "api",
    props: set({ region: undefined, disableExecuteApiEndpoint: true }),
    found: ["pipeline-one-region", "rest-api-endpoint-enabled"],
  },
  {
    region: D,
    resource: "access-role",
    props: set({ permissionsBoundary: "arn:aws:iam::aws:policy/AWSDenyAll" }),
    found: ["integration-role-streams"],
  },
  {
    region: D,
    resource: "api-post-integration",
    props: set({ contentHandling: undefined }),
    // The stream of this region is in another one.
    found: ["integration-encodes-once", "integration-stream-fixed"],
  },
  {
    region: D,
    resource: "connector",
    props: set({ kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/5f2c" }),
    found: ["secret-encrypted"],
  },
];
