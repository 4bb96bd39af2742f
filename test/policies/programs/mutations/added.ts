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
import { SecretVersion } from "@pulumi/aws/secretsmanager/secretVersion";
import { Topic } from "@pulumi/aws/sns/topic";
import { TopicSubscription } from "@pulumi/aws/sns/topicSubscription";
import { WebAcl } from "@pulumi/aws/wafv2/webAcl";
import { WebAclAssociation } from "@pulumi/aws/wafv2/webAclAssociation";
import { interpolate } from "@pulumi/pulumi";

import { A, B, type Beside, D, type Mutation, tags } from "./mutation";

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

/** The program plus one resource, of which it has nothing. */
export const added: readonly Mutation[] = [
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
];
