import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";

import type { Attack, Props } from "../harness/attack";
import {
  answer,
  beforeRecord,
  data,
  INTEGRATION,
  mapping,
  replaced,
  TEXT_DATA,
  textTemplates,
} from "../harness/changes";
import { props, set } from "../second-round/support";
import { trustOf } from "../shared";
import { attackOf } from "./support";

const late = attackOf("late", "what is known at the update alone is judged then");
const velocity = attackOf("velocity", "the pack reads a template as API Gateway does");
const plain = attackOf("plain", "the key is no plain text in the state");
const code = attackOf("code", "the code that makes the resources is that which the project names");

/** At the update: a value that the preview does not know. */
const finally_ = (
  name: string,
  breaks: string,
  resource: string,
  change: (given: Props) => Props,
  at: readonly string[] = [],
): Attack => late(name, breaks, { phase: "update", changes: { [resource]: props(change) }, at });

/** A value that comes from a computation of the program, not from its text. */
const known = (value: unknown): pulumi.Output<unknown> => pulumi.output("").apply(() => value);

const request = (name: string, breaks: string, change: Parameters<typeof props>[0]): Attack =>
  velocity(name, breaks, { changes: { [INTEGRATION]: props(change) } });
const failure = (name: string, breaks: string, text: string): Attack =>
  velocity(name, breaks, { changes: { [mapping(400)]: set(answer(text)) } });
const success = (name: string, breaks: string, condition: string): Attack =>
  velocity(name, breaks, {
    changes: {
      [mapping(200)]: set(
        answer(
          `#if(${condition}){"stored": true}#else#set($context.responseOverride.status = 502){"stored": false}#end`,
        ),
      ),
    },
  });

const provider = (name: string, breaks: string, options: pulumi.ResourceOptions): Attack =>
  code(name, breaks, {
    phase: "preview",
    at: ["made"],
    changes: {
      stream: {
        options: (given) => ({
          ...given,
          provider: new Provider(`r4-code-${name}-made`, { region: "ap-south-1" }, options),
        }),
      },
    },
  });

export const lateAndHidden: readonly Attack[] = [
  finally_("pattern", "the pattern of a success is known at the update: every answer", mapping(200), (given) => ({
    ...given,
    selectionPattern: known(".*"),
  })),
  finally_("log-format", "the line of the access log is known at the update: it has the key", "api-stage", (given) => ({
    ...given,
    accessLogSettings: {
      ...(given.accessLogSettings as object),
      format: known('{"requestId":"$context.requestId","key":"$context.identity.apiKey"}'),
    },
  })),
  finally_("trust", "who may be the role is known at the update: everybody", "access-role", (given) => ({
    ...given,
    assumeRolePolicy: known("*").apply((who) => trustOf({ AWS: who })),
  })),
  finally_(
    "types",
    "the binary types are known at the update: all",
    "api",
    (given) => ({
      ...given,
      binaryMediaTypes: known(["*/*"]),
    }),
    [INTEGRATION],
  ),
  finally_("quota", "the quota of the plan is known at the update", "key-plan", (given) => ({
    ...given,
    quotaSettings: known({ limit: 1000, period: "DAY" }),
  })),
  finally_(
    "stages",
    "the stages of the plan are known at the update: none",
    "key-plan",
    (given) => ({
      ...given,
      apiStages: known([]),
    }),
    ["api-stage", "key"],
  ),
  request(
    "unparsed",
    "the record is a text of the template, which Velocity does not read",
    textTemplates(replaced(TEXT_DATA, `#[[${TEXT_DATA}]]#`)),
  ),
  request(
    "escaped-reference",
    "the record is a reference with a backslash, which Velocity prints as it is",
    data(String.raw`\$util.base64Encode($input.body)`),
  ),
  request(
    "put-into-override",
    "a method of a map overrides the name of the call",
    beforeRecord('#set($x = $context.requestOverride.header.put("X-Amz-Target", "Kinesis_20131202.DeleteStream"))'),
  ),
  request(
    "body-by-name",
    "a member of the body stands for the body",
    data("$util.base64Encode($input.path('$.bins'))"),
  ),
  request(
    "body-of-caller",
    "a header stands for the body where there is one",
    data("$util.base64Encode(\"$!input.params('body')$input.body\")"),
  ),
  failure(
    "put-status",
    "a method of a map overrides the status of a failure",
    '#set($x = $context.responseOverride.put("status", 200)){"ok": 1}',
  ),
  failure(
    "status-in-index",
    "an index overrides the status of a failure",
    '#set($context["responseOverride"]["status"] = 200){"ok": 1}',
  ),
  success("number-of-caller", "the caller names the record that is stored", "$input.params('SequenceNumber') != ''"),
  success("number-in-comment", "a comment looks at the record", "$input.body != '' ## SequenceNumber\n"),
  success(
    "number-of-records",
    "an answer of PutRecord has no list of records, and no stored one is acknowledged",
    "$input.path('$.Records[0].SequenceNumber').length() > 0",
  ),
  plain("file", "the connector's file is plain text in the state", {
    phase: "update",
    changes: {
      "connector-version": {
        props: (given) => ({ ...given, secretString: pulumi.unsecret(pulumi.output(given.secretString as string)) }),
        options: (given) => ({ ...given, additionalSecretOutputs: [] }),
      },
    },
  }),
  provider("old-plugin", "an old plugin makes the stream, which does not know the argument region", {
    version: "6.83.0",
  }),
  provider("plugin-elsewhere", "the plugin that makes the stream comes from somebody's server over plain http", {
    pluginDownloadURL: "http://plugins.example.com/aws",
  }),
];
