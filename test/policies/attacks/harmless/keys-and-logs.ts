import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as kms from "@pulumi/aws/kms";
import * as sns from "@pulumi/aws/sns";
import * as sqs from "@pulumi/aws/sqs";

import { ACCOUNT, allow, policyOf } from "../build/documents";
import { goodKey } from "../build/keys";
import { fine } from "../build/mine";
import type { Control } from "../harness/attack";

/** Keys, topics, queues and log groups. */
export const keysAndLogs: readonly Control[] = [
  fine("r4-fine-key-rotates-often", "a key of several regions rotates every quarter", {
    add: (b) =>
      new kms.Key(
        `${b.name}-key`,
        {
          region: b.region,
          multiRegion: true,
          enableKeyRotation: true,
          rotationPeriodInDays: 90,
          deletionWindowInDays: 30,
          tags: b.tags,
        },
        { protect: true },
      ),
  }),
  fine("good-customer-key", "a key of ours, which rotates", { add: (b) => goodKey(b) }),
  fine("good-key-for-logs", "a key that CloudWatch of this account may use for its log groups", {
    add: (b) =>
      goodKey(
        b,
        allow(["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"], "*", {
          Principal: { Service: `logs.${b.region}.amazonaws.com` },
          Condition: {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${b.region}:${ACCOUNT}:log-group:orders*` },
          },
        }),
      ),
  }),
  fine("good-topic", "a topic that is encrypted and takes alarms of this account", {
    add: (b) => {
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
    },
  }),
  fine("good-log-group", "a log group with a key and a year", {
    add: (b) =>
      new cloudwatch.LogGroup(`${b.name}-logs`, {
        region: b.region,
        retentionInDays: 365,
        kmsKeyId: goodKey(b).arn,
        tags: b.tags,
      }),
  }),
  fine("good-queue", "a queue that is encrypted and takes what one topic sends", {
    add: (b) => {
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
    },
  }),
];
