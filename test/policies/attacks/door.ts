import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as appsync from "@pulumi/aws/appsync";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as cognito from "@pulumi/aws/cognito";
import * as dms from "@pulumi/aws/dms";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as iot from "@pulumi/aws/iot";
import * as kinesis from "@pulumi/aws/kinesis";
import * as lambda from "@pulumi/aws/lambda";
import * as alb from "@pulumi/aws/lb";
import * as pipes from "@pulumi/aws/pipes";
import * as scheduler from "@pulumi/aws/scheduler";
import * as sfn from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";

import type { Attack, Props } from "./harness/attack";
import { type Mine, mine, type Parts } from "./mine";
import {
  ACCOUNT,
  ALL_METHODS,
  allow,
  apiOrigin,
  distribution,
  policyOf,
  serviceRole,
  streamArn,
  trustOf,
  writerFor,
  writerFunction,
} from "./shared";

const door = (name: string, breaks: string, parts: Omit<Parts, "name">): Attack =>
  mine({
    name: `door-${name}`,
    kind: "door",
    breaks,
    expect: "every way to the stream is authenticated and https",
    ...parts,
  });

const set = (values: Props) => ({ props: (props: Props) => ({ ...props, ...values }) });

/** An HTTP or WebSocket API with one route. */
function v2Api(
  { name, region, tags }: Mine,
  protocolType: "HTTP" | "WEBSOCKET",
  integration: Omit<apigatewayv2.IntegrationArgs, "apiId">,
  route: Partial<apigatewayv2.RouteArgs>,
  api: object = {},
) {
  const made = new apigatewayv2.Api(`${name}-api`, {
    region,
    protocolType,
    ...(protocolType === "WEBSOCKET" && { routeSelectionExpression: "$request.body.action" }),
    tags,
    ...api,
  });
  const target = new apigatewayv2.Integration(`${name}-integration`, { region, apiId: made.id, ...integration });
  new apigatewayv2.Route(`${name}-route`, {
    region,
    apiId: made.id,
    routeKey: "$default",
    target: pulumi.interpolate`integrations/${target.id}`,
    ...route,
  });
  new apigatewayv2.Stage(`${name}-stage`, { region, apiId: made.id, name: "live", autoDeploy: true, tags });
  return made;
}

const otherApis: Attack[] = [
  door("http-api-putrecord", "an HTTP API writes to the stream, and nobody needs a key", {
    add: (b) =>
      v2Api(
        b,
        "HTTP",
        {
          integrationType: "AWS_PROXY",
          integrationSubtype: "Kinesis-PutRecord",
          credentialsArn: b.pipeline.roleArn,
          requestParameters: { StreamName: b.stream, PartitionKey: "$request.header.k", Data: "$request.body" },
        },
        { routeKey: "POST /kinesis", authorizationType: "NONE" },
      ),
  }),
  door("http-api-function", "an HTTP API without authorization calls a function that writes to the stream", {
    add: (b) =>
      v2Api(
        b,
        "HTTP",
        { integrationType: "AWS_PROXY", integrationUri: writerFunction(b).invokeArn, payloadFormatVersion: "2.0" },
        { routeKey: "POST /kinesis" },
      ),
  }),
  door("http-api-quick", "an HTTP API made by its target alone calls a function that writes to the stream", {
    add: (b) =>
      new apigatewayv2.Api(`${b.name}-api`, {
        region: b.region,
        protocolType: "HTTP",
        target: writerFunction(b).arn,
        tags: b.tags,
      }),
  }),
  door("http-api-to-http", "an HTTP API passes records on over plain http", {
    add: (b) =>
      v2Api(
        b,
        "HTTP",
        {
          integrationType: "HTTP_PROXY",
          integrationMethod: "POST",
          integrationUri: pulumi.interpolate`${b.pipeline.endpoint}`.apply((url) => url.replace("https", "http")),
        },
        { routeKey: "POST /kinesis", authorizationType: "AWS_IAM" },
      ),
  }),
  door("http-api-adds-key", "an HTTP API without authorization adds the key by itself", {
    add: (b) =>
      v2Api(
        b,
        "HTTP",
        {
          integrationType: "HTTP_PROXY",
          integrationMethod: "POST",
          integrationUri: b.pipeline.endpoint,
          requestParameters: { "append:header.x-api-key": b.apiKey },
        },
        { routeKey: "POST /kinesis", authorizationType: "NONE" },
      ),
  }),
  door("websocket-putrecord", "a WebSocket API writes to the stream for everybody", {
    add: (b) =>
      v2Api(
        b,
        "WEBSOCKET",
        {
          integrationType: "AWS",
          integrationMethod: "POST",
          integrationUri: `arn:aws:apigateway:${b.region}:kinesis:action/PutRecord`,
          credentialsArn: b.pipeline.roleArn,
          requestTemplates: {
            $default:
              '{"StreamName": b.stream, "PartitionKey": "$context.connectionId", "Data": "$util.base64Encode($input.body)"}',
          },
        },
        {},
      ),
  }),
  door("websocket-connect-open", "only a later route of a WebSocket API asks who calls; $connect does not", {
    add: (b) => {
      const api = v2Api(
        b,
        "WEBSOCKET",
        { integrationType: "AWS_PROXY", integrationUri: writerFunction(b).invokeArn },
        { routeKey: "put" },
      );
      new apigatewayv2.Route(`${b.name}-connect`, {
        region: b.region,
        apiId: api.id,
        routeKey: "$connect",
        authorizationType: "NONE",
      });
    },
  }),
  door("appsync-kinesis", "a GraphQL API whose key is public within a day writes to the stream", {
    add: (b) => {
      const api = new appsync.GraphQLApi(`${b.name}-api`, {
        region: b.region,
        authenticationType: "API_KEY",
        schema: "type Query { ok: Boolean }",
        tags: b.tags,
      });
      new appsync.DataSource(`${b.name}-source`, {
        region: b.region,
        apiId: api.id,
        name: "kinesis",
        type: "HTTP",
        serviceRoleArn: writerFor(b, "appsync.amazonaws.com").arn,
        httpConfig: {
          endpoint: `https://kinesis.${b.region}.amazonaws.com`,
          authorizationConfig: { awsIamConfig: { signingRegion: b.region, signingServiceName: "kinesis" } },
        },
      });
    },
  }),
  door("function-url-open", "a function's URL, open to everybody, writes to the stream", {
    add: (b) =>
      new lambda.FunctionUrl(`${b.name}-url`, {
        region: b.region,
        functionName: writerFunction(b).name,
        authorizationType: "NONE",
      }),
  }),
  door("function-url-permission", "a permission opens a function's URL to everybody", {
    add: (b) => {
      const writer = writerFunction(b);
      new lambda.FunctionUrl(`${b.name}-url`, {
        region: b.region,
        functionName: writer.name,
        authorizationType: "AWS_IAM",
      });
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: writer.name,
        action: "lambda:InvokeFunctionUrl",
        principal: "*",
        functionUrlAuthType: "NONE",
      });
    },
  }),
  door("function-any-caller", "everybody may invoke a function that writes to the stream", {
    add: (b) =>
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: writerFunction(b).name,
        action: "lambda:InvokeFunction",
        principal: "*",
      }),
  }),
  door("function-any-api", "an API of any account may invoke a function that writes to the stream", {
    add: (b) =>
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: writerFunction(b).name,
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
      }),
  }),
  door("function-any-bucket", "a bucket of any account may invoke a function that writes to the stream", {
    add: (b) =>
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: writerFunction(b).name,
        action: "lambda:InvokeFunction",
        principal: "s3.amazonaws.com",
        sourceArn: "arn:aws:s3:::*",
      }),
  }),
  door("balancer-http", "a load balancer takes records for the stream over plain http", {
    add: (b) => {
      const group = new alb.TargetGroup(`${b.name}-group`, { region: b.region, targetType: "lambda", tags: b.tags });
      new alb.TargetGroupAttachment(`${b.name}-attachment`, {
        region: b.region,
        targetGroupArn: group.arn,
        targetId: writerFunction(b).arn,
      });
      const balancer = new alb.LoadBalancer(`${b.name}-balancer`, {
        region: b.region,
        subnets: ["subnet-1", "subnet-2"],
        tags: b.tags,
      });
      new alb.Listener(`${b.name}-listener`, {
        region: b.region,
        loadBalancerArn: balancer.arn,
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
        tags: b.tags,
      });
    },
  }),
  door("distribution-adds-key", "a distribution adds the key, so that everybody may write", {
    add: (b) =>
      distribution(b, {
        origin: apiOrigin(b, { customHeaders: [{ name: "x-api-key", value: b.apiKey }] }),
        behavior: { allowedMethods: ALL_METHODS },
        more: { viewerCertificate: { cloudfrontDefaultCertificate: true } },
      }),
  }),
  door("distribution-http", "a distribution takes the key and the records over plain http", {
    add: (b) =>
      distribution(b, {
        origin: apiOrigin(b, {
          customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: "match-viewer",
            originSslProtocols: ["TLSv1"],
          },
        }),
        behavior: { viewerProtocolPolicy: "allow-all" },
        more: { viewerCertificate: { cloudfrontDefaultCertificate: true } },
      }),
  }),
  door("identity-pool-anonymous", "a user who never signed in gets a role that writes to the stream", {
    add: (b) => {
      const pool = new cognito.IdentityPool(`${b.name}-pool`, {
        region: b.region,
        identityPoolName: "orders",
        allowUnauthenticatedIdentities: true,
        tags: b.tags,
      });
      const role = new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: trustOf(
          { Federated: "cognito-identity.amazonaws.com" },
          {
            StringEquals: { "cognito-identity.amazonaws.com:aud": pool.id },
            "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
          },
          "sts:AssumeRoleWithWebIdentity",
        ),
        tags: b.tags,
      });
      new iam.RolePolicy(`${b.name}-policy`, {
        role: role.id,
        policy: policyOf(allow("kinesis:PutRecord", streamArn(b))),
      });
      new cognito.IdentityPoolRoleAttachment(`${b.name}-roles`, {
        region: b.region,
        identityPoolId: pool.id,
        roles: { unauthenticated: role.arn },
      });
    },
  }),
];

const otherServices: Attack[] = [
  door("pipe", "a pipe writes to the stream what no connector sent", {
    add: (b) =>
      new pipes.Pipe(`${b.name}-pipe`, {
        region: b.region,
        roleArn: writerFor(b, "pipes.amazonaws.com").arn,
        source: `arn:aws:sqs:${b.region}:${ACCOUNT}:inbox`,
        target: streamArn(b),
        targetParameters: { kinesisStreamParameters: { partitionKey: "1" } },
        tags: b.tags,
      }),
  }),
  door("event-rule", "an EventBridge rule writes every event to the stream", {
    add: (b) => {
      const rule = new cloudwatch.EventRule(`${b.name}-rule`, {
        region: b.region,
        eventPattern: '{"source": [{"prefix": ""}]}',
        tags: b.tags,
      });
      new cloudwatch.EventTarget(`${b.name}-target`, {
        region: b.region,
        rule: rule.name,
        arn: streamArn(b),
        roleArn: writerFor(b, "events.amazonaws.com").arn,
      });
    },
  }),
  door("iot-rule", "a rule of IoT Core writes what devices publish to the stream", {
    add: (b) =>
      new iot.TopicRule(`${b.name}-rule`, {
        region: b.region,
        enabled: true,
        sql: "SELECT * FROM '#'",
        sqlVersion: "2016-03-23",
        kineses: [
          { roleArn: writerFor(b, "iot.amazonaws.com").arn, streamName: b.stream, partitionKey: "${newuuid()}" },
        ],
        tags: b.tags,
      }),
  }),
  door("table-changes", "the changes of a DynamoDB table go into the stream", {
    add: (b) =>
      new dynamodb.KinesisStreamingDestination(`${b.name}-destination`, {
        region: b.region,
        streamArn: streamArn(b),
        tableName: "carts",
      }),
  }),
  door("log-filter", "a log group's events go into the stream", {
    add: (b) =>
      new cloudwatch.LogSubscriptionFilter(`${b.name}-filter`, {
        region: b.region,
        logGroup: "/aws/lambda/orders",
        filterPattern: "",
        destinationArn: streamArn(b),
        roleArn: writerFor(b, "logs.amazonaws.com").arn,
      }),
  }),
  door("schedule", "a schedule writes to the stream every minute", {
    add: (b) =>
      new scheduler.Schedule(`${b.name}-schedule`, {
        region: b.region,
        scheduleExpression: "rate(1 minute)",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: streamArn(b),
          roleArn: writerFor(b, "scheduler.amazonaws.com").arn,
          kinesisParameters: { partitionKey: "1" },
          input: "{}",
        },
      }),
  }),
  door("state-machine", "a state machine writes to the stream", {
    add: (b) =>
      new sfn.StateMachine(`${b.name}-machine`, {
        region: b.region,
        roleArn: writerFor(b, "states.amazonaws.com").arn,
        definition: pulumi.jsonStringify({
          StartAt: "Put",
          States: {
            Put: {
              Type: "Task",
              Resource: "arn:aws:states:::aws-sdk:kinesis:putRecord",
              Parameters: { StreamName: b.stream, PartitionKey: "1", "Data.$": "$" },
              End: true,
            },
          },
        }),
        tags: b.tags,
      }),
  }),
  door("migration", "a database migration writes to the stream", {
    add: (b) =>
      new dms.Endpoint(`${b.name}-endpoint`, {
        region: b.region,
        endpointId: "orders",
        endpointType: "target",
        engineName: "kinesis",
        kinesisSettings: {
          streamArn: streamArn(b),
          serviceAccessRoleArn: writerFor(b, "dms.amazonaws.com").arn,
          messageFormat: "json",
        },
        tags: b.tags,
      }),
  }),
  door("firehose-http", "Firehose takes the stream's records to an address over plain http", {
    add: (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-delivery`, {
        region: b.region,
        destination: "http_endpoint",
        kinesisSourceConfiguration: {
          kinesisStreamArn: streamArn(b),
          roleArn: serviceRole(
            b,
            "firehose.amazonaws.com",
            allow(["kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords"], streamArn(b)),
          ).arn,
        },
        httpEndpointConfiguration: {
          url: "http://collector.example.com/",
          s3Configuration: { roleArn: `arn:aws:iam::${ACCOUNT}:role/firehose`, bucketArn: "arn:aws:s3:::failed" },
        },
        tags: b.tags,
      }),
  }),
];

/** A path beside the pipeline's own, with one method. */
function path(
  b: Mine,
  method: Partial<apigateway.MethodArgs>,
  integration: Partial<apigateway.IntegrationArgs>,
  pathPart = "other",
) {
  const { name, region, pipeline } = b;
  const resource = new apigateway.Resource(`${name}-resource`, {
    region,
    restApi: pipeline.apiId,
    parentId: "root",
    pathPart,
  });
  const made = new apigateway.Method(`${name}-method`, {
    region,
    restApi: pipeline.apiId,
    resourceId: resource.id,
    httpMethod: "POST",
    authorization: "NONE",
    apiKeyRequired: true,
    ...method,
  });
  new apigateway.Integration(`${name}-integration`, {
    region,
    restApi: pipeline.apiId,
    resourceId: resource.id,
    httpMethod: made.httpMethod,
    type: "HTTP",
    integrationHttpMethod: "POST",
    passthroughBehavior: "NEVER",
    timeoutMilliseconds: 6000,
    requestTemplates: { "application/json": "{}" },
    ...integration,
  });
  return made;
}

const paths: Attack[] = [
  door("http-unverified", "records go to a server whose certificate nobody verifies", {
    add: (b) => path(b, {}, { uri: "https://collector.example.com/", tlsConfig: { insecureSkipVerification: true } }),
  }),
  door("http-plain", "records go to a server over plain http", {
    add: (b) => path(b, {}, { type: "HTTP_PROXY", uri: "http://collector.example.com/", requestTemplates: undefined }),
  }),
  door("http-to-kinesis", "a method without a key calls Kinesis by its public address", {
    add: (b) =>
      path(b, { apiKeyRequired: false }, { type: "HTTP_PROXY", uri: `https://kinesis.${b.region}.amazonaws.com/` }),
  }),
  door("path-form", "a method without a key calls Kinesis by a path", {
    add: (b) =>
      path(
        b,
        { apiKeyRequired: false },
        { type: "AWS", uri: `arn:aws:apigateway:${b.region}:kinesis:path//`, credentials: b.pipeline.roleArn },
      ),
  }),
  door("any-method", "any other method of a path writes without a key", {
    add: (b) =>
      path(
        b,
        { apiKeyRequired: false, httpMethod: "ANY" },
        {
          type: "AWS",
          uri: `arn:aws:apigateway:${b.region}:kinesis:action/PutRecord`,
          credentials: b.pipeline.roleArn,
        },
        "{proxy+}",
      ),
  }),
  door("own-api-loop", "a method without a key calls this API with a key that it adds", {
    add: (b) =>
      path(
        b,
        { apiKeyRequired: false },
        {
          type: "HTTP",
          uri: b.pipeline.endpoint,
          requestParameters: { "integration.request.header.x-api-key": pulumi.interpolate`'${b.apiKey}'` },
        },
      ),
  }),
  door("to-open-queue", "a method without a key puts into a queue that a pipe takes to the stream", {
    add: (b) => {
      path(
        b,
        { apiKeyRequired: false },
        {
          type: "AWS",
          uri: `arn:aws:apigateway:${b.region}:sqs:path/${ACCOUNT}/inbox`,
          credentials: serviceRole(
            b,
            "apigateway.amazonaws.com",
            allow("sqs:SendMessage", `arn:aws:sqs:${b.region}:${ACCOUNT}:inbox`),
          ).arn,
        },
      );
    },
  }),
];

const second: Attack[] = [
  door("second-stage", "a second stage of the same API has no plan", {
    own: true,
    add: (b) =>
      new apigateway.Stage(`${b.name}-second`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        deployment: "abc123",
        stageName: "test",
        tags: b.tags,
      }),
  }),
  door("second-deployment", "a deployment of a template nobody sees gets a stage", {
    own: true,
    add: (b) => {
      const deployment = new apigateway.Deployment(`${b.name}-second`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        triggers: { at: "1" },
      });
      new apigateway.Stage(`${b.name}-second-stage`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        deployment: deployment.id,
        stageName: "test",
        tags: b.tags,
      });
    },
  }),
  door("second-plan-foreign-key", "a key that the stack does not have opens the stage", {
    own: true,
    add: (b) => {
      const plan = new apigateway.UsagePlan(`${b.name}-second`, {
        region: b.region,
        apiStages: [{ apiId: b.pipeline.apiId, stage: b.pipeline.stageName }],
        throttleSettings: { rateLimit: 10, burstLimit: 10 },
        tags: b.tags,
      });
      new apigateway.UsagePlanKey(
        `${b.name}-second-link`,
        { region: b.region, keyId: "k1a2b3c4d5", keyType: "API_KEY", usagePlanId: plan.id },
        { additionalSecretOutputs: ["value"] },
      );
    },
  }),
  door("plan-per-method-throttle", "a plan's own throttle of a method undoes the plan's limit", {
    changes: {
      "key-plan": {
        props: (props) => ({
          ...props,
          apiStages: (props.apiStages as Props[]).map((stage) => ({
            ...stage,
            throttles: [{ path: "/kinesis/POST", rateLimit: 0, burstLimit: 0 }],
          })),
        }),
      },
    },
  }),
  door("domain-old-tls", "a custom domain takes TLS 1.0", {
    add: (b) =>
      new apigateway.DomainName(`${b.name}-domain`, {
        region: b.region,
        domainName: "ingest.example.com",
        regionalCertificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
        endpointConfiguration: { types: "REGIONAL" },
        securityPolicy: "TLS_1_0",
        tags: b.tags,
      }),
  }),
  door("domain-default-tls", "a custom domain that names no policy takes what AWS takes", {
    add: (b) =>
      new apigateway.DomainName(`${b.name}-domain`, {
        region: b.region,
        domainName: "ingest.example.com",
        certificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1`,
        endpointConfiguration: { types: "EDGE" },
        tags: b.tags,
      }),
  }),
  door("domain-v2-old-tls", "a custom domain of the second generation takes TLS 1.0", {
    add: (b) =>
      new apigatewayv2.DomainName(`${b.name}-domain`, {
        region: b.region,
        domainName: "ingest.example.com",
        domainNameConfiguration: {
          certificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
          endpointType: "REGIONAL",
          securityPolicy: "TLS_1_0",
        },
        tags: b.tags,
      }),
  }),
  door("domain-to-second-stage", "a custom domain leads to a stage that is not the plan's", {
    own: true,
    add: (b) => {
      const domain = new apigateway.DomainName(`${b.name}-domain`, {
        region: b.region,
        domainName: "ingest.example.com",
        regionalCertificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
        endpointConfiguration: { types: "REGIONAL" },
        securityPolicy: "TLS_1_2",
        tags: b.tags,
      });
      new apigateway.BasePathMapping(`${b.name}-mapping`, {
        region: b.region,
        domainName: domain.domainName,
        restApi: b.pipeline.apiId,
        stageName: "test",
      });
    },
  }),
  door("endpoint-disabled", "the address in every connector's file is switched off", {
    changes: { api: set({ disableExecuteApiEndpoint: true }) },
  }),
  door("access-mode-basic", "the API takes calls that come by another name", {
    changes: { api: set({ endpointAccessMode: "BASIC" }) },
  }),
  door("old-policy", "the API takes TLS 1.0", { changes: { api: set({ securityPolicy: "TLS_1_0" }) } }),
  door("key-from-authorizer", "the API looks for keys where nobody puts them", {
    changes: { api: set({ apiKeySource: "AUTHORIZER" }) },
  }),
  door("endpoint-of-nothing", "the private endpoint's policy lets everybody do everything with the stream", {
    add: (b) =>
      new ec2.VpcEndpoint(`${b.name}-endpoint`, {
        region: b.region,
        vpcId: "vpc-1",
        serviceName: `com.amazonaws.${b.region}.kinesis-streams`,
        vpcEndpointType: "Interface",
        policy: policyOf(allow("kinesis:*", "*", { Principal: "*" })),
        tags: b.tags,
      }),
  }),
];

/** An API whose method asks for no key, and a resource policy that is said to close it. */
const policy = (name: string, breaks: string, ...statements: object[]): Attack =>
  door(`policy-${name}`, `the API's policy stands for the key, but ${breaks}`, {
    add: (b) => {
      const { name, region, tags } = b;
      const api = new apigateway.RestApi(
        `${name}-api`,
        {
          region,
          endpointConfiguration: { types: "REGIONAL" },
          securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
          endpointAccessMode: "STRICT",
          policy: policyOf(...statements),
          tags,
        },
        { protect: true },
      );
      const at = { region, restApi: api.id, resourceId: api.rootResourceId };
      const method = new apigateway.Method(`${name}-post`, { ...at, httpMethod: "POST", authorization: "NONE" });
      new apigateway.Integration(`${name}-integration`, {
        ...at,
        httpMethod: method.httpMethod,
        type: "AWS_PROXY",
        integrationHttpMethod: "POST",
        uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${region}:${ACCOUNT}:function:orders/invocations`,
        timeoutMilliseconds: 6000,
      });
    },
  });
const anybody = { Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
const open = (condition: object) => ({ Effect: "Allow", ...anybody, Condition: condition });
const closed = (condition: object) => ({ Effect: "Deny", ...anybody, Condition: condition });

const policies: Attack[] = [
  policy(
    "two-halves",
    "two halves of the internet are all of it",
    open({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }),
  ),
  policy(
    "half-internet-one",
    "half of the internet is not known callers",
    open({ IpAddress: { "aws:SourceIp": "0.0.0.0/1" } }),
  ),
  policy("all-v4", "every address is allowed", open({ IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"] } })),
  policy(
    "not-one",
    "everybody but one address is allowed",
    open({ NotIpAddress: { "aws:SourceIp": "203.0.113.7/32" } }),
  ),
  policy(
    "deny-not-all",
    "nobody is denied",
    { Effect: "Allow", ...anybody },
    closed({ NotIpAddress: { "aws:SourceIp": "0.0.0.0/0" } }),
  ),
  policy("https-only", "https says nothing about who calls", open({ Bool: { "aws:SecureTransport": "true" } })),
  policy("agent", "a caller chooses its user agent", open({ StringLike: { "aws:UserAgent": "aerospike*" } })),
  policy(
    "referer",
    "a caller chooses its referer",
    open({ StringEquals: { "aws:Referer": "https://orders.example.com/" } }),
  ),
  policy(
    "if-exists",
    "a call from the internet has no endpoint, and passes",
    open({ StringEqualsIfExists: { "aws:SourceVpce": "vpce-0a1b2c3d" } }),
  ),
  policy("any-endpoint", "an endpoint of any account is allowed", open({ StringLike: { "aws:SourceVpce": "vpce-*" } })),
  policy(
    "for-all-values",
    "an empty set passes",
    open({ "ForAllValues:StringEquals": { "aws:SourceVpce": ["vpce-0a1b2c3d"] } }),
  ),
  policy("until", "a date excludes nobody", open({ DateLessThan: { "aws:CurrentTime": "2099-01-01T00:00:00Z" } })),
  policy(
    "deny-wrong-way",
    "the endpoint that should come in is denied, and everybody else allowed",
    { Effect: "Allow", ...anybody },
    closed({ StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } }),
  ),
  policy(
    "deny-other-resource",
    "the denial is for another path",
    { Effect: "Allow", ...anybody },
    { ...closed({ StringNotEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } }), Resource: "execute-api:/*/GET/admin" },
  ),
  policy("not-principal", "everybody but one role is allowed", {
    Effect: "Allow",
    NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:role/x` },
    Action: "execute-api:Invoke",
    Resource: "execute-api:/*",
  }),
];

export const doors: readonly Attack[] = [...otherApis, ...otherServices, ...paths, ...second, ...policies];
