import { hostOf } from "../api/api-address";
import { type ConnectorConfig, describePosition } from "./config";
import type { Destination, Written } from "./destination";

/** Formats whose records are text. */
const TEXT_FORMATS: readonly string[] = ["json", "flat-json", "custom"];

/**
 * The formats of a destination's records that are no text.
 * @param config The whole file.
 * @param name The destination's name.
 * @returns What the file says of all records, and of those with a route to the destination.
 */
export function binaryFormatsOf({ format, routes }: ConnectorConfig, name: string | undefined): readonly Written[] {
  const ofSome = routes.filter(({ destinations }) => destinations.some(({ text }) => text === name));
  return [format, ...ofSome.map((route) => route.format)].filter(
    (one) => one !== undefined && !TEXT_FORMATS.includes(one.text),
  ) as readonly Written[];
}

/** Headers of a record that the templates and the methods of a pipeline read. Other functions judge their values. */
const READ: readonly string[] = ["content-type", "streamname", "x-api-key"];

/** Headers that say who sends or what answers it reads, and change nothing for a record. */
const HARMLESS: readonly string[] = ["user-agent", "accept", "accept-language", "accept-charset"];

/**
 * Headers of one connection, and those that say where a message ends. The connector sets them itself.
 * https://www.rfc-editor.org/rfc/rfc9110.html#section-7.6.1 https://www.rfc-editor.org/rfc/rfc9112.html#section-6
 */
const FRAMING: readonly string[] = [
  "connection",
  "content-length",
  "expect",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/**
 * Headers by which servers choose what gets a request, beside `Host`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html
 */
const ROUTING =
  /^(?:x-apigw-api-id|:.*|forwarded|x-forwarded-.*|x-original-.*|x-rewrite-url|x-http-method.*|x-amz-.*)$/;

/**
 * What is wrong with the headers that a destination adds. Only a header that is known to do no harm is accepted.
 * @param destination It, as the file says.
 * @param allowed Names of further headers that somebody has reviewed.
 * @returns The findings.
 */
export function headerFindings(
  { headerNames, headers, urls }: Destination,
  allowed: readonly string[],
): readonly string[] {
  const names = headerNames.map(({ text }) => text.trim().toLowerCase());
  const reviewed = allowed.map((name) => name.toLowerCase());
  const hosts = urls.map(({ text }) => hostOf(text));
  return headerNames.flatMap((header, index) => {
    const name = names[index] ?? "";
    const value = headers.get(name)?.text.toLowerCase() ?? "";
    const isReviewed = reviewed.includes(name) && !isForbidden(name);
    const faults = [
      isReviewed ? undefined : faultOf(name, value, hosts),
      names.indexOf(name) < index ? "has a header for the second time: nobody knows which one counts." : undefined,
    ];
    return faults.flatMap((fault) => (fault === undefined ? [] : [`${describePosition(header)} ${fault}`]));
  });
}

/** Headers that no setting allows. */
const isForbidden = (name: string): boolean =>
  FRAMING.includes(name) || ROUTING.test(name) || ["host", "content-encoding", "aerospike-digest"].includes(name);

function faultOf(name: string, value: string, hosts: readonly string[]): string | undefined {
  if (READ.includes(name) || HARMLESS.includes(name)) return undefined;
  if (name === "content-encoding") {
    return ["", "identity"].includes(value)
      ? undefined
      : "says that records are compressed, and they are not: each one is refused.";
  }
  if (name === "host") {
    return hosts.every((host) => host === value)
      ? undefined
      : "sends another Host than the URL's: records and key can go to another API.";
  }
  if (name === "aerospike-digest") return "gives all records one digest: one shard takes them all.";
  if (FRAMING.includes(name)) {
    return "sends a header of the connection itself: API Gateway can refuse each record, or cut it off.";
  }
  if (ROUTING.test(name)) {
    return "sends a header by which servers choose where a request goes: records and key can go elsewhere.";
  }
  return "sends a header that nobody has reviewed: leave it out, or name it in the setting headers.";
}
