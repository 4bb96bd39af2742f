import * as kinesis from "@pulumi/aws/kinesis";
import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

import type { Attack, Props } from "../harness/attack";
import { props, set } from "../second-round/support";
import { allow } from "../shared";
import { attackOf } from "./support";

const alarm = attackOf("heard", "alarms read what is measured, and their condition can hold");
const key = attackOf("key", "no other account ends a key, and alarms can use the topic's");
const account = attackOf("whole", "a stage's stack owns no setting of the whole account");

interface Statement {
  readonly Sid?: string;
}

/** Changes the statements of a key's policy. */
const statements = (change: (all: readonly Statement[]) => readonly object[]) =>
  props((given: Props) => ({
    ...given,
    policy: pulumi.output(given.policy as pulumi.Input<string>).apply((text) => {
      const policy = JSON.parse(text) as { readonly Statement: readonly Statement[] };
      return pulumi.jsonStringify({ ...policy, Statement: change(policy.Statement) });
    }),
  }));

export const second: readonly Attack[] = [
  alarm("ten-seconds", "the alarm looks each ten seconds, and API Gateway measures each minute", {
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html (Period)
    changes: { "alarms-latency-p99": set({ period: 10 }) },
  }),
  alarm("columns", "the metric filter counts columns, as for Apache's log, and each line is JSON", {
    changes: {
      "api-refused-records": set({ pattern: "[host, ident, user, time, request, status=400, size]" }),
      "alarms-refused-records": set({}),
    },
  }),
  key("of-security", "the account of a security team may do everything with the key, also delete it", {
    phase: "update",
    changes: {
      "alarms-key": statements((all) => [
        ...all,
        allow("kms:*", "*", { Sid: "SecurityTeam", Principal: { AWS: "arn:aws:iam::999999999999:root" } }),
      ]),
    },
  }),
  key("encrypt-decrypt", "alarms may encrypt and decrypt, and make no data key, which SNS asks for", {
    phase: "update",
    changes: {
      // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
      "alarms-key": statements((all) =>
        all.map((one) => (one.Sid === "NotifyOfAlarms" ? { ...one, Action: ["kms:Encrypt", "kms:Decrypt"] } : one)),
      ),
      "alarms-topic": set({}),
    },
  }),
  account("messages", "a stage decides how the account sends all short messages to telephones", {
    phase: "preview",
    add: (b) =>
      new sns.SmsPreferences(`${b.name}-messages`, {
        region: b.region,
        monthlySpendLimit: 1,
        defaultSmsType: "Transactional",
      }),
  }),
  account("commitment", "a stage commits the account to 25 MiB a second of all its streams", {
    phase: "preview",
    // https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateAccountSettings.html
    add: (b) =>
      new kinesis.AccountSettings(`${b.name}-commitment`, {
        region: b.region,
        minimumThroughputBillingCommitment: { status: "ENABLED" },
      }),
  }),
];
