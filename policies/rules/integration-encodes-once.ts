import { stackRule } from "../pack/rule";
import { isBinaryType } from "../read/api/integration";
import { writesToKinesis } from "../read/api/kinesis-call";
import type { PrintedData, TemplateFinding } from "../read/api/request-template";
import { requestTemplateFindings } from "../read/api/template-findings";
import { show, textAt } from "../read/resource";
import { awsType } from "../read/types";

/** Media types whose bytes are not text: read as UTF-8, every invalid byte becomes U+FFFD. */
const BYTES =
  /^(application\/(octet-stream|avro|x-avro|vnd\.apache\.avro|(x-|vnd\.)?msgpack|x-protobuf|gzip|zip)|(image|audio|video)\/)/;

export const integrationEncodesOnce = stackRule({
  name: "integration-encodes-once",
  description: "A record's data is encoded as Base64 exactly once.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    'For binary media types: list them in the API\'s binaryMediaTypes, set contentHandling to "CONVERT_TO_TEXT" and print ' +
    "$input.body, which is Base64 then. For all others: print $util.base64Encode($input.body).",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [awsType.integration],
  checks: [
    (integration, stack) => {
      if (!writesToKinesis(integration)) return undefined;
      const handling = textAt(integration, "contentHandling");
      return requestTemplateFindings(integration, ({ data }, mediaType) => {
        switch (isBinaryType(mediaType, integration, stack)) {
          case true:
            return binaryFindings(handling, data);
          case false:
            return textFindings(mediaType, handling, data);
          default:
            return [];
        }
      });
    },
  ],
});

function binaryFindings(handling: string | undefined, data: readonly PrintedData[]): readonly TemplateFinding[] {
  if (handling !== "CONVERT_TO_TEXT") {
    return [
      {
        line: undefined,
        message: `is for a binary media type, and contentHandling is ${show(handling)}: it cannot read the bytes, every such record is answered 500.`,
      },
    ];
  }
  return findingsOf(
    data,
    (encodings) => encodings > 0,
    "is for a binary media type, and encodes what is Base64 already: consumers get it encoded twice.",
  );
}

function textFindings(
  mediaType: string,
  handling: string | undefined,
  data: readonly PrintedData[],
): readonly TemplateFinding[] {
  const ofBody = [
    ...findingsOf(
      data,
      (encodings) => encodings === 0,
      "prints the body as Data without encoding it: Kinesis takes Base64 only.",
    ),
    ...findingsOf(data, (encodings) => encodings > 1, "encodes Data more than once: consumers get it encoded twice."),
  ];
  if (ofBody.length > 0) return ofBody;
  if (handling === "CONVERT_TO_BINARY") {
    const message = `gets no body: contentHandling is "CONVERT_TO_BINARY", so API Gateway decodes it, and refuses one that is not Base64.`;
    return [{ line: undefined, message }];
  }
  if (!BYTES.test(mediaType)) return [];
  const message =
    "is for bytes, and its type is not among the API's binaryMediaTypes: API Gateway reads them as text and replaces what is not UTF-8.";
  return [{ line: undefined, message }];
}

function findingsOf(
  data: readonly PrintedData[],
  isBad: (encodings: number) => boolean,
  message: string,
): readonly TemplateFinding[] {
  return data
    .filter(({ encodings }) => encodings !== undefined && isBad(encodings))
    .map(({ line }) => ({ line, message }));
}
