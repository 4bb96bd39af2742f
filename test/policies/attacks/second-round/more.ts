import { deflateSync } from "node:zlib";

import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as dms from "@pulumi/aws/dms";
import * as dynamodb from "@pulumi/aws/dynamodb";
import * as iot from "@pulumi/aws/iot";
import * as lambda from "@pulumi/aws/lambda";
import * as opensearch from "@pulumi/aws/opensearch";
import * as organizations from "@pulumi/aws/organizations";
import * as pipes from "@pulumi/aws/pipes";
import * as s3 from "@pulumi/aws/s3";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import type { Mine, Parts } from "../mine";
import { ACCOUNT, ALL_METHODS, allow, distribution, policyOf, streamArn } from "../shared";
import { attackOf } from "./support";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/orders`;
const of = (kind: string, expect: string) => {
  const made = attackOf(kind, expect);
  return (name: string, breaks: string, add: NonNullable<Parts["add"]>): Attack => made(name, breaks, { add });
};
const writes = of("writer", "nothing but the API writes to the stream");
const open = of("open", "what holds records is not for everybody");
const leak = of("leak", "the key is in the key and in secrets only");

/** They write to the stream as a role of which the stack knows only the name. */
const writers: Attack[] = [
  writes(
    "pipe",
    "a pipe writes to the stream",
    (b) =>
      new pipes.Pipe(`${b.name}-pipe`, {
        region: b.region,
        roleArn: ROLE,
        source: `arn:aws:sqs:${b.region}:${ACCOUNT}:inbox`,
        target: streamArn(b),
        tags: b.tags,
      }),
  ),
  writes(
    "event",
    "a rule writes events to the stream",
    (b) =>
      new cloudwatch.EventTarget(`${b.name}-target`, {
        region: b.region,
        rule: "all",
        arn: streamArn(b),
        roleArn: ROLE,
      }),
  ),
  writes(
    "devices",
    "a rule of IoT Core writes to the stream, by its name",
    (b) =>
      new iot.TopicRule(`${b.name}-rule`, {
        region: b.region,
        name: "orders",
        enabled: true,
        sql: "SELECT * FROM 'a'",
        sqlVersion: "2016-03-23",
        kineses: [{ roleArn: ROLE, streamName: b.stream, partitionKey: "1" }],
        tags: b.tags,
      }),
  ),
  writes(
    "log-destination",
    "other accounts send their logs into the stream",
    (b) =>
      new cloudwatch.LogDestination(`${b.name}-destination`, {
        region: b.region,
        name: "orders",
        roleArn: ROLE,
        targetArn: streamArn(b),
        tags: b.tags,
      }),
  ),
  writes(
    "migration",
    "a database migration writes to the stream",
    (b) =>
      new dms.Endpoint(`${b.name}-endpoint`, {
        region: b.region,
        endpointId: "orders",
        endpointType: "target",
        engineName: "kinesis",
        kinesisSettings: { streamArn: streamArn(b), serviceAccessRoleArn: ROLE, messageFormat: "json" },
        tags: b.tags,
      }),
  ),
  writes(
    "function-by-name",
    "a function gets the stream's name, and a role of which nobody sees what it may",
    (b) =>
      new lambda.Function(`${b.name}-function`, {
        region: b.region,
        role: ROLE,
        packageType: "Image",
        imageUri: "image",
        environment: { variables: { STREAM: b.stream } },
        tags: b.tags,
      }),
  ),
];

const opened: Attack[] = [
  open("table", "everybody reads the table that holds the records", (b) => {
    const arn = `arn:aws:dynamodb:${b.region}:${ACCOUNT}:table/orders`;
    new dynamodb.ResourcePolicy(`${b.name}-policy`, {
      region: b.region,
      resourceArn: arn,
      policy: policyOf(allow("dynamodb:Scan", arn, { Principal: "*" })),
    });
  }),
  open(
    "search",
    "everybody reads the search domain that holds the records",
    (b) =>
      new opensearch.DomainPolicy(`${b.name}-policy`, {
        region: b.region,
        domainName: "orders",
        accessPolicies: policyOf(
          allow("es:ESHttpGet", `arn:aws:es:${b.region}:${ACCOUNT}:domain/orders/*`, { Principal: { AWS: "*" } }),
        ),
      }),
  ),
  open(
    "bucket-unblocked",
    "a bucket of records may be opened to everybody",
    (b) =>
      new s3.BucketPublicAccessBlock(`${b.name}-block`, {
        region: b.region,
        bucket: "orders-records",
        blockPublicAcls: false,
        blockPublicPolicy: false,
        ignorePublicAcls: false,
        restrictPublicBuckets: false,
      }),
  ),
  open(
    "organization-denies",
    "a policy of the organization forbids to write to any stream",
    (b) =>
      new organizations.Policy(`${b.name}-policy`, {
        name: "no-kinesis",
        type: "SERVICE_CONTROL_POLICY",
        content: policyOf({ Effect: "Deny", Action: "kinesis:PutRecord", Resource: "*" }),
        tags: b.tags,
      }),
  ),
  open("edge-function", "a function at the edge changes what the API answers", (b: Mine) => {
    distribution(b, {
      behavior: {
        allowedMethods: ALL_METHODS,
        lambdaFunctionAssociations: [
          { eventType: "origin-response", lambdaArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:answer:1` },
        ],
      },
    });
  }),
];

const written = (name: string, breaks: string, write: (key: string) => unknown): Attack =>
  attackOf("leak", "the key is in the key and in secrets only")(`output-${name}`, breaks, {
    outputs: { value: ({ apiKey }) => pulumi.unsecret(apiKey.apply(write)) },
  });
const rot13 = (key: string) =>
  key.replace(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });

const leaks: Attack[] = [
  written("zlib", "an output is the key, compressed by zlib, in hexadecimal", (key) =>
    deflateSync(key).toString("hex"),
  ),
  written("rot13", "an output is the key with each letter moved by 13", rot13),
  written("base64-back", "an output is the key in Base64, read backwards", (key) =>
    Array.from(Buffer.from(key).toString("base64")).reverse().join(""),
  ),
  written("lines", "an output is the key with a letter a line", (key) => Array.from(key).join("\n")),
  written("without-first", "an output is the key without its first letter", (key) => key.slice(1)),
  written("binary", "an output is the key in bits", (key) =>
    [...Buffer.from(key)].map((code) => code.toString(2).padStart(8, "0")).join(""),
  ),
  leak(
    "two-variables",
    "two variables of a function are the halves of the key",
    (b) =>
      new lambda.Function(`${b.name}-function`, {
        region: b.region,
        role: ROLE,
        packageType: "Image",
        imageUri: "image",
        environment: {
          variables: {
            KEY_A: b.apiKey.apply((key) => key.slice(0, 20)),
            KEY_B: b.apiKey.apply((key) => key.slice(20)),
          },
        },
        tags: b.tags,
      }),
  ),
  leak(
    "first-part",
    "a description tells the first 32 letters of the key",
    (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "String",
        value: "x",
        description: b.apiKey.apply((key) => `key ${key.slice(0, 32)}...`),
        tags: b.tags,
      }),
  ),
];

export const more: readonly Attack[] = [...writers, ...opened, ...leaks];
