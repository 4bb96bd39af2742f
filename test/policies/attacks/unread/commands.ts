import * as codebuild from "@pulumi/aws/codebuild";
import * as ssm from "@pulumi/aws/ssm";

import { SERVICE_ROLE } from "../build/documents";
import { attackOf } from "../build/kinds";
import { Foreign } from "../build/mine";
import type { Attack } from "../harness/attack";

const r2Unread = attackOf("r2", "unread", "the note names what no rule can read");

/** A command does what nobody reads. */
export const commands: readonly Attack[] = [
  r2Unread("build", "a build calls AWS as it likes", {
    note: true,
    add: (b) =>
      new codebuild.Project(`${b.name}-project`, {
        region: b.region,
        serviceRole: SERVICE_ROLE,
        artifacts: { type: "NO_ARTIFACTS" },
        source: {
          type: "NO_SOURCE",
          buildspec: "version: 0.2\nphases: {build: {commands: [aws kinesis delete-stream --stream-name orders]}}",
        },
        environment: { computeType: "BUILD_GENERAL1_SMALL", image: "i", type: "LINUX_CONTAINER" },
        tags: b.tags,
      }),
  }),
  r2Unread("shell", "machines run a command each day", {
    note: true,
    add: (b) =>
      new ssm.Association(`${b.name}-association`, {
        region: b.region,
        name: "AWS-RunShellScript",
        parameters: { commands: "aws kinesis stop-stream-encryption --stream-name orders" },
        scheduleExpression: "rate(1 day)",
      }),
  }),
  r2Unread("job", "a job in a cluster calls AWS as it likes", {
    note: true,
    add: (b) =>
      new Foreign("kubernetes:batch/v1:Job", `${b.name}-job`, {
        apiVersion: "batch/v1",
        kind: "Job",
        spec: {
          template: {
            spec: { containers: [{ name: "c", image: "amazon/aws-cli", args: ["kinesis", "delete-stream"] }] },
          },
        },
      }),
  }),
  r2Unread("release", "a chart of a cluster makes whatever it likes", {
    note: true,
    add: (b) =>
      new Foreign("kubernetes:helm.sh/v3:Release", `${b.name}-release`, {
        chart: "ack-kinesis",
        values: { streams: 1 },
      }),
  }),
];
