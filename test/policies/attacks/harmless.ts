import { createHash } from "node:crypto";

import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import * as kms from "@pulumi/aws/kms";
import * as lambda from "@pulumi/aws/lambda";
import * as s3 from "@pulumi/aws/s3";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";

import type { Control } from "./harness/attack";
import { Foreign, harmless, type Mine, type Parts } from "./mine";
import { describedApi, integrationOf, postOf } from "./openapi";
import { ACCOUNT, allow, distribution, policyOf, serviceRole, streamArn, trustOf } from "./shared";

const fine = (name: string, says: string, add: NonNullable<Parts["add"]>): Control =>
  harmless(says, { name: `good-${name}`, add });
const changed = (name: string, says: string, changes: NonNullable<Parts["changes"]>): Control =>
  harmless(says, { name: `good-${name}`, changes });

const GITHUB = { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` };
const WEB = "sts:AssumeRoleWithWebIdentity";
const role = (b: Mine, assumeRolePolicy: pulumi.Output<string>, ...statements: object[]) => {
  const made = new iam.Role(`${b.name}-role`, { assumeRolePolicy, tags: b.tags });
  if (statements.length > 0) new iam.RolePolicy(`${b.name}-policy`, { role: made.id, policy: policyOf(...statements) });
  return made;
};
const lambdaTrust = trustOf({ Service: "lambda.amazonaws.com" });
const ownFunction = (b: Mine) =>
  new lambda.Function(`${b.name}-function`, {
    region: b.region,
    role: role(b, lambdaTrust).arn,
    packageType: "Image",
    imageUri: "image",
    tags: b.tags,
  });
const rootOnly = allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } });
const goodKey = (b: Mine, ...statements: object[]) =>
  new kms.Key(
    `${b.name}-key`,
    {
      region: b.region,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyOf(rootOnly, ...statements),
      tags: b.tags,
    },
    { protect: true },
  );

const who: Control[] = [
  fine("subject", "one repository's environment deploys", (b) =>
    role(
      b,
      trustOf(
        GITHUB,
        {
          StringEquals: {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": "repo:acme/orders:environment:prod",
          },
        },
        WEB,
      ),
    ),
  ),
  fine("subjects", "two branches of one repository deploy", (b) =>
    role(
      b,
      trustOf(
        GITHUB,
        {
          StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
          StringLike: {
            "token.actions.githubusercontent.com:sub": [
              "repo:acme/orders:ref:refs/heads/main",
              "repo:acme/orders:ref:refs/heads/release/*",
            ],
          },
        },
        WEB,
      ),
    ),
  ),
  fine("service-account", "one service account of a cluster reads", (b) =>
    role(
      b,
      trustOf(
        { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.ap-south-1.amazonaws.com/id/0A1B2C` },
        {
          StringEquals: { "oidc.eks.ap-south-1.amazonaws.com/id/0A1B2C:sub": "system:serviceaccount:orders:reader" },
        },
        WEB,
      ),
      allow("kinesis:GetRecords", streamArn(b)),
    ),
  ),
  fine("own-account", "roles of this account read the stream", (b) =>
    role(
      b,
      trustOf({ AWS: `arn:aws:iam::${ACCOUNT}:root` }),
      allow(["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStreamSummary"], streamArn(b)),
    ),
  ),
  fine("one-role-elsewhere", "one role of another account reads the stream, with an external id", (b) =>
    role(
      b,
      trustOf({ AWS: "arn:aws:iam::999988887777:role/reader" }, { StringEquals: { "sts:ExternalId": "orders" } }),
      allow("kinesis:GetRecords", streamArn(b)),
    ),
  ),
  fine("function-role", "a function reads the stream and writes its log", (b) => {
    const reader = role(
      b,
      lambdaTrust,
      allow(["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream"], streamArn(b)),
      allow(
        ["kinesis:ListStreams", "xray:PutTraceSegments", "xray:PutTelemetryRecords", "cloudwatch:PutMetricData"],
        "*",
      ),
    );
    new iam.RolePolicyAttachment(`${b.name}-logs`, {
      role: reader.name,
      policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    });
  }),
  fine("boundary-small", "a boundary of everything grants nothing", (b) => {
    const boundary = new iam.Policy(`${b.name}-boundary`, {
      policy: policyOf(allow(["kinesis:GetRecords", "kinesis:PutRecord"], streamArn(b))),
      tags: b.tags,
    });
    new iam.Role(`${b.name}-role`, { assumeRolePolicy: lambdaTrust, permissionsBoundary: boundary.arn, tags: b.tags });
  }),
  changed("writer-boundary", "the writer has a boundary that AWS wrote and that allows all", {
    "access-role": { props: { permissionsBoundary: "arn:aws:iam::aws:policy/AdministratorAccess" } },
  }),
  fine("boundary-of-all", "a policy of everything that is only a boundary", (b) => {
    const boundary = new iam.Policy(`${b.name}-boundary`, {
      policy: policyOf(allow("*", "*"), { Effect: "Deny", Action: "iam:*", Resource: "*" }),
      tags: b.tags,
    });
    new iam.Role(`${b.name}-role`, { assumeRolePolicy: lambdaTrust, permissionsBoundary: boundary.arn, tags: b.tags });
  }),
  fine("denial", "everything that is not encrypted on its way is denied", (b) =>
    role(b, lambdaTrust, allow("kinesis:GetRecords", streamArn(b)), {
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  ),
  fine(
    "stream-reader",
    "one account reads the stream by its policy",
    (b) =>
      new kinesis.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: streamArn(b),
        policy: policyOf(
          allow(["kinesis:GetRecords", "kinesis:GetShardIterator"], streamArn(b), {
            Principal: { AWS: "arn:aws:iam::999988887777:role/reader" },
          }),
        ),
      }),
  ),
  fine(
    "stream-organization",
    "one organization reads the stream by its policy",
    (b) =>
      new kinesis.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: streamArn(b),
        policy: policyOf(
          allow("kinesis:GetRecords", streamArn(b), {
            Principal: "*",
            Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
          }),
        ),
      }),
  ),
  fine(
    "service-linked",
    "a role that a service makes for itself",
    (b) =>
      new iam.ServiceLinkedRole(`${b.name}-role`, {
        awsServiceName: "ops.apigateway.amazonaws.com",
        tags: b.tags,
      }),
  ),
];

const keys: Control[] = [
  fine(
    "key-id",
    "a tag has the key's id, which is no secret",
    (b) =>
      new sns.Topic(`${b.name}-topic`, {
        region: b.region,
        kmsMasterKeyId: `arn:aws:kms:${b.region}:${ACCOUNT}:key/1`,
        tags: { ...b.tags, key: b.pipeline.apiKeyId },
      }),
  ),
  harmless("an output has the key's hash, from which nobody makes the key", {
    name: "good-hash",
    outputs: {
      hash: ({ apiKey }) => pulumi.unsecret(apiKey.apply((key) => createHash("sha256").update(key).digest("hex"))),
    },
  }),
  harmless("an output has the length of the connector's file", {
    name: "good-length",
    outputs: { length: ({ connectorConfig }) => pulumi.unsecret(connectorConfig.apply((text) => text.length)) },
  }),
  harmless("an output is the key, and secret", {
    name: "good-secret-output",
    outputs: { key: ({ apiKey }) => apiKey },
  }),
  fine(
    "secure-parameter",
    "a secure parameter holds the key",
    (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "SecureString",
        value: b.apiKey,
        tags: b.tags,
      }),
  ),
  fine("second-secret", "a second secret holds the key alone", (b) => {
    const secret = new secretsmanager.Secret(
      `${b.name}-secret`,
      { region: b.region, recoveryWindowInDays: 30, tags: b.tags },
      { protect: true },
    );
    new secretsmanager.SecretVersion(`${b.name}-version`, {
      region: b.region,
      secretId: secret.id,
      secretString: pulumi.jsonStringify({ "x-api-key": b.apiKey }),
    });
  }),
  fine(
    "cluster-secret",
    "a Secret of Kubernetes holds the connector's file",
    (b) =>
      new Foreign("kubernetes:core/v1:Secret", `${b.name}-secret`, {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "esp" },
        stringData: { "aerospike-esp-outbound.yml": b.connectorConfig },
      }),
  ),
  fine("customer-key", "a key of ours, which rotates", (b) => goodKey(b)),
  fine("key-for-logs", "a key that CloudWatch of this account may use for its log groups", (b) =>
    goodKey(
      b,
      allow(["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"], "*", {
        Principal: { Service: `logs.${b.region}.amazonaws.com` },
        Condition: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${b.region}:${ACCOUNT}:log-group:orders*` },
        },
      }),
    ),
  ),
  fine("topic", "a topic that is encrypted and takes alarms of this account", (b) => {
    const key = goodKey(
      b,
      allow(["kms:Decrypt", "kms:GenerateDataKey"], "*", {
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
      }),
    );
    const topic = new sns.Topic(`${b.name}-topic`, { region: b.region, kmsMasterKeyId: key.arn, tags: b.tags });
    new sns.TopicPolicy(`${b.name}-topic-policy`, {
      region: b.region,
      arn: topic.arn,
      policy: policyOf(
        allow("sns:Publish", topic.arn, {
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        }),
      ),
    });
    new sns.TopicSubscription(`${b.name}-subscription`, {
      region: b.region,
      topic: topic.arn,
      protocol: "https",
      endpoint: "https://pager.example.com/",
    });
    new cloudwatch.MetricAlarm(`${b.name}-alarm`, {
      region: b.region,
      comparisonOperator: "GreaterThanThreshold",
      evaluationPeriods: 1,
      alarmActions: [topic.arn],
      tags: b.tags,
    });
  }),
  fine(
    "log-group",
    "a log group with a key and a year",
    (b) =>
      new cloudwatch.LogGroup(`${b.name}-logs`, {
        region: b.region,
        retentionInDays: 365,
        kmsKeyId: goodKey(b).arn,
        tags: b.tags,
      }),
  ),
  fine("queue", "a queue that is encrypted and takes what one topic sends", (b) => {
    const queue = new sqs.Queue(`${b.name}-queue`, { region: b.region, sqsManagedSseEnabled: true, tags: b.tags });
    new sqs.QueuePolicy(`${b.name}-policy`, {
      region: b.region,
      queueUrl: queue.url,
      policy: policyOf(
        allow("sqs:SendMessage", queue.arn, {
          Principal: { Service: "sns.amazonaws.com" },
          Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:sns:${b.region}:${ACCOUNT}:orders` } },
        }),
      ),
    });
  }),
];

const doors: Control[] = [
  fine(
    "function-url",
    "a function's URL takes signed calls only",
    (b) =>
      new lambda.FunctionUrl(`${b.name}-url`, {
        region: b.region,
        functionName: ownFunction(b).name,
        authorizationType: "AWS_IAM",
      }),
  ),
  fine(
    "function-permission",
    "one API may call a function",
    (b) =>
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: ownFunction(b).name,
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
        sourceArn: `arn:aws:execute-api:${b.region}:${ACCOUNT}:a1b2c3/live/GET/orders`,
      }),
  ),
  fine(
    "function-from-bucket",
    "one bucket of this account may call a function",
    (b) =>
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: ownFunction(b).name,
        action: "lambda:InvokeFunction",
        principal: "s3.amazonaws.com",
        sourceArn: "arn:aws:s3:::orders",
        sourceAccount: ACCOUNT,
      }),
  ),
  fine(
    "stream-to-function",
    "a function reads the stream",
    (b) =>
      new lambda.EventSourceMapping(`${b.name}-mapping`, {
        region: b.region,
        functionName: ownFunction(b).arn,
        eventSourceArn: streamArn(b),
        startingPosition: "TRIM_HORIZON",
      }),
  ),
  fine(
    "stream-to-bucket",
    "Firehose keeps the stream's records in an encrypted bucket",
    (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-delivery`, {
        region: b.region,
        destination: "extended_s3",
        kinesisSourceConfiguration: {
          kinesisStreamArn: streamArn(b),
          roleArn: serviceRole(
            b,
            "firehose.amazonaws.com",
            allow(["kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords"], streamArn(b)),
          ).arn,
        },
        extendedS3Configuration: {
          roleArn: `arn:aws:iam::${ACCOUNT}:role/firehose`,
          bucketArn: "arn:aws:s3:::records",
          kmsKeyArn: `arn:aws:kms:${b.region}:${ACCOUNT}:key/1`,
        },
        tags: b.tags,
      }),
  ),
  fine(
    "domain-v1",
    "a custom domain of the first generation takes TLS 1.2 only",
    (b) =>
      new apigateway.DomainName(`${b.name}-domain`, {
        region: b.region,
        domainName: "a.example.com",
        regionalCertificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
        endpointConfiguration: { types: "REGIONAL" },
        securityPolicy: "TLS_1_2",
        tags: b.tags,
      }),
  ),
  fine(
    "domain-v2",
    "a custom domain of the second generation takes TLS 1.2 only",
    (b) =>
      new apigatewayv2.DomainName(`${b.name}-domain`, {
        region: b.region,
        domainName: "b.example.com",
        domainNameConfiguration: {
          certificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
          endpointType: "REGIONAL",
          securityPolicy: "TLS_1_2",
        },
        tags: b.tags,
      }),
  ),
  fine("http-api-signed", "an HTTP API of others takes signed calls only", (b) => {
    const api = new apigatewayv2.Api(`${b.name}-api`, { region: b.region, protocolType: "HTTP", tags: b.tags });
    const target = new apigatewayv2.Integration(`${b.name}-integration`, {
      region: b.region,
      apiId: api.id,
      integrationType: "AWS_PROXY",
      integrationUri: ownFunction(b).invokeArn,
      payloadFormatVersion: "2.0",
    });
    new apigatewayv2.Route(`${b.name}-route`, {
      region: b.region,
      apiId: api.id,
      routeKey: "GET /orders",
      authorizationType: "AWS_IAM",
      target: pulumi.interpolate`integrations/${target.id}`,
    });
    new apigatewayv2.Stage(`${b.name}-stage`, {
      region: b.region,
      apiId: api.id,
      name: "live",
      autoDeploy: true,
      tags: b.tags,
    });
  }),
  fine("distribution", "a web site that has nothing to do with the stream", (b) => {
    const bucket = new s3.Bucket(`${b.name}-bucket`, { region: b.region, tags: b.tags });
    distribution(b, {
      origin: { originId: "site", domainName: bucket.bucketRegionalDomainName },
      behavior: { viewerProtocolPolicy: "redirect-to-https" },
    });
  }),
  fine(
    "endpoint",
    "a private endpoint whose policy lets this account read one stream",
    (b) =>
      new ec2.VpcEndpoint(`${b.name}-endpoint`, {
        region: b.region,
        vpcId: "vpc-1",
        serviceName: `com.amazonaws.${b.region}.kinesis-streams`,
        vpcEndpointType: "Interface",
        policy: policyOf(
          allow("kinesis:GetRecords", streamArn(b), { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
        ),
        tags: b.tags,
      }),
  ),
  fine("rule", "an event is passed on to a topic", (b) => {
    const rule = new cloudwatch.EventRule(`${b.name}-rule`, {
      region: b.region,
      eventPattern: '{"source": ["aws.health"]}',
      tags: b.tags,
    });
    new cloudwatch.EventTarget(`${b.name}-target`, {
      region: b.region,
      rule: rule.name,
      arn: `arn:aws:sns:${b.region}:${ACCOUNT}:orders`,
    });
  }),
  changed("more-room", "the plan has more room", {
    "key-plan": { props: { throttleSettings: { rateLimit: 20_000, burstLimit: 10_000 } } },
  }),
  changed("method-throttle", "the plan bounds the method as well", {
    "key-plan": {
      props: (props) => ({
        ...props,
        apiStages: (props.apiStages as object[]).map((stage) => ({
          ...stage,
          throttles: [{ path: "/kinesis/POST", rateLimit: 4000, burstLimit: 2000 }],
        })),
      }),
    },
  }),
];

const described = (name: string, says: string, ...args: [Parameters<typeof describedApi>[1]]): Control =>
  fine(`body-${name}`, says, (b) => {
    describedApi(b, ...args);
  });
const bodies: Control[] = [
  described("json", "the API is one body in JSON", {}),
  described("yaml-plain", "the API is one body in YAML", { write: (o) => stringify(o) }),
  described("yaml-anchors", "the API is one body in YAML with anchors", {
    write: (o) => stringify(o, { aliasDuplicateObjects: true }),
  }),
  described("swagger", "the API is one body of the older form", {
    write: (o) => {
      const { components, ...rest } = o;
      delete rest.openapi;
      return JSON.stringify({ swagger: "2.0", ...rest, securityDefinitions: components.securitySchemes });
    },
  }),
  described("root-security", "the whole document asks for the key, but the health check does not", {
    change: (o) => {
      o.security = [{ api_key: [] }];
      delete postOf(o).security;
      o.paths["/kinesis"]!.get!.security = [];
    },
  }),
  described("types-in-capitals", "words of the body are in capitals", {
    change: (o) => {
      integrationOf(o).type = "AWS";
      integrationOf(o).passthroughBehavior = "NEVER";
      integrationOf(o).contentHandling = "CONVERT_TO_TEXT";
    },
  }),
  described("path-parameters", "a path has parameters and a description", {
    change: (o) => {
      o.paths["/kinesis"]!.parameters = [
        { name: "streamname", in: "header", required: false, schema: { type: "string" } },
      ];
      o.paths["/kinesis"]!.summary = "records";
      o.tags = [{ name: "orders" }];
      o.servers = [{ url: "https://example.com" }];
    },
  }),
  described("reference", "a response is behind a reference", {
    change: (o) => {
      o.components.responses = { Stored: { description: "stored" } };
      postOf(o).responses["200"] = { $ref: "#/components/responses/Stored" };
    },
  }),
  fine("body-http-jwt", "the body of an HTTP API asks for a token", (b) => {
    const api = new apigatewayv2.Api(`${b.name}-api`, {
      region: b.region,
      protocolType: "HTTP",
      tags: b.tags,
      body: JSON.stringify({
        openapi: "3.0.1",
        info: { title: "orders", version: "1" },
        components: {
          securitySchemes: {
            staff: {
              type: "oauth2",
              "x-amazon-apigateway-authorizer": {
                type: "jwt",
                jwtConfiguration: { issuer: "https://login.example.com", audience: ["orders"] },
                identitySource: "$request.header.Authorization",
              },
            },
          },
        },
        paths: {
          "/orders": {
            get: {
              security: [{ staff: [] }],
              responses: { default: { description: "all" } },
              "x-amazon-apigateway-integration": {
                type: "aws_proxy",
                httpMethod: "POST",
                uri: `arn:aws:lambda:ap-south-1:${ACCOUNT}:function:orders`,
                payloadFormatVersion: "2.0",
              },
            },
          },
        },
      }),
    });
    new apigatewayv2.Stage(`${b.name}-stage`, {
      region: b.region,
      apiId: api.id,
      name: "live",
      autoDeploy: true,
      tags: b.tags,
    });
  }),
];

export const harmlessCases: readonly Control[] = [...who, ...keys, ...doors, ...bodies];
