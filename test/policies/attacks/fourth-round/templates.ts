import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import {
  answer,
  data,
  INTEGRATION,
  mapping,
  partitionKey,
  replaced,
  streamName,
  templates,
  textTemplates,
} from "../harness/changes";
import { props, set } from "../second-round/support";
import { foreignArn, pipelineWith } from "../third-round/support";
import { attackOf } from "./support";

const attack = attackOf("template", "each record is stored whole, in its stream, and only then acknowledged");

const request = (name: string, breaks: string, change: Parameters<typeof props>[0]): Attack =>
  attack(name, breaks, { changes: { [INTEGRATION]: props(change) } });

const success = (condition: string) =>
  set(
    answer(
      [
        `#if(${condition})`,
        `{"SequenceNumber": $input.json('$.SequenceNumber')}`,
        "#else",
        "#set($context.responseOverride.status = 502)",
        '{"error": "UnexpectedAnswer"}',
        "#end",
      ].join("\n"),
    ),
  );
const proof = (name: string, breaks: string, condition: string): Attack =>
  attack(name, breaks, { changes: { [mapping(200)]: success(condition) } });

const streams = (name: string, breaks: string, change: (own: string) => (template: string) => string): Attack =>
  attack(name, breaks, {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: `${b.name}-a` }, { name: `${b.name}-b` }],
        changes: { [INTEGRATION]: props(templates(change(b.name))) },
      }),
  });

export const templatesChanged: readonly Attack[] = [
  request(
    "body-decoded",
    "each + of a record is stored as a blank",
    data("$util.base64Encode($util.urlDecode($input.body))"),
  ),
  request(
    "body-as-map",
    "a record is stored as Java prints a map",
    data("$util.base64Encode($util.parseJson($input.body))"),
  ),
  request(
    "body-escaped",
    "a record is stored with escapes",
    data("$util.base64Encode($util.escapeJavaScript($input.body))"),
  ),
  request("body-lower", "a record is stored in small letters", data("$util.base64Encode($input.body.toLowerCase())")),
  request(
    "body-trimmed",
    "a record is stored without blanks at its ends",
    data("$util.base64Encode($input.body.trim())"),
  ),
  request("body-of-other-type", "a record of a binary type is read as text", (given) => ({
    ...given,
    requestTemplates: {
      ...(given.requestTemplates as object),
      "image/png": (given.requestTemplates as Record<string, string>)["application/json"]!,
    },
  })),
  request("key-first-letter", "the partition key is the digest's first letter", partitionKey("$key.substring(0, 1)")),
  request("key-of-length", "the partition key is how long the key is", partitionKey("$key.length()")),
  request(
    "key-of-day",
    "all records of a day have one partition key",
    partitionKey("$context.requestTime.substring(0, 11)"),
  ),
  request(
    "stream-with-blank",
    "the stream's name has a blank behind it, and Kinesis refuses all records",
    streamName("$stream "),
  ),
  request(
    "quoted-twice",
    "the data is a JSON text in a JSON text",
    textTemplates(replaced('"Data": "$util', '"Data": "\\"$util')),
  ),
  proof(
    "proven-by-null",
    "in Velocity nothing differs from an empty text, so every 2xx is a success",
    "$input.path('$.SequenceNumber') != ''",
  ),
  proof("proven-by-json", "what a missing field is as JSON is never nothing", "$input.json('$.SequenceNumber')"),
  proof(
    "proven-by-size",
    "what a missing field is as JSON has a length",
    "$input.json('$.SequenceNumber').length() > 0",
  ),
  proof(
    "proven-by-body",
    "an error that speaks of a SequenceNumber is a success",
    "$input.body.contains('SequenceNumber')",
  ),
  proof(
    "proven-by-or",
    "an answer that names a shard or a record is a success",
    "$input.path('$.ShardId').length() > 0 || $input.path('$.SequenceNumber').length() > 0",
  ),
  streams("by-content", "what a record holds says into which stream it goes", (own) =>
    replaced(
      '#set($stream = "")\n',
      `#set($stream = "")\n#if($input.body.contains('urgent'))#set($requested = '${own}-b')#end\n`,
    ),
  ),
  streams(
    "second-for-bytes",
    "by the type of a record it goes to the other stream",
    (own) => (text) =>
      text.includes("$util.base64Encode") ? text : text.replace('"StreamName": "$stream"', `"StreamName": "${own}-b"`),
  ),
  attack("arn-of-own-account-far", "the template names a stream of another region, which is not this pipeline's", {
    phase: "preview",
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, existing: [foreignArn(b.name)] }],
        changes: {
          [INTEGRATION]: props(
            templates((text) =>
              text.replace(foreignArn(b.name), foreignArn(b.name).replace("kinesis", "kinesisvideo")),
            ),
          ),
        },
      }),
  }),
  attack("late-timeout", "how long API Gateway waits is known at the update: longer than the connector", {
    phase: "update",
    changes: {
      [INTEGRATION]: props((given) => ({
        ...given,
        timeoutMilliseconds: pulumi.output(given.credentials as string).apply(() => 29_000),
      })),
    },
  }),
  attack("late-capacity", "the capacity is known at the update: provisioned", {
    phase: "update",
    changes: {
      stream: props((given) => ({
        ...given,
        streamModeDetails: { streamMode: pulumi.output("PROVISIONED") },
        shardCount: pulumi.output(1),
      })),
    },
  }),
];
