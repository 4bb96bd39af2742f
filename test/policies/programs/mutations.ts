import { Account } from "@pulumi/aws/apigateway/account";
import { ApiKey } from "@pulumi/aws/apigateway/apiKey";
import { Deployment } from "@pulumi/aws/apigateway/deployment";
import { DomainName } from "@pulumi/aws/apigateway/domainName";
import { Integration } from "@pulumi/aws/apigateway/integration";
import { IntegrationResponse } from "@pulumi/aws/apigateway/integrationResponse";
import { Method } from "@pulumi/aws/apigateway/method";
import { MethodResponse } from "@pulumi/aws/apigateway/methodResponse";
import { MethodSettings } from "@pulumi/aws/apigateway/methodSettings";
import { RequestValidator } from "@pulumi/aws/apigateway/requestValidator";
import { Integration as HttpApiIntegration } from "@pulumi/aws/apigatewayv2/integration";
import { Route as HttpApiRoute } from "@pulumi/aws/apigatewayv2/route";
import { Distribution } from "@pulumi/aws/cloudfront/distribution";
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup";
import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm";
import { KinesisStreamingDestination } from "@pulumi/aws/dynamodb/kinesisStreamingDestination";
import { Role } from "@pulumi/aws/iam/role";
import { RolePoliciesExclusive } from "@pulumi/aws/iam/rolePoliciesExclusive";
import { User } from "@pulumi/aws/iam/user";
import { ResourcePolicy } from "@pulumi/aws/kinesis/resourcePolicy";
import { Key } from "@pulumi/aws/kms/key";
import { FunctionUrl } from "@pulumi/aws/lambda/functionUrl";
import { Provider } from "@pulumi/aws/provider";
import { Schedule } from "@pulumi/aws/scheduler/schedule";
import { Secret } from "@pulumi/aws/secretsmanager/secret";
import { SecretVersion } from "@pulumi/aws/secretsmanager/secretVersion";
import { Topic } from "@pulumi/aws/sns/topic";
import { TopicSubscription } from "@pulumi/aws/sns/topicSubscription";
import { WebAcl } from "@pulumi/aws/wafv2/webAcl";
import { WebAclAssociation } from "@pulumi/aws/wafv2/webAclAssociation";
import { interpolate, type Output, output, type Resource } from "@pulumi/pulumi";

import type { PipelineSummary } from "../../../components/pipeline";

type Props = Readonly<Record<string, unknown>>;

/** Where a resource is added: beside which pipeline, and under which name. */
interface Beside {
  readonly name: string;
  readonly region: string;
  readonly pipeline: PipelineSummary;
  readonly connectorConfig: Output<string>;
}

/**
 * One change of the real program, and the rules that must find it: other arguments or options of one of its resources, or,
 * for what it has nothing of, the program plus one resource.
 */
export interface Mutation {
  /** The regions stand for whole pipelines: each region has mutations of its own. */
  readonly region: string;
  /** The resource's name behind `ingest-<region>-`. */
  readonly resource: string;
  readonly props?: (props: Props) => Props;
  readonly options?: Props;
  /** Makes the resource that the program does not have. */
  readonly add?: (beside: Beside) => Resource;
  /** Another connector's file as the region's output. */
  readonly output?: (connectorConfig: string) => string;
  /** The rules that find it on this resource, each as often as it finds something. */
  readonly found: readonly string[];
  /** What else comes of it, by resource. */
  readonly also?: Readonly<Record<string, readonly string[]>>;
}

const set = (values: Props) => (props: Props) => ({ ...props, ...values });
const tags = { service: "orders", stage: "dev" };
const [A, B, C, D] = ["ap-south-1", "eu-west-1", "us-east-1", "eu-central-1"] as const;
/** What holds the outputs. */
const STACK = "aerospike-kinesis-dev";
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
const TRUSTS_FUNCTIONS = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const deletesStream = (region: string) =>
  JSON.stringify({
    Statement: [
      {
        Effect: "Allow",
        Action: "kinesis:DeleteStream",
        Resource: `arn:aws:kinesis:${region}:123456789012:stream/my_kinesis_stream`,
      },
    ],
  });
const mutesAlarm = (region: string) =>
  JSON.stringify({
    Statement: [
      {
        Effect: "Allow",
        Action: "cloudwatch:DisableAlarmActions",
        Resource: `arn:aws:cloudwatch:${region}:123456789012:alarm:orders-dev-ours`,
      },
    ],
  });
const ANYBODY = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" }] });

/** A distribution before the API that takes and passes on plain http. */
const plainDistribution = ({ name, region }: Beside) =>
  new Distribution(name, {
    enabled: true,
    origins: [
      {
        originId: "api",
        domainName: `a1b2c3.execute-api.${region}.amazonaws.com`,
        customOriginConfig: {
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: "match-viewer",
          originSslProtocols: ["TLSv1.2"],
        },
      },
    ],
    defaultCacheBehavior: {
      targetOriginId: "api",
      viewerProtocolPolicy: "allow-all",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
    tags,
  });

/** What a preview must find. A transform cannot take a resource away; it points it elsewhere. */
export const previewed: readonly Mutation[] = [
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
    region: A,
    resource: "trace",
    add: ({ name, region, pipeline: { apiId, stageName } }) =>
      new MethodSettings(name, {
        region,
        restApi: apiId,
        stageName,
        methodPath: "kinesis/POST",
        // In so many words: what settings leave out, a preview does not know, for AWS has the default.
        settings: { dataTraceEnabled: true, loggingLevel: "OFF", cachingEnabled: true, throttlingRateLimit: 0 },
      }),
    found: ["method-settings-no-data-trace", "method-settings-throttle", "stage-no-cache"],
    also: { "api-stage": ["stage-execution-log"] },
  },
  {
    region: A,
    resource: "account",
    add: ({ name, region }) => new Account(name, { region }),
    found: ["account-settings-elsewhere"],
  },
  {
    region: A,
    resource: "spare-key",
    add: ({ name, region }) => new ApiKey(name, { region, tags }, { protect: true }),
    found: ["api-key-linked"],
  },
  {
    region: A,
    resource: "logs",
    add: ({ name, region }) => new LogGroup(name, { region, tags }),
    found: ["log-group-encrypted", "log-group-retention"],
  },
  {
    region: A,
    resource: "alarm",
    add: ({ name, region }) =>
      new MetricAlarm(name, { region, tags, comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1 }),
    found: ["alarm-actions"],
  },

  {
    region: B,
    resource: "stream-policy",
    add: ({ name, region, pipeline: { streams } }) =>
      new ResourcePolicy(name, {
        region,
        resourceArn: streams.my_kinesis_stream!,
        policy: JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "kinesis:GetRecords" }] }),
      }),
    found: ["resource-policy-not-public"],
  },
  {
    region: B,
    resource: "domain",
    add: ({ name, region }) =>
      new DomainName(name, { region, domainName: "ingest.example.com", securityPolicy: "TLS_1_0", tags }),
    found: ["domain-name-tls"],
  },
  {
    region: B,
    resource: "http-api-integration",
    add: ({ name, region, pipeline: { roleArn } }) =>
      new HttpApiIntegration(name, {
        region,
        apiId: "h1b2c3d4e5",
        integrationType: "AWS_PROXY",
        integrationSubtype: "Kinesis-PutRecord",
        credentialsArn: roleArn,
        requestParameters: { StreamName: "my_kinesis_stream", PartitionKey: "1", Data: "$request.body" },
      }),
    found: ["http-api-no-kinesis"],
  },
  {
    region: B,
    resource: "kms",
    add: ({ name, region }) =>
      new Key(name, { region, isEnabled: false, bypassPolicyLockoutSafetyCheck: true, tags }, { protect: true }),
    found: ["kms-key-enabled", "kms-key-recoverable", "kms-key-rotation"],
  },
  {
    region: B,
    resource: "topic",
    add: ({ name, region }) => new Topic(name, { region, tags }),
    found: ["sns-topic-encrypted"],
  },
  {
    region: B,
    resource: "subscription",
    add: ({ name, region }) =>
      new TopicSubscription(name, {
        region,
        topic: "arn:aws:sns:eu-west-1:123456789012:orders",
        protocol: "http",
        endpoint: "http://pager.example.com/",
      }),
    found: ["sns-subscription-https"],
  },
  { region: B, resource: "user", add: ({ name }) => new User(name, { tags }), found: ["iam-no-users"] },
  {
    region: B,
    resource: "http-api-route",
    add: ({ name, region }) => {
      const integration = new HttpApiIntegration(`${name}-integration`, {
        region,
        apiId: "h1b2c3d4e5",
        integrationType: "AWS_PROXY",
        integrationUri: `arn:aws:lambda:${region}:123456789012:function:orders`,
      });
      const target = interpolate`integrations/${integration.id}`;
      return new HttpApiRoute(name, { region, apiId: "h1b2c3d4e5", routeKey: "POST /kinesis", target });
    },
    found: ["http-api-route-authenticated"],
  },
  {
    region: B,
    resource: "plain-integration",
    add: ({ name, region }) =>
      new HttpApiIntegration(name, {
        region,
        apiId: "h1b2c3d4e5",
        integrationType: "HTTP_PROXY",
        integrationMethod: "POST",
        integrationUri: "http://example.com/",
      }),
    found: ["integration-tls"],
  },
  {
    region: B,
    resource: "function-url",
    add: ({ name, region }) => new FunctionUrl(name, { region, functionName: "orders", authorizationType: "NONE" }),
    found: ["function-url-authenticated"],
  },
  {
    region: B,
    resource: "table-changes",
    add: ({ name, region, pipeline: { streams } }) =>
      new KinesisStreamingDestination(name, { region, streamArn: streams.my_kinesis_stream!, tableName: "orders" }),
    found: ["kinesis-stream-writers"],
  },
  { region: B, resource: "distribution", add: plainDistribution, found: ["transport-https", "transport-https"] },
  {
    region: B,
    resource: "role",
    add: ({ name }) => new Role(name, { assumeRolePolicy: ANYBODY, tags }),
    found: ["role-trust"],
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
    resource: "mock",
    add: ({ name, region, pipeline: { apiId: restApi } }) => {
      const place = { region, restApi, resourceId: "r1b2c3", httpMethod: "POST", statusCode: "200" };
      new MethodResponse(`${name}-200`, place);
      new IntegrationResponse(`${name}-200-mapping`, place);
      return new Integration(name, { region, restApi, resourceId: "r1b2c3", httpMethod: "POST", type: "MOCK" });
    },
    found: ["integration-mock-no-success"],
  },
  {
    region: D,
    resource: "early-deployment",
    add: ({ name, region, pipeline: { apiId: restApi } }) =>
      new Deployment(name, { region, restApi, triggers: { model: "1" } }),
    found: ["deployment-order"],
  },
  {
    region: D,
    resource: "old-version",
    add: ({ name, region }) =>
      new SecretVersion(name, {
        region,
        secretId: "orders",
        secretString: "destinations:\n  a:\n    urls: [https://a.example.com]\n    call-timeout: 5000\n",
        versionStages: ["next"],
      }),
    found: ["secret-version-current"],
  },
  {
    region: D,
    resource: "web-acl",
    add: ({ name, region, pipeline: { stageName: resourceArn } }) => {
      const visibilityConfig = { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName: name };
      const acl = new WebAcl(name, {
        region,
        tags,
        visibilityConfig,
        scope: "REGIONAL",
        defaultAction: { block: { customResponse: { responseCode: 200 } } },
      });
      new WebAclAssociation(`${name}-association`, { region, resourceArn, webAclArn: acl.arn });
      return acl;
    },
    found: ["web-acl-no-success", "web-acl-takes-records"],
  },
  {
    region: D,
    resource: "front",
    add: ({ name, region, pipeline: { endpoint: integrationUri, apiId } }) =>
      new HttpApiIntegration(name, {
        region,
        apiId,
        integrationType: "HTTP_PROXY",
        integrationMethod: "POST",
        integrationUri,
        responseParameters: [{ statusCode: "502", mappings: { "overwrite:statuscode": "200" } }],
      }),
    found: ["front-no-success"],
  },
  {
    region: D,
    resource: "timer",
    add: ({ name, region }) =>
      new Schedule(name, {
        region,
        scheduleExpression: "rate(1 day)",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: "arn:aws:scheduler:::aws-sdk:kinesis:deleteStream",
          roleArn: "arn:aws:iam::123456789012:role/timer",
        },
      }),
    found: ["service-calls"],
  },
  {
    region: D,
    resource: "cleanup",
    add: ({ name, region }) =>
      new Role(name, {
        assumeRolePolicy: TRUSTS_FUNCTIONS,
        inlinePolicies: [{ name, policy: deletesStream(region) }],
        tags,
      }),
    found: ["kinesis-stream-administrators"],
  },
  {
    region: D,
    resource: "quiet",
    add: ({ name, region }) =>
      new Role(name, {
        assumeRolePolicy: TRUSTS_FUNCTIONS,
        inlinePolicies: [{ name, policy: mutesAlarm(region) }],
        tags,
      }),
    found: ["pipeline-administrators"],
  },
  {
    region: D,
    resource: "policies",
    add: ({ name, pipeline: { roleArn } }) =>
      new RolePoliciesExclusive(name, { roleName: roleArn.apply((arn) => arn.split("/").at(-1)!), policyNames: [] }),
    found: ["records-not-denied"],
  },
  {
    region: A,
    resource: "strict",
    add: ({ name, region, pipeline: { apiId: restApi, roleArn: credentials } }) => {
      const place = { region, restApi, resourceId: "r1b2c3", httpMethod: "POST" };
      new Integration(`${name}-integration`, {
        ...place,
        type: "AWS",
        integrationHttpMethod: "POST",
        uri: `arn:aws:apigateway:${region}:kinesis:action/PutRecord`,
        credentials,
        passthroughBehavior: "NEVER",
        contentHandling: "CONVERT_TO_TEXT",
        timeoutMilliseconds: 6000,
        requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
        requestTemplates: {
          "application/json": `{"StreamName": "my_kinesis_stream", "PartitionKey": "$context.requestId", "Data": "$util.base64Encode($input.body)"}`,
        },
      });
      return new Method(name, {
        ...place,
        authorization: "NONE",
        apiKeyRequired: true,
        requestParameters: { "method.request.header.aerospike-digest": true },
        requestValidatorId: new RequestValidator(`${name}-validator`, {
          region,
          restApi,
          validateRequestParameters: true,
        }).id,
      });
    },
    found: ["method-takes-records"],
    also: { "strict-integration": ["integration-errors-mapped"], "api-deployment": ["deployment-order"] },
  },
  {
    // In the region of the default provider: one process serves both here, and knows one region.
    region: A,
    resource: "provider",
    add: ({ name, region }) => new Provider(name, { region: region as "ap-south-1", insecure: true }),
    found: ["provider-options"],
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

/** A text that is not known before the update, changed: what was written with it stays unknown until then. */
const edit = (property: string, change: (text: string) => string) => (props: Props) => ({
  ...props,
  [property]: output(props[property] as Output<string>).apply(change),
});

const loosen = (connectorConfig: string) =>
  connectorConfig.replace("https://", "http://").replace(/call-timeout: \d+/, "call-timeout: 12000");

/** A server's error counts as stored, the path is none of the API, and no bin is sent. */
const misdirect = (connectorConfig: string) =>
  connectorConfig
    .replace(/\/kinesis\b/, "/records")
    .replace(/^( *)call-timeout: /m, "$1http-success-status-codes: [200, 503]\n$&")
    .replace(/\n*$/, "\nbin-transforms: { exclude: { type: all } }\n");

/** What only the update can find, because it needs an ARN, the endpoint or the key. */
export const updated: readonly Mutation[] = [
  {
    region: A,
    resource: "connector-version",
    props: edit("secretString", (file) => misdirect(loosen(file))),
    found: [
      "connector-config-acknowledges",
      "connector-config-call-timeout",
      "connector-config-fits-api",
      "connector-config-https",
      "connector-config-whole-records",
    ],
  },
  {
    region: A,
    resource: "access-policy",
    props: edit("policy", (policy) =>
      policy.replace('"kinesis:PutRecord"', '"kinesis:*"').replace(/stream\/\w+/, "stream/*"),
    ),
    found: ["iam-no-wildcards", "iam-no-wildcards", "integration-role-actions", "integration-role-actions"],
  },
  {
    region: A,
    resource: "note",
    add: ({ name, region, connectorConfig: description }) =>
      new Secret(name, { region, description, recoveryWindowInDays: 30, tags }, { protect: true }),
    found: ["api-key-not-exposed"],
  },
  {
    region: A,
    resource: "output",
    output: loosen,
    found: [],
    also: { [STACK]: ["connector-config-output", "connector-config-output"] },
  },
];

/** Those of this run of the program. */
export const mutations = process.env.MUTATIONS === "updated" ? updated : previewed;

/** The mutation's finding by resource, as `region resource rule`. */
export function expectedOf(mutations: readonly Mutation[]): readonly string[] {
  return mutations
    .flatMap(({ region, resource, found, also = {} }) =>
      Object.entries({ [resource]: found, ...also }).flatMap(([on, rules]) =>
        rules.map((rule) => `${on === STACK ? on : `ingest-${region}-${on}`} ${rule}`),
      ),
    )
    .sort();
}
