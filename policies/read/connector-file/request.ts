import type { PolicyResource } from "@pulumi/policy";

import type { Endpoint } from "../api/api-address";
import { isBinaryType } from "../api/integration";
import { orMay, writesToKinesis } from "../api/kinesis-call";
import { readRequestTemplate } from "../api/request-template";
import { partsOfSameMethod } from "../api/rest-api";
import { textAt, textsOf } from "../resource";
import type { Stack } from "../stack";
import { awsType } from "../types";
import { type ConnectorConfig, describePosition } from "./config";
import type { Destination } from "./destination";
import { binaryFormatsOf } from "./headers";

/**
 * What is wrong with the requests that a destination sends: their stream, their type, their encoding.
 * @param destination It, as the file says.
 * @param endpoint Where it sends.
 * @param config The whole file.
 * @param stack The stack of the API.
 * @returns The findings.
 * @throws where the API is not known yet
 */
export function requestFindings(
  destination: Destination,
  { methods }: Endpoint,
  config: ConnectorConfig,
  stack: Stack,
): readonly string[] {
  const integrations = methods
    .flatMap((method) => partsOfSameMethod(stack, awsType.integration, method))
    .filter(orMay(writesToKinesis));
  return [
    ...compressionFindings(destination),
    ...formatFindings(destination, config),
    ...signatureFindings(destination, methods),
    ...trustFindings(destination),
    ...integrations.flatMap((integration) => [
      ...streamFindings(destination, integration),
      ...typeFindings(destination, integration, config, stack),
      ...digestFindings(destination, integration, config, stack),
    ]),
  ];
}

function compressionFindings({ compression }: Destination): readonly string[] {
  if (compression === undefined || ["", "none"].includes(compression.text)) return [];
  return [`${describePosition(compression)} compresses records: consumers would read what nobody unpacked.`];
}

/** An API of AWS has a certificate that everybody trusts. */
const trustFindings = ({ trustStore }: Destination): readonly string[] =>
  trustStore
    ? [
        `${describePosition(trustStore)} trusts other authorities than the public ones: they could read records and key.`,
      ]
    : [];

/** What the API asks of a caller and a connector cannot give. */
const signatureFindings = (destination: Destination, methods: readonly PolicyResource[]): readonly string[] =>
  methods.some((method) => SIGNED.includes(textAt(method, "authorization")?.toUpperCase() ?? ""))
    ? [`${describePosition(destination)} leads to a method that asks for a signature or a token: no connector has one.`]
    : [];

const SIGNED: readonly string[] = ["AWS_IAM", "COGNITO_USER_POOLS"];

/** A template that looks at the header takes the streams that it names, and no other. */
function streamFindings({ headers }: Destination, integration: PolicyResource): readonly string[] {
  const sent = headers.get("streamname");
  const sources = textsOf(integration, "requestTemplates").map(([, source]) => source);
  if (sent === undefined || sent.text === "" || !sources.some((source) => /streamname['"]/i.test(source))) return [];
  const read = sources.map(readRequestTemplate);
  if (read.some(({ openStreams, findings }) => openStreams.length > 0 || findings.length > 0)) return [];
  const isTaken = read.some(({ streams }) => streams.some(({ name }) => name.split(":stream/").at(-1) === sent.text));
  return isTaken
    ? []
    : [`${describePosition(sent)} names a stream that no template takes: Kinesis refuses every record.`];
}

/** Without a format, the connector sends what only another XDR reads. */
const formatFindings = (destination: Destination, { format, routes }: ConnectorConfig): readonly string[] =>
  format === undefined && routes.every((route) => route.format === undefined)
    ? [
        `${describePosition(destination)} is sent XDR's own form, because the file names no format: no consumer reads it.`,
      ]
    : [];

/** The template looks for the digest in the headers, and then in JSON. */
function digestFindings(
  { digestOff, headers, name }: Destination,
  integration: PolicyResource,
  config: ConnectorConfig,
  stack: Stack,
): readonly string[] {
  if (!digestOff) return [];
  const mediaType = mediaTypeIn(headers);
  const isBinary = mediaType !== undefined && isBinaryType(mediaType, integration, stack) === true;
  if (!isBinary && binaryFormatsOf(config, name).length === 0) return [];
  return [
    `${describePosition(digestOff)} leaves the digest out, and bytes have none to read: changes lose their order.`,
  ];
}

const mediaTypeIn = (headers: Destination["headers"]): string | undefined =>
  headers.get("content-type")?.text.split(";")[0]?.trim().toLowerCase();

function typeFindings(
  { headers, name }: Destination,
  integration: PolicyResource,
  config: ConnectorConfig,
  stack: Stack,
): readonly string[] {
  const sent = headers.get("content-type");
  const templates = textsOf(integration, "requestTemplates").map(([mediaType]) => mediaType.toLowerCase());
  const mediaType = mediaTypeIn(headers);
  if (sent === undefined || mediaType === undefined || mediaType === "" || templates.length === 0) return [];
  if (!templates.includes(mediaType)) {
    return [`${describePosition(sent)} sends a Content-Type without a template: API Gateway refuses every record.`];
  }
  if (isBinaryType(mediaType, integration, stack) !== false) return [];
  return binaryFormatsOf(config, name).map(
    (format) => `${describePosition(format)} sends bytes, and the Content-Type is one of text: other bytes are stored.`,
  );
}
