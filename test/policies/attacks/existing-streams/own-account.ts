import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as kinesis from "@pulumi/aws/kinesis";

import { schedule } from "../build/automations";
import { set } from "../build/changes";
import { ACCOUNT, allow, foreignArn, KEY_ARN, OTHER_ACCOUNT, policyOf, SERVICE_ROLE } from "../build/documents";
import { attackOf, r3Stream } from "../build/kinds";
import type { Mine } from "../build/mine";
import { pipelineWith } from "../build/pipelines";
import { serviceRole } from "../build/roles";
import type { Attack } from "../harness/attack";

const r4Existing = attackOf(
  "r4",
  "existing",
  "a stream that is there already is kept as safe as one that the stack makes",
);
const foreign = (b: Mine) => pipelineWith(b, { streams: [{ name: b.name, existing: [foreignArn(b.name)] }] });
const ownArn = (b: Mine) => `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/${b.name}`;
const ofOwnAccount = (b: Mine) => pipelineWith(b, { streams: [{ name: b.name, existing: true }] });
const streamPolicy = (b: Mine, arn: string, ...statements: object[]) =>
  new kinesis.ResourcePolicy(`${b.name}-policy`, {
    region: b.region,
    resourceArn: arn,
    policy: policyOf(...statements),
  });

/** An existing stream of the account is open, or loses what it holds. */
export const ownAccount: readonly Attack[] = [
  r4Existing("policy-denies", "the policy of the existing stream refuses each record", {
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
  r4Existing("opened", "another account may write to the existing stream past the API", {
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
  r4Existing("second-writer", "a container writes to the existing stream past the API", {
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
  r4Existing("administrator", "a container may delete the existing stream", {
    add: (b) => {
      ofOwnAccount(b);
      return serviceRole(
        { ...b, name: `${b.name}-other` },
        "ecs-tasks.amazonaws.com",
        allow("kinesis:DeleteStream", ownArn(b)),
      );
    },
  }),
  r4Existing("schedule", "a schedule shortens how long the existing stream keeps records", {
    add: (b) => {
      ofOwnAccount(b);
      return schedule(b, "kinesis:decreaseStreamRetentionPeriod", { StreamName: b.name, RetentionPeriodHours: 24 });
    },
  }),
  r4Existing("events", "events reach the existing stream past the API", {
    add: (b) => {
      ofOwnAccount(b);
      return new cloudwatch.EventTarget(`${b.name}-target`, {
        region: b.region,
        rule: "all",
        arn: ownArn(b),
        roleArn: SERVICE_ROLE,
      });
    },
  }),
  r4Existing("key-far", "the key of the stream, which the role may use, is in another region", {
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
  r3Stream("own-existing-not-writable", "the role may write to another existing stream than the template names", {
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, existing: true }],
        changes: {
          "access-existing-policy": set({
            policy: policyOf(allow("kinesis:PutRecord", `arn:aws:kinesis:${b.region}:${ACCOUNT}:stream/old`)),
          }),
        },
      }),
  }),
];
