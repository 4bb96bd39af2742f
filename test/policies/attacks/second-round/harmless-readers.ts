import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as ecs from "@pulumi/aws/ecs";
import * as glue from "@pulumi/aws/glue";
import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import * as kms from "@pulumi/aws/kms";
import * as lambda from "@pulumi/aws/lambda";
import * as s3 from "@pulumi/aws/s3";
import * as scheduler from "@pulumi/aws/scheduler";
import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import type { Control } from "../harness/attack";
import { ACCOUNT, allow, distribution, policyOf, streamArn } from "../shared";
import { fine, functionOf, roleOf } from "./harmless-support";

/** What reads the stream, runs the connector or keeps records. */
export const readers: readonly Control[] = [
  fine("fan-out", "a consumer of its own reads the stream", (b) => {
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
  }),
  fine("pod", "a pod of a cluster reads the stream", (b) => {
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
  }),
  fine("connector-task", "the connector runs as a task that takes its file from the secret", (b) => {
    const role = roleOf(
      b,
      "ecs-tasks.amazonaws.com",
      allow("secretsmanager:GetSecretValue", b.pipeline.connectorSecretArn),
      allow("ecr:GetAuthorizationToken", "*"),
    );
    new ecs.TaskDefinition(`${b.name}-task`, {
      region: b.region,
      family: "esp",
      executionRoleArn: role.arn,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "256",
      memory: "512",
      containerDefinitions: pulumi.jsonStringify([
        { name: "esp", image: "esp", secrets: [{ name: "ESP", valueFrom: b.pipeline.connectorSecretArn }] },
      ]),
      tags: b.tags,
    });
  }),
  fine("connector-machine", "the connector's machine reads the secret by its role", (b) => {
    const role = roleOf(b, "ec2.amazonaws.com", allow("secretsmanager:GetSecretValue", b.pipeline.connectorSecretArn));
    const profile = new iam.InstanceProfile(`${b.name}-profile`, { role: role.name, tags: b.tags });
    new ec2.Instance(`${b.name}-machine`, {
      region: b.region,
      ami: "ami-1",
      instanceType: "t3.micro",
      iamInstanceProfile: profile.name,
      metadataOptions: { httpTokens: "required" },
      userData: pulumi.interpolate`#!/bin/sh
aws secretsmanager get-secret-value --secret-id ${b.pipeline.connectorSecretArn} --query SecretString --output text >/etc/esp.yml`,
      tags: b.tags,
    });
  }),
  fine("bucket", "a bucket with a policy, a lifecycle and versions", (b) => {
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
  }),
  fine("catalog", "a catalog describes the records", (b) => {
    const database = new glue.CatalogDatabase(`${b.name}-database`, { region: b.region, name: "orders", tags: b.tags });
    new glue.CatalogTable(`${b.name}-table`, { region: b.region, name: "changes", databaseName: database.name });
  }),
  fine("timer", "a schedule calls a function of this stack", (b) => {
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
  }),
];

/** What people look at. */
export const watched: readonly Control[] = [
  fine("alarms", "alarms watch the API and the stream, and a topic tells of them", (b) => {
    const key = new kms.Key(
      `${b.name}-key`,
      {
        region: b.region,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: policyOf(
          allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }),
          allow(["kms:Decrypt", "kms:GenerateDataKey*"], "*", {
            Principal: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
            Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
          }),
        ),
        tags: b.tags,
      },
      { protect: true },
    );
    const topic = new sns.Topic(`${b.name}-topic`, { region: b.region, kmsMasterKeyId: key.id, tags: b.tags });
    for (const metricName of ["5XXError", "4XXError"]) {
      new cloudwatch.MetricAlarm(`${b.name}-alarm-${metricName}`, {
        region: b.region,
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 1,
        namespace: "AWS/ApiGateway",
        metricName,
        dimensions: { ApiName: b.pipelineName, Stage: b.pipeline.stageName },
        alarmActions: [topic.arn],
        tags: b.tags,
      });
    }
    new cloudwatch.Dashboard(`${b.name}-dashboard`, {
      region: b.region,
      dashboardName: "orders",
      dashboardBody: pulumi.jsonStringify({
        widgets: [
          {
            type: "text",
            properties: { markdown: pulumi.interpolate`API ${b.pipeline.apiId}, ${b.pipeline.endpoint}` },
          },
        ],
      }),
    });
  }),
  fine("site", "a web site for people, from a bucket, with its own page for errors", (b) => {
    distribution(b, {
      origin: { originId: "site", domainName: "orders-site.s3.ap-south-1.amazonaws.com", originAccessControlId: "E1" },
      behavior: { viewerProtocolPolicy: "redirect-to-https" },
      more: { customErrorResponses: [{ errorCode: 404, responseCode: 200, responsePagePath: "/index.html" }] },
    });
  }),
];
