import type { Control } from "../harness/attack";
import {
  beforeRecord,
  data,
  INTEGRATION,
  partitionKey,
  streamName,
  templates,
  TEXT_DATA,
  textTemplates,
} from "../harness/changes";
import { control, on } from "./change";

/** The same request in other words, and values of the stream and the role. */
export const requests: readonly Control[] = [
  control("role-description", "A role has another description.", on("access-role", { description: "writes records" })),
  control(
    "more-tags",
    "A stream has one tag more.",
    on("stream", (props) => ({
      ...props,
      tags: { ...(props.tags as object), team: "data" },
    })),
  ),
  control("longer-retention", "Records are kept for two weeks.", on("stream", { retentionPeriod: 336 })),
  control("customer-key", "A key of the customer encrypts the stream.", on("stream", { kmsKeyId: "alias/orders" })),

  // The same request in other words.
  control("literal-stream", "The stream is written where it is used.", ({ change }) => {
    change(INTEGRATION, streamName("fine-literal-stream"));
  }),
  control(
    "data-in-variable",
    "The encoded body is in a variable first.",
    on(INTEGRATION, (props) => data("$data")(beforeRecord(`#set($data = ${TEXT_DATA})`)(props))),
  ),
  control(
    "body-in-variable",
    "The body is in a variable first.",
    on(INTEGRATION, (props) => data("$util.base64Encode($body)")(beforeRecord("#set($body = $input.body)")(props))),
  ),
  control("formal-references", "References are written formally.", on(INTEGRATION, streamName("${stream}"))),
  control("quiet-references", "References are quiet.", on(INTEGRATION, streamName("$!{stream}"))),
  control(
    "key-of-request-id",
    "The partition key is the request's id.",
    on(INTEGRATION, partitionKey("$context.requestId")),
  ),
  control(
    "data-escaped-quotes",
    "Data is encoded in brackets.",
    on(INTEGRATION, data("${util.base64Encode(${input.body})}")),
  ),
  control(
    "comment-in-template",
    "A comment shows another record.",
    on(
      INTEGRATION,
      templates((text) => `## {"StreamName": "x", "PartitionKey": "1", "Data": "e30="}\n${text}`),
    ),
  ),
  control(
    "block-comment-in-template",
    "A comment shows another record.",
    on(
      INTEGRATION,
      templates((text) => `#* {"StreamName": "x", "PartitionKey": "1"} *#${text}`),
    ),
  ),
  control(
    "fields-in-other-order",
    "The fields have another order.",
    on(
      INTEGRATION,
      textTemplates((text) =>
        text.replace(
          /\{"StreamName": "\$stream", ("PartitionKey".*), ("Data".*)\}/,
          (_, key: string, body: string) => `{${body}, ${key}, "StreamName": "$stream"}`,
        ),
      ),
    ),
  ),
  control(
    "one-type-more",
    "One more media type has the same template.",
    on(INTEGRATION, (props) => {
      const given = props.requestTemplates as Record<string, string>;
      return { ...props, requestTemplates: { ...given, "text/plain": given["application/json"]! } };
    }),
  ),
  control(
    "refuses-long-bodies",
    "A body that is too long gets a request that Kinesis cannot read.",
    on(
      INTEGRATION,
      textTemplates((text) => `#if($input.body.length() > 9000000)\n{"StreamName": {}}\n#else\n${text}\n#end`),
    ),
  ),
  control("shorter-timeout", "API Gateway gives up earlier.", on(INTEGRATION, { timeoutMilliseconds: 5000 })),
];
