import {
  beforeRecord,
  data,
  INTEGRATION,
  on,
  partitionKey,
  props,
  set,
  streamName,
  templates,
  TEXT_DATA,
  textTemplates,
} from "../build/changes";
import { control, fine } from "../build/mine";
import type { Control } from "../harness/attack";

/** Templates that say the same in other words. */
export const request: readonly Control[] = [
  fine("r4-fine-body-in-quotes", "the body is encoded from a text in quotes", {
    changes: { [INTEGRATION]: props(data('$util.base64Encode("$input.body")')) },
  }),
  control(
    "fine-data-in-variable",
    "The encoded body is in a variable first.",
    on(INTEGRATION, (props) => data("$data")(beforeRecord(`#set($data = ${TEXT_DATA})`)(props))),
  ),
  control(
    "fine-body-in-variable",
    "The body is in a variable first.",
    on(INTEGRATION, (props) => data("$util.base64Encode($body)")(beforeRecord("#set($body = $input.body)")(props))),
  ),
  control("fine-formal-references", "References are written formally.", on(INTEGRATION, streamName("${stream}"))),
  control("fine-quiet-references", "References are quiet.", on(INTEGRATION, streamName("$!{stream}"))),
  control(
    "fine-key-of-request-id",
    "The partition key is the request's id.",
    on(INTEGRATION, partitionKey("$context.requestId")),
  ),
  control(
    "fine-data-escaped-quotes",
    "Data is encoded in brackets.",
    on(INTEGRATION, data("${util.base64Encode(${input.body})}")),
  ),
  control(
    "fine-comment-in-template",
    "A comment shows another record.",
    on(
      INTEGRATION,
      templates((text) => `## {"StreamName": "x", "PartitionKey": "1", "Data": "e30="}\n${text}`),
    ),
  ),
  control(
    "fine-block-comment-in-template",
    "A comment shows another record.",
    on(
      INTEGRATION,
      templates((text) => `#* {"StreamName": "x", "PartitionKey": "1"} *#${text}`),
    ),
  ),
  control(
    "fine-fields-in-other-order",
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
    "fine-one-type-more",
    "One more media type has the same template.",
    on(INTEGRATION, (props) => {
      const given = props.requestTemplates as Record<string, string>;
      return { ...props, requestTemplates: { ...given, "text/plain": given["application/json"]! } };
    }),
  ),
  control(
    "fine-refuses-long-bodies",
    "A body that is too long gets a request that Kinesis cannot read.",
    on(
      INTEGRATION,
      textTemplates((text) => `#if($input.body.length() > 9000000)\n{"StreamName": {}}\n#else\n${text}\n#end`),
    ),
  ),
  control("fine-shorter-timeout", "API Gateway gives up earlier.", on(INTEGRATION, { timeoutMilliseconds: 5000 })),
  fine("r2-fine-template-lines", "each field of the record has its line", {
    changes: {
      [INTEGRATION]: props(
        templates((text) =>
          text.replace(
            /\{("StreamName": "\$stream"), ("Partition.*"), ("Data".*)\}$/m,
            (_, ...fields: string[]) => `{\n  ${fields.slice(0, 3).join(",\n  ")}\n}`,
          ),
        ),
      ),
    },
  }),
  fine("r2-fine-extended-id", "the partition key is the request's other id", {
    changes: {
      [INTEGRATION]: props(partitionKey("$context.extendedRequestId")),
    },
  }),
  fine("r3-fine-compressed", "API Gateway unpacks what senders compress", {
    changes: { api: set({ minimumCompressionSize: "1024" }) },
  }),
  fine("r3-fine-types-more", "the API also takes another type of bytes", {
    changes: {
      api: props((given) => ({ ...given, binaryMediaTypes: [...(given.binaryMediaTypes as string[]), "image/png"] })),
    },
  }),
];
