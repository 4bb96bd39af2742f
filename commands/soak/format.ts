import type { Configuration, ServedFormat } from "@aerospike-kinesis/esp-simulator";
import { isServed, mapDestinations } from "@aerospike-kinesis/esp-simulator";

import type { Profile } from "./profiles";

const FORMATS = {
  "flat-json": {
    format: { mode: "flat-json", metadataKey: "metadata", stringifyMapKeys: true },
    contentType: "application/json",
  },
  "message-pack": { format: { mode: "message-pack" }, contentType: "application/x-msgpack" },
} as const satisfies Record<NonNullable<Profile["format"]>, unknown>;

/**
 * The format that is sent instead of Avro, which the stand-in cannot write. It is binary, too, and takes the same way
 * through the API.
 */
export const IN_PLACE_OF_AVRO = "message-pack";

/**
 * Changes a configuration as if the connector's file had been written for another format.
 * @param mode the format; if absent, the stage's own, or {@link IN_PLACE_OF_AVRO}
 * @param configuration as the connector's file says it
 * @returns a copy with that format and its media type
 */
export function inFormat(
  mode: Profile["format"],
  configuration: Configuration,
): Configuration & { readonly format: ServedFormat } {
  const own = configuration.format;
  if (mode === undefined && isServed(own)) return { ...configuration, format: own };
  const { format, contentType } = FORMATS[mode ?? IN_PLACE_OF_AVRO];
  const changed = mapDestinations(configuration, (destination) => ({
    ...destination,
    additionalHeaders: { ...destination.additionalHeaders, "Content-Type": contentType },
  }));
  const ports = new Map(Array.from(changed.ports, ([port, own]) => [port, { ...own, format }] as const));
  return { ...changed, format, ports };
}
