import * as kinesis from "@pulumi/aws/kinesis";
import * as kms from "@pulumi/aws/kms";
import * as sns from "@pulumi/aws/sns";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import { answer, mapping } from "../harness/changes";
import { Foreign } from "../mine";
import { ACCOUNT, allow, policyOf, streamArn } from "../shared";
import { attackOf, props, set } from "./support";

const echo = (name: string, breaks: string, template: string): Attack =>
  attackOf("echo", "errors of Kinesis are not echoed")(name, breaks, {
    changes: { [mapping(503)]: set(answer(template)) },
  });

const echoes: Attack[] = [
  echo("encoded", "what Kinesis said goes out in Base64", `{"error": "$util.base64Encode($input.body)"}`),
  echo("part", "the beginning of what Kinesis said goes out", `#set($b = $input.body){"error": "$b.substring(0, 60)"}`),
  echo(
    "url",
    "what Kinesis said goes out as a part of an address",
    `{"more": "https://x/?q=$util.urlEncode($input.json('$'))"}`,
  ),
  echo(
    "loop",
    "each field of what Kinesis said goes out",
    `{#foreach($e in $input.path('$').entrySet())"$e.key": "$e.value"#if($foreach.hasNext),#end#end}`,
  ),
  attackOf("echo", "what AWS says within does not go out")("gateway", "API Gateway's own words on the call go out", {
    changes: {
      "api-default-5xx": set({
        responseTemplates: { "application/json": '{"error": "$context.integrationErrorMessage"}' },
      }),
    },
  }),
  attackOf("echo", "errors of Kinesis are not echoed")("header-of-kinesis", "a header of Kinesis' answer goes out", {
    changes: {
      "api-post-503": set({ responseParameters: { "method.response.header.X-Type": false } }),
      [mapping(503)]: props((given) => ({
        ...given,
        responseParameters: { "method.response.header.X-Type": "integration.response.header.x-amzn-ErrorType" },
      })),
    },
  }),
];

const acknowledged = (text: string) => text.replace(/(http-success-status-codes:\n( +))- 200/, "$1- 200\n$2- 400");
const copy = attackOf("copy", "every copy of the connector's file fits the API");
const copies: Attack[] = [
  copy("parameter", "a copy of the file takes refused records for delivered", {
    add: (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "SecureString",
        value: b.connectorConfig.apply(acknowledged),
        tags: b.tags,
      }),
  }),
  copy("cluster", "a copy of the file in a cluster takes refused records for delivered", {
    add: (b) =>
      new Foreign("kubernetes:core/v1:Secret", `${b.name}-secret`, {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "esp" },
        stringData: { "aerospike-esp-outbound.yml": b.connectorConfig.apply(acknowledged) },
      }),
  }),
  copy("output", "the file in an output takes refused records for delivered", {
    outputs: { file: ({ connectorConfig }) => connectorConfig.apply(acknowledged) },
  }),
  copy("http-output", "the file in an output of JSON sends the key over plain http", {
    outputs: {
      file: ({ connectorConfig }) =>
        connectorConfig.apply((text) => JSON.stringify({ file: text.replace("https://", "http://") })),
    },
  }),
];

const stopped: Attack[] = [
  attackOf("stop", "the writer may write")(
    "own-key",
    "the stream's key is in this stack, and the writer may not use it",
    {
      phase: "update",
      at: ["access-policy", "access-role", "api-post-integration"],
      changes: {
        stream: props((given) => ({
          ...given,
          kmsKeyId: new kms.Key(
            "r2-stop-own-key-made",
            {
              region: "ap-south-1",
              enableKeyRotation: true,
              deletionWindowInDays: 30,
              tags: given.tags as Record<string, string>,
            },
            { protect: true },
          ).arn,
        })),
      },
    },
  ),
  attackOf("stop", "the writer may write")("key-denies", "the policy of the stream's key refuses everybody", {
    phase: "update",
    at: ["made"],
    changes: {
      stream: props((given) => ({
        ...given,
        kmsKeyId: new kms.Key(
          "r2-stop-key-denies-made",
          {
            region: "ap-south-1",
            enableKeyRotation: true,
            deletionWindowInDays: 30,
            policy: policyOf(allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }), {
              Effect: "Deny",
              Principal: "*",
              Action: "kms:GenerateDataKey",
              Resource: "*",
            }),
            tags: given.tags as Record<string, string>,
          },
          { protect: true },
        ).arn,
      })),
    },
  }),
];

const odd: Attack[] = [
  attackOf("odd", "a resource is judged, whatever its name")(
    "name-of-terminal",
    "a name wipes the line of a terminal",
    {
      add: (b) => new sns.Topic(`${b.name}-\u001B[2K\u001B[1A`, { region: b.region, tags: b.tags }),
    },
  ),
  attackOf("odd", "what is too large to be read is found")(
    "file-large",
    "a file that is too long sends over plain http",
    {
      phase: "update",
      changes: {
        "connector-version": props((given) => ({
          ...given,
          secretString: (given.secretString as pulumi.Output<string>).apply(
            (text) => `${`# ${"x".repeat(1000)}\n`.repeat(70)}${text.replace("https://", "http://")}`,
          ),
        })),
      },
    },
  ),
  attackOf("odd", "what is too large to be read is found")("file-bomb", "a file grows when it is read", {
    phase: "update",
    changes: {
      "connector-version": props((given) => ({
        ...given,
        secretString: (given.secretString as pulumi.Output<string>).apply(
          (text) =>
            `${text.replace("https://", "http://")}a: &a [x, x, x, x, x, x, x, x, x]\n${"bcdefgh"
              .split("")
              .map(
                (letter, at) =>
                  `${letter}: &${letter} [${Array.from({ length: 9 }, () => `*${"abcdefg"[at]!}`).join(", ")}]`,
              )
              .join("\n")}\n`,
        ),
      })),
    },
  }),
];

const writers: Attack[] = [
  attackOf("writer", "nothing but the API writes to the stream")(
    "role-of-policy",
    "a role beside the API writes to the stream",
    {
      add: (b) =>
        new kinesis.ResourcePolicy(`${b.name}-policy`, {
          region: b.region,
          resourceArn: streamArn(b),
          policy: policyOf(
            allow(["kinesis:PutRecord", "kinesis:PutRecords"], streamArn(b), {
              Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/importer` },
            }),
          ),
        }),
    },
  ),
];

export const last: readonly Attack[] = [...echoes, ...copies, ...stopped, ...odd, ...writers];
