import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { type RequestTemplate, templatesOf, writesToKinesis } from "../read/integration";
import { listAt, show, textAt } from "../read/resource";
import { restApiOf } from "../read/rest-api";
import type { PrintedReference } from "../read/template";
import { type } from "../read/types";
import { isLike } from "../read/wildcard";

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
  types: [type.integration],
  checks: [
    (integration, stack) => {
      if (!writesToKinesis(integration)) return undefined;
      const api = restApiOf(stack, integration);
      if (api === undefined) return undefined;
      const binary = listAt(api, "binaryMediaTypes").filter((pattern) => typeof pattern === "string");
      return templatesOf(integration).flatMap(
        (entry) =>
          findingIn(
            entry,
            binary.some((pattern) => isLike(entry.mediaType, pattern)),
            integration,
          ) ?? [],
      );
    },
  ],
});

function findingIn(
  { mediaType, template }: RequestTemplate,
  isBinary: boolean,
  integration: PolicyResource,
): string | undefined {
  const handling = textAt(integration, "contentHandling");
  const data = template.printed.filter(({ field }) => field === "Data");
  return isBinary ? binaryFinding(mediaType, handling, data) : textFinding(mediaType, handling, data);
}

function binaryFinding(
  mediaType: string,
  handling: string | undefined,
  data: readonly PrintedReference[],
): string | undefined {
  if (handling !== "CONVERT_TO_TEXT") {
    return `${mediaType} is a binary media type and contentHandling is ${show(handling)}: the template cannot read its bytes, every such record is answered 500.`;
  }
  if (data.some(({ bodyEncodings }) => bodyEncodings.some((times) => times > 0))) {
    return `the template for ${mediaType}, a binary media type, encodes what is Base64 already: consumers get it encoded twice.`;
  }
  return undefined;
}

function textFinding(
  mediaType: string,
  handling: string | undefined,
  data: readonly PrintedReference[],
): string | undefined {
  if (data.some(({ bodyEncodings }) => bodyEncodings.includes(0))) {
    return `the template for ${mediaType} prints the body as Data without encoding it: Kinesis takes Base64 only.`;
  }
  if (data.some(({ encodings }) => encodings > 1)) {
    return `the template for ${mediaType} encodes Data more than once: consumers get it encoded twice.`;
  }
  if (handling === "CONVERT_TO_BINARY") {
    return `contentHandling is "CONVERT_TO_BINARY": API Gateway decodes the body for ${mediaType}, and refuses one that is not Base64.`;
  }
  if (BYTES.test(mediaType)) {
    return `${mediaType} is not among the API's binaryMediaTypes: API Gateway reads its bytes as text and replaces what is not UTF-8.`;
  }
  return undefined;
}
