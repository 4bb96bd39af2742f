import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as kinesis from "@pulumi/aws/kinesis";
import * as scheduler from "@pulumi/aws/scheduler";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import { INTEGRATION } from "../harness/changes";
import type { Mine } from "../mine";
import { otherPipeline } from "../second-round/support";
import { ACCOUNT, allow, policyOf, serviceRole } from "../shared";
import { fileWith, foreignArn, KEY_ARN, OTHER_ACCOUNT, pipelineWith } from "../third-round/support";
import { attackOf } from "./support";

const existing = attackOf("existing", "a stream that is there already is kept as safe as one that the stack makes");
const regions = attackOf("regions", "each region's file has this region's address and key");

const foreign = (b: Mine) => pipelineWith(b, { streams: [{ name: b.name, existing: [foreignArn(b.name)] }] });
const ownArn = (b: Mine) => `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/${b.name}`;
const ofOwnAccount = (b: Mine) => pipelineWith(b, { streams: [{ name: b.name, existing: true }] });
const ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/orders`;

const streamPolicy = (b: Mine, arn: string, ...statements: object[]) =>
  new kinesis.ResourcePolicy(`${b.name}-policy`, {
    region: b.region,
    resourceArn: arn,
    policy: policyOf(...statements),
  });

export const existingStreams: readonly Attack[] = [
  existing("policy-denies", "the policy of the existing stream refuses each record", {
    phase: "preview",
    at: ["made-api-post-integration"],
    add: (b) => {
      foreign(b);
      return streamPolicy(b, foreignArn(b.name), {
        Effect: "Deny",
        Principal: "*",
        Action: "kinesis:PutRecord",
        Resource: foreignArn(b.name),
      });
    },
  }),
  existing("opened", "another account may write to the existing stream past the API", {
    add: (b) => {
      ofOwnAccount(b);
      return streamPolicy(
        b,
        ownArn(b),
        allow("kinesis:PutRecord", ownArn(b), {
          Principal: { AWS: `arn:aws:iam::${OTHER_ACCOUNT}:role/importer` },
        }),
      );
    },
  }),
  existing("second-writer", "a container writes to the existing stream past the API", {
    phase: "preview",
    add: (b) => {
      foreign(b);
      return serviceRole(
        { ...b, name: `${b.name}-other` },
        "ecs-tasks.amazonaws.com",
        allow("kinesis:PutRecords", foreignArn(b.name)),
      );
    },
  }),
  existing("administrator", "a container may delete the existing stream", {
    add: (b) => {
      ofOwnAccount(b);
      return serviceRole(
        { ...b, name: `${b.name}-other` },
        "ecs-tasks.amazonaws.com",
        allow("kinesis:DeleteStream", ownArn(b)),
      );
    },
  }),
  existing("schedule", "a schedule shortens how long the existing stream keeps records", {
    add: (b) => {
      ofOwnAccount(b);
      return new scheduler.Schedule(`${b.name}-schedule`, {
        region: b.region,
        scheduleExpression: "rate(1 day)",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: "arn:aws:scheduler:::aws-sdk:kinesis:decreaseStreamRetentionPeriod",
          roleArn: ROLE,
          input: pulumi.jsonStringify({ StreamName: b.name, RetentionPeriodHours: 24 }),
        },
      });
    },
  }),
  existing("events", "events reach the existing stream past the API", {
    add: (b) => {
      ofOwnAccount(b);
      return new cloudwatch.EventTarget(`${b.name}-target`, {
        region: b.region,
        rule: "all",
        arn: ownArn(b),
        roleArn: ROLE,
      });
    },
  }),
  existing("key-far", "the key of the stream, which the role may use, is in another region", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, existing: [foreignArn(b.name)], kmsKeyArns: [KEY_ARN] }],
        changes: {
          "access-existing-policy": {
            props: (given) => ({
              ...given,
              policy: policyOf(
                allow("kinesis:PutRecord", foreignArn(b.name)),
                allow("kms:GenerateDataKey", KEY_ARN.replace("ap-south-1", "eu-west-1"), {
                  Condition: { StringLike: { "kms:ViaService": `kinesis.${b.region}.*` } },
                }),
              ),
            }),
          },
        },
      }),
  }),
  regions("one-key-for-two", "the file names two regions and the key of one, and half of the records are refused", {
    at: [INTEGRATION],
    add: (b) => {
      const other = otherPipeline({ name: `${b.name}-far`, region: "eu-west-1" });
      return pipelineWith(b, {
        streams: [{ name: b.name }],
        changes: {
          "connector-version": {
            props: (given) => ({
              ...given,
              secretString: pulumi
                .all([pulumi.output(given.secretString as pulumi.Output<string>), other.summary.endpoint])
                .apply(([text, url]) => text.replace(/\n( +)- "https:/, `\n$1- "${url}"\n$1- "https:`)),
            }),
          },
        },
      });
    },
  }),
  regions("key-of-other", "the file has the address of this region and the key of another one", {
    at: [INTEGRATION],
    add: (b) => {
      const other = otherPipeline({ name: `${b.name}-far`, region: "eu-west-1" });
      return pipelineWith(b, {
        streams: [{ name: b.name }],
        changes: {
          "connector-version": {
            props: (given) => ({
              ...given,
              secretString: pulumi
                .all([pulumi.output(given.secretString as pulumi.Output<string>), other.keyValue])
                .apply(([text, key]) => text.replace(/x-api-key: "[^"]+"/, `x-api-key: "${key}"`)),
            }),
          },
        },
      });
    },
  }),
  regions("every-one-missing", "one of two regions gets no record, though the file has a destination for it", {
    at: [INTEGRATION],
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name }],
        changes: {
          "connector-version": fileWith((text) => {
            const destination = /\n( +)aws-kinesis:\n(?:\1 +[^\n]*\n)+/.exec(text)![0];
            return text.replace(destination, () =>
              `${destination}${destination.slice(1).replace("aws-kinesis:", "aws-kinesis-eu:")}`.replace(
                /streamname: "[^"]+"([^]*?)$/,
                'streamname: "orders-eu"$1',
              ),
            );
          }),
        },
      }),
  }),
];
