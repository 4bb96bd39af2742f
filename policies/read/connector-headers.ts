import { hostOf } from "./api-address";
import { type ConnectorConfig, describePosition } from "./connector-config";
import type { Destination, Written } from "./connector-destination";

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

/**
 * What is wrong with the headers that a destination has beside its key, its stream and its type: those that the connector, or
 * the call, needs for itself.
 * @param destination It, as the file says.
 * @returns The findings.
 */
export function headerFindings({ headers, headerNames, urls }: Destination): readonly string[] {
  const found: string[] = [];
  const encoding = headers.get("content-encoding");
  if (encoding && !["", "identity"].includes(encoding.text.toLowerCase())) {
    found.push(
      `${describePosition(encoding)} says that records are compressed, and they are not: each one is refused.`,
    );
  }
  const host = headers.get("host");
  if (host && urls.some(({ text }) => hostOf(text) !== host.text.toLowerCase())) {
    found.push(`${describePosition(host)} sends another Host than the URL's: records and key can go to another API.`);
  }
  const digest = headers.get("aerospike-digest");
  if (digest) found.push(`${describePosition(digest)} gives all records one digest: one shard takes them all.`);
  const names = headerNames.map(({ text }) => text.toLowerCase());
  const again = headerNames.filter(({ text }, index) => names.indexOf(text.toLowerCase()) < index);
  return [
    ...found,
    ...again.map((one) => `${describePosition(one)} has a header for the second time: nobody knows which one counts.`),
  ];
}
