import * as apigateway from "@pulumi/aws/apigateway";
import * as cloudfront from "@pulumi/aws/cloudfront";
import * as connect from "@pulumi/aws/connect";
import * as alb from "@pulumi/aws/lb";
import * as rekognition from "@pulumi/aws/rekognition";
import * as scheduler from "@pulumi/aws/scheduler";
import * as sfn from "@pulumi/aws/sfn";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import type { Mine, Parts } from "../mine";
import { ACCOUNT, ALL_METHODS, allow, distribution, policyOf, streamArn } from "../shared";
import { attackOf } from "./support";

const made = attackOf("door", "nothing but the API writes to the stream, over https, and the API takes records");
const door = (name: string, breaks: string, add: NonNullable<Parts["add"]>, own = false): Attack =>
  made(name, breaks, { add, own });

/** A role of which the stack knows only the name. */
const ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/orders`;

const writers: Attack[] = [
  door(
    "distribution-log",
    "the log lines of a distribution go into the stream",
    (b) =>
      new cloudfront.RealtimeLogConfig(`${b.name}-log`, {
        name: "all",
        samplingRate: 100,
        fields: ["timestamp", "cs-headers"],
        endpoint: { streamType: "Kinesis", kinesisStreamConfig: { roleArn: ROLE, streamArn: streamArn(b) } },
      }),
  ),
  door(
    "calls",
    "the records of a call center go into the stream",
    (b) =>
      new connect.InstanceStorageConfig(`${b.name}-calls`, {
        region: b.region,
        instanceId: "aaaaaaaa-bbbb-cccc-dddd-111111111111",
        resourceType: "CONTACT_TRACE_RECORDS",
        storageConfig: { storageType: "KINESIS_STREAM", kinesisStreamConfig: { streamArn: streamArn(b) } },
      }),
  ),
  door(
    "faces",
    "the faces of a video go into the stream",
    (b) =>
      new rekognition.StreamProcessor(`${b.name}-faces`, {
        region: b.region,
        name: "faces",
        roleArn: ROLE,
        input: { kinesisVideoStream: { arn: `arn:aws:kinesisvideo:${b.region}:${ACCOUNT}:stream/door/1` } },
        output: { kinesisDataStream: { arn: streamArn(b) } },
        settings: { faceSearch: { collectionId: "staff" } },
        tags: b.tags,
      }),
  ),
];

const schedule = (name: string, breaks: string, action: string, input: (b: Mine) => object): Attack =>
  made(`schedule-${name}`, breaks, {
    own: true,
    add: (b) =>
      new scheduler.Schedule(`${b.name}-schedule`, {
        region: b.region,
        scheduleExpression: "rate(1 day)",
        flexibleTimeWindow: { mode: "OFF" },
        target: { arn: `arn:aws:scheduler:::aws-sdk:${action}`, roleArn: ROLE, input: pulumi.jsonStringify(input(b)) },
      }),
  });
const machine = (name: string, breaks: string, action: string, parameters: (b: Mine) => object): Attack =>
  made(`machine-${name}`, breaks, {
    own: true,
    add: (b) =>
      new sfn.StateMachine(`${b.name}-machine`, {
        region: b.region,
        roleArn: ROLE,
        definition: pulumi.jsonStringify({
          StartAt: "Do",
          States: {
            Do: { Type: "Task", Resource: `arn:aws:states:::aws-sdk:${action}`, Parameters: parameters(b), End: true },
          },
        }),
        tags: b.tags,
      }),
  });

const calls: Attack[] = [
  schedule("writes", "a schedule writes to the stream", "kinesis:putRecord", (b) => ({
    StreamName: b.stream,
    PartitionKey: "1",
    Data: "e30=",
  })),
  schedule("deletes-stream", "a schedule deletes the stream with its records", "kinesis:deleteStream", (b) => ({
    StreamName: b.stream,
    EnforceConsumerDeletion: true,
  })),
  schedule(
    "forgets",
    "a schedule shortens how long records are kept",
    "kinesis:decreaseStreamRetentionPeriod",
    (b) => ({
      StreamName: b.stream,
      RetentionPeriodHours: 24,
    }),
  ),
  schedule("opens-method", "a schedule takes the key off the method", "apigateway:updateMethod", (b) => ({
    RestApiId: b.pipeline.apiId,
    HttpMethod: "POST",
    PatchOperations: [{ Op: "replace", Path: "/apiKeyRequired", Value: "false" }],
  })),
  machine("decrypts", "a state machine ends the stream's encryption", "kinesis:stopStreamEncryption", (b) => ({
    StreamName: b.stream,
    EncryptionType: "KMS",
    KeyId: "alias/aws/kinesis",
  })),
  machine("shows-key", "a state machine reads the key's value into its history", "apigateway:getApiKey", (b) => ({
    ApiKey: b.pipeline.apiKeyId,
    IncludeValue: true,
  })),
  made("automation", "an automation deletes the stream every day", {
    own: true,
    add: (b) => {
      const document = new ssm.Document(`${b.name}-document`, {
        region: b.region,
        name: "orders-cleanup",
        documentType: "Automation",
        content: pulumi.jsonStringify({
          schemaVersion: "0.3",
          assumeRole: ROLE,
          mainSteps: [
            {
              name: "d",
              action: "aws:executeAwsApi",
              inputs: { Service: "kinesis", Api: "DeleteStream", StreamName: b.stream },
            },
          ],
        }),
        tags: b.tags,
      });
      new ssm.Association(`${b.name}-association`, {
        region: b.region,
        name: document.name,
        scheduleExpression: "rate(1 day)",
      });
    },
  }),
];

const listener = (b: Mine, more: object): void => {
  const balancer = new alb.LoadBalancer(`${b.name}-balancer`, {
    region: b.region,
    subnets: ["subnet-1", "subnet-2"],
    tags: b.tags,
  });
  new alb.Listener(`${b.name}-listener`, {
    region: b.region,
    loadBalancerArn: balancer.arn,
    port: 443,
    protocol: "HTTPS",
    certificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    defaultActions: [
      { type: "forward", targetGroupArn: `arn:aws:elasticloadbalancing:${b.region}:${ACCOUNT}:targetgroup/t/1` },
    ],
    tags: b.tags,
    ...more,
  });
};

const fronts: Attack[] = [
  door("balancer-to-http", "a load balancer sends callers from https to http", (b) => {
    listener(b, {
      defaultActions: [{ type: "redirect", redirect: { protocol: "HTTP", port: "80", statusCode: "HTTP_301" } }],
    });
  }),
  door("balancer-old-tls", "a load balancer takes TLS 1.0", (b) => {
    listener(b, { sslPolicy: "ELBSecurityPolicy-TLS-1-0-2015-04" });
  }),
  door("distribution-second-behavior", "one path of a distribution takes records over plain http", (b) =>
    distribution(b, {
      more: {
        orderedCacheBehaviors: [
          {
            pathPattern: "/prod/*",
            targetOriginId: "api",
            viewerProtocolPolicy: "allow-all",
            allowedMethods: ALL_METHODS,
            cachedMethods: ["GET", "HEAD"],
          },
        ],
      },
    }),
  ),
  door("distribution-old-tls", "a distribution takes TLS 1.0", (b) =>
    distribution(b, {
      more: {
        viewerCertificate: {
          acmCertificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/1`,
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: "TLSv1",
        },
      },
    }),
  ),
  door(
    "policy-denies-all",
    "the API's own policy refuses every record",
    (b) =>
      new apigateway.RestApiPolicy(`${b.name}-policy`, {
        region: b.region,
        restApiId: b.pipeline.apiId,
        policy: policyOf(allow("execute-api:Invoke", "execute-api:/*", { Principal: "*" }), {
          Effect: "Deny",
          Principal: "*",
          Action: "execute-api:Invoke",
          Resource: "execute-api:/*/POST/*",
        }),
      }),
    true,
  ),
];

export const doors: readonly Attack[] = [...writers, ...calls, ...fronts];
