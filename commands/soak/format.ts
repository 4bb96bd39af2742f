import type { Configuration, ServedFormat } from "@aerospike-kinesis/esp-simulator";
import { isServed } from "@aerospike-kinesis/esp-simulator";

import type { Profile } from "./profiles";

const FORMATS = {
  "flat-json": {
    format: { mode: "flat-json", metadataKey: "metadata", stringifyMapKeys: true },
    contentType: "application/json",
  },
  "message-pack": { format: { mode: "message-pack" }, contentType: "application/x-msgpack" },
} as const satisfies Record<NonNullable<Profile["format"]>, unknown>;

/** What is sent in the place of a format that the stand-in cannot write: bytes, too, and on the same way through the API. */
export const IN_PLACE_OF_AVRO = "message-pack";

/**
 * As the connector's file is rendered for a stage with this format.
 * @param mode absent: the stage's own, or {@link IN_PLACE_OF_AVRO}
 */
export function inFormat(
  mode: Profile["format"],
  configuration: Configuration,
): Configuration & { readonly format: ServedFormat } {
  const own = configuration.format;
  if (mode === undefined && isServed(own)) return { ...configuration, format: own };
  const { format, contentType } = FORMATS[mode ?? IN_PLACE_OF_AVRO];
  const destinations = configuration.destinations.map((destination) => ({
    ...destination,
    additionalHeaders: { ...destination.additionalHeaders, "Content-Type": contentType },
  }));
  return { format, destinations };
}
