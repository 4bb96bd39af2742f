import * as codebuild from "@pulumi/aws/codebuild";
import * as guardduty from "@pulumi/aws/guardduty";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import { Foreign, type Mine, type Parts } from "../mine";
import { ACCOUNT } from "../shared";
import { attackOf } from "./support";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/orders`;
type Add = NonNullable<Parts["add"]>;

const unread = (name: string, breaks: string, make: Add): Attack => ({
  ...attackOf("unread", "the note names what no rule can read")(name, breaks, { add: make }),
  note: true,
});
const unreadable: Attack[] = [
  unread(
    "build",
    "a build calls AWS as it likes",
    (b) =>
      new codebuild.Project(`${b.name}-project`, {
        region: b.region,
        serviceRole: ROLE,
        artifacts: { type: "NO_ARTIFACTS" },
        source: {
          type: "NO_SOURCE",
          buildspec: "version: 0.2\nphases: {build: {commands: [aws kinesis delete-stream --stream-name orders]}}",
        },
        environment: { computeType: "BUILD_GENERAL1_SMALL", image: "i", type: "LINUX_CONTAINER" },
        tags: b.tags,
      }),
  ),
  unread(
    "shell",
    "machines run a command each day",
    (b) =>
      new ssm.Association(`${b.name}-association`, {
        region: b.region,
        name: "AWS-RunShellScript",
        parameters: { commands: "aws kinesis stop-stream-encryption --stream-name orders" },
        scheduleExpression: "rate(1 day)",
      }),
  ),
  unread(
    "job",
    "a job in a cluster calls AWS as it likes",
    (b) =>
      new Foreign("kubernetes:batch/v1:Job", `${b.name}-job`, {
        apiVersion: "batch/v1",
        kind: "Job",
        spec: {
          template: {
            spec: { containers: [{ name: "c", image: "amazon/aws-cli", args: ["kinesis", "delete-stream"] }] },
          },
        },
      }),
  ),
  unread(
    "release",
    "a chart of a cluster makes whatever it likes",
    (b) =>
      new Foreign("kubernetes:helm.sh/v3:Release", `${b.name}-release`, {
        chart: "ack-kinesis",
        values: { streams: 1 },
      }),
  ),
];

const account = (name: string, breaks: string, add: Add): Attack =>
  attackOf("account", "a stage's stack owns no setting of the whole account")(name, breaks, { add });
const accounts: Attack[] = [
  account(
    "buckets-open",
    "every bucket of the account may be opened to everybody",
    (b) =>
      new s3.AccountPublicAccessBlock(`${b.name}-block`, {
        blockPublicAcls: false,
        blockPublicPolicy: false,
        ignorePublicAcls: false,
        restrictPublicBuckets: false,
      }),
  ),
  account(
    "passwords",
    "passwords of the whole account may be short",
    (b) => new iam.AccountPasswordPolicy(`${b.name}-policy`, { minimumPasswordLength: 6 }),
  ),
  account(
    "detector",
    "nobody watches the account in this region",
    (b) => new guardduty.Detector(`${b.name}-detector`, { region: b.region, enable: false, tags: b.tags }),
  ),
];

const place = (name: string, breaks: string, add: (b: Mine, key: pulumi.Output<string>) => unknown): Attack =>
  attackOf("held", "the key is in the key and in secrets only")(name, breaks, { add: (b) => add(b, b.apiKey) });
const written = (name: string, breaks: string, write: (key: string) => unknown): Attack =>
  attackOf("held", "the key is in the key and in secrets only")(`output-${name}`, breaks, {
    outputs: { value: ({ apiKey }) => pulumi.unsecret(apiKey.apply(write)) },
  });
const codes = (key: string, write: (code: number) => string, between: string) =>
  [...Buffer.from(key)].map(write).join(between);

const held: Attack[] = [
  written("hex-list", "an output is a list of bytes in the words of a program", (key) =>
    codes(key, (code) => `0x${code.toString(16)}`, ", "),
  ),
  written("codes-text", "an output is the codes of the key's letters in one text", (key) => codes(key, String, " ")),
  written("percent-twice", "an output is the key, percent-encoded twice", (key) =>
    codes(key, (code) => `%25${code.toString(16)}`, ""),
  ),
  written("hex-of-base64", "an output is the key in hexadecimal of Base64", (key) =>
    Buffer.from(Buffer.from(key).toString("base64")).toString("hex"),
  ),
  place(
    "asset",
    "an object is uploaded from a text that has the key",
    (b, key) =>
      new s3.BucketObject(`${b.name}-object`, {
        region: b.region,
        bucket: "orders",
        key: "esp.yml",
        source: key.apply((text) => new pulumi.asset.StringAsset(`x-api-key: ${text}`)),
        tags: b.tags,
      }),
  ),
];

/** What no rule reads, what is the whole account's, and other places of the key. */
export const elsewhere: readonly Attack[] = [...unreadable, ...accounts, ...held];
