import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as glue from "@pulumi/aws/glue";
import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import * as lambda from "@pulumi/aws/lambda";
import * as s3 from "@pulumi/aws/s3";
import * as scheduler from "@pulumi/aws/scheduler";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import { ACCOUNT, allow, KEY_ARN, OTHER_ACCOUNT, policyOf, SERVICE_ROLE, streamArn, trustOf } from "../build/documents";
import { fine } from "../build/mine";
import { pipelineWith } from "../build/pipelines";
import { functionOf, ownFunction, serviceRole } from "../build/roles";
import type { Control } from "../harness/attack";

/** Who reads the stream. */
export const readers: readonly Control[] = [
  fine("r5-fine-one-role", "one role of the account, by the condition, may take a role that reads the stream", {
    add: (b) => {
      const role = new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: trustOf(
          { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/reader` } },
        ),
        tags: b.tags,
      });
      return new iam.RolePolicy(`${b.name}-role-policy`, {
        role: role.id,
        policy: policyOf(allow(["kinesis:GetRecords", "kinesis:GetShardIterator"], streamArn(b))),
      });
    },
  }),
  fine("r5-fine-own-account", "the account itself decides which of its roles may take a role that reads the stream", {
    add: (b) => {
      const role = new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: trustOf(
          { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/*` } },
        ),
        tags: b.tags,
      });
      return new iam.RolePolicy(`${b.name}-role-policy`, {
        role: role.id,
        policy: policyOf(allow(["kinesis:GetRecords", "kinesis:GetShardIterator"], streamArn(b))),
      });
    },
  }),
  fine("r4-fine-firehose-splunk", "Firehose takes the records on to Splunk, over https", {
    add: (b) =>
      new kinesis.FirehoseDeliveryStream(`${b.name}-firehose`, {
        region: b.region,
        destination: "splunk",
        kinesisSourceConfiguration: { kinesisStreamArn: streamArn(b), roleArn: SERVICE_ROLE },
        splunkConfiguration: {
          hecEndpoint: "https://splunk.example.com:8088",
          hecToken: pulumi.secret("token"),
          s3Configuration: { bucketArn: "arn:aws:s3:::failed", roleArn: SERVICE_ROLE },
        },
        tags: b.tags,
      }),
  }),
  fine("r4-fine-reader-decrypts", "a reader may decrypt what the stream's key has encrypted", {
    add: (b) => {
      pipelineWith(b, { streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }] });
      return serviceRole({ ...b, name: `${b.name}-reader` }, "lambda.amazonaws.com", allow("kms:Decrypt", KEY_ARN));
    },
  }),
  fine("r4-fine-log-reader", "a function reads metrics, traces and one log group", {
    add: (b) => {
      const role = serviceRole(
        b,
        "lambda.amazonaws.com",
        allow(["cloudwatch:GetMetricData", "xray:GetTraceSummaries"], "*"),
      );
      serviceRole(
        { ...b, name: `${b.name}-other` },
        "lambda.amazonaws.com",
        allow(
          ["logs:StartQuery", "logs:FilterLogEvents"],
          `arn:aws:logs:${b.region}:${ACCOUNT}:log-group:/aws/apigateway/orders-prod/access:*`,
        ),
      );
      return role;
    },
  }),
  fine("r4-fine-reader-elsewhere", "a role of another account reads the stream", {
    own: true,
    add: (b) =>
      new kinesis.ResourcePolicy(`${b.name}-policy`, {
        region: b.region,
        resourceArn: streamArn(b),
        policy: policyOf(
          allow(
            ["kinesis:DescribeStreamSummary", "kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:ListShards"],
            streamArn(b),
            {
              Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:role/reader` },
            },
          ),
        ),
      }),
  }),
  fine("r4-fine-consumer", "a function reads the stream, and keeps what it cannot read in a queue", {
    add: (b) => {
      const made = new lambda.Function(`${b.name}-function`, {
        region: b.region,
        role: serviceRole(
          b,
          "lambda.amazonaws.com",
          allow(
            ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStreamSummary", "kinesis:ListShards"],
            streamArn(b),
          ),
        ).arn,
        packageType: "Image",
        imageUri: "image",
        environment: { variables: { ENDPOINT: b.pipeline.endpoint, LEVEL: "info" } },
        tags: b.tags,
      });
      return new lambda.EventSourceMapping(`${b.name}-mapping`, {
        region: b.region,
        functionName: made.arn,
        eventSourceArn: streamArn(b),
        startingPosition: "TRIM_HORIZON",
        bisectBatchOnFunctionError: true,
        destinationConfig: { onFailure: { destinationArn: `arn:aws:sqs:${b.region}:${ACCOUNT}:failed` } },
        filterCriteria: { filters: [{ pattern: '{"data":{"msg":["write"]}}' }] },
        tags: b.tags,
      });
    },
  }),
  fine("good-function-from-bucket", "one bucket of this account may call a function", {
    add: (b) =>
      new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: ownFunction(b).name,
        action: "lambda:InvokeFunction",
        principal: "s3.amazonaws.com",
        sourceArn: "arn:aws:s3:::orders",
        sourceAccount: ACCOUNT,
      }),
  }),
  fine("good-stream-to-function", "a function reads the stream", {
    add: (b) =>
      new lambda.EventSourceMapping(`${b.name}-mapping`, {
        region: b.region,
        functionName: ownFunction(b).arn,
        eventSourceArn: streamArn(b),
        startingPosition: "TRIM_HORIZON",
      }),
  }),
  fine("good-stream-to-bucket", "Firehose keeps the stream's records in an encrypted bucket", {
    add: (b) =>
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
  }),
  fine("good-rule", "an event is passed on to a topic", {
    add: (b) => {
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
    },
  }),
  fine("r2-fine-fan-out", "a consumer of its own reads the stream", {
    add: (b) => {
      const consumer = new kinesis.StreamConsumer(`${b.name}-consumer`, {
        region: b.region,
        name: "reader",
        streamArn: streamArn(b),
        tags: b.tags,
      });
      const reader = functionOf(
        b,
        allow("kinesis:SubscribeToShard", consumer.arn),
        allow(["kinesis:DescribeStreamSummary", "kinesis:ListShards"], streamArn(b)),
      );
      const failed = new sqs.Queue(`${b.name}-failed`, { region: b.region, sqsManagedSseEnabled: true, tags: b.tags });
      new lambda.EventSourceMapping(`${b.name}-source`, {
        region: b.region,
        functionName: reader.arn,
        eventSourceArn: consumer.arn,
        startingPosition: "TRIM_HORIZON",
        bisectBatchOnFunctionError: true,
        destinationConfig: { onFailure: { destinationArn: failed.arn } },
        tags: b.tags,
      });
    },
  }),
  fine("r2-fine-pod", "a pod of a cluster reads the stream", {
    add: (b) => {
      const role = new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: policyOf({
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
        }),
        tags: b.tags,
      });
      new iam.RolePolicy(`${b.name}-policy`, {
        role: role.id,
        policy: policyOf(allow("kinesis:GetRecords", streamArn(b))),
      });
    },
  }),
  fine("r2-fine-bucket", "a bucket with a policy, a lifecycle and versions", {
    add: (b) => {
      const bucket = new s3.Bucket(
        `${b.name}-bucket`,
        { region: b.region, bucket: "orders-archive", tags: b.tags },
        { protect: true },
      );
      new s3.BucketPolicy(`${b.name}-bucket-policy`, {
        region: b.region,
        bucket: bucket.bucket,
        policy: policyOf(
          {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: ["arn:aws:s3:::orders-archive", "arn:aws:s3:::orders-archive/*"],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
          allow("s3:GetObject", "arn:aws:s3:::orders-archive/*", {
            Principal: { Service: "cloudfront.amazonaws.com" },
            Condition: { StringEquals: { "aws:SourceArn": `arn:aws:cloudfront::${ACCOUNT}:distribution/E1` } },
          }),
        ),
      });
      new s3.BucketVersioning(`${b.name}-versions`, {
        region: b.region,
        bucket: bucket.bucket,
        versioningConfiguration: { status: "Enabled" },
      });
    },
  }),
  fine("r2-fine-catalog", "a catalog describes the records", {
    add: (b) => {
      const database = new glue.CatalogDatabase(`${b.name}-database`, {
        region: b.region,
        name: "orders",
        tags: b.tags,
      });
      new glue.CatalogTable(`${b.name}-table`, { region: b.region, name: "changes", databaseName: database.name });
    },
  }),
  fine("r2-fine-timer", "a schedule calls a function of this stack", {
    add: (b) => {
      const report = functionOf(b, allow("cloudwatch:GetMetricData", "*"));
      const role = new iam.Role(`${b.name}-timer-role`, {
        assumeRolePolicy: policyOf({
          Effect: "Allow",
          Principal: { Service: "scheduler.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        }),
        tags: b.tags,
      });
      new iam.RolePolicy(`${b.name}-timer-policy`, {
        role: role.id,
        policy: policyOf(allow("lambda:InvokeFunction", report.arn)),
      });
      new scheduler.Schedule(`${b.name}-timer`, {
        region: b.region,
        scheduleExpression: "rate(1 day)",
        flexibleTimeWindow: { mode: "OFF" },
        target: { arn: report.arn, roleArn: role.arn },
      });
    },
  }),
  fine("r3-fine-consumer", "a consumer with its own throughput reads the stream", {
    add: (b) =>
      new kinesis.StreamConsumer(`${b.name}-consumer`, { region: b.region, streamArn: streamArn(b), tags: b.tags }),
  }),
];
