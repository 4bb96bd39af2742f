import * as chime from "@pulumi/aws/chimesdkmediapipelines";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as iot from "@pulumi/aws/iot";
import * as kinesis from "@pulumi/aws/kinesis";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import type { Parts } from "../mine";
import { ACCOUNT, streamArn } from "../shared";
import { attackOf } from "./support";

const made = attackOf("writer", "nothing but the API writes to its stream");
const write = (name: string, breaks: string, add: NonNullable<Parts["add"]>): Attack => made(name, breaks, { add });
const ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/orders`;

/** They write as a role of which the stack knows only the name. */
export const writers: readonly Attack[] = [
  write(
    "account-logs",
    "the lines of all log groups of the account reach the stream",
    (b) =>
      new cloudwatch.LogAccountPolicy(`${b.name}-logs`, {
        region: b.region,
        policyName: "all",
        policyType: "SUBSCRIPTION_FILTER_POLICY",
        policyDocument: pulumi.jsonStringify({
          DestinationArn: streamArn(b),
          RoleArn: ROLE,
          FilterPattern: "",
          Distribution: "Random",
        }),
      }),
  ),
  write(
    "analytics",
    "the results of a query reach the stream",
    (b) =>
      new kinesis.AnalyticsApplication(`${b.name}-analytics`, {
        region: b.region,
        name: "orders",
        outputs: [
          {
            name: "OUT",
            schema: { recordFormatType: "JSON" },
            kinesisStream: { resourceArn: streamArn(b), roleArn: ROLE },
          },
        ],
        tags: b.tags,
      }),
  ),
  write(
    "calls-analyzed",
    "what is said on the phone reaches the stream",
    (b) =>
      new chime.MediaInsightsPipelineConfiguration(`${b.name}-calls`, {
        region: b.region,
        name: "calls",
        resourceAccessRoleArn: ROLE,
        elements: [
          { type: "KinesisDataStreamSink", kinesisDataStreamSinkConfiguration: { insightsTarget: streamArn(b) } },
        ],
        tags: b.tags,
      }),
  ),
  write(
    "things-failed",
    "what a rule of IoT Core cannot deliver reaches the stream",
    (b) =>
      new iot.TopicRule(`${b.name}-rule`, {
        region: b.region,
        name: "orders",
        enabled: true,
        sql: "SELECT * FROM 'a'",
        sqlVersion: "2016-03-23",
        sns: [{ roleArn: ROLE, targetArn: `arn:aws:sns:${b.region}:${ACCOUNT}:things` }],
        errorAction: { kinesis: { roleArn: ROLE, streamName: b.stream, partitionKey: "1" } },
        tags: b.tags,
      }),
  ),
];
