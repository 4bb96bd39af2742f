import type { Configuration } from "../connector/configuration";
import type { Profile } from "./profiles";

const FORMATS = {
  "flat-json": {
    format: { mode: "flat-json", metadataKey: "metadata", stringifyMapKeys: true },
    contentType: "application/json",
  },
  "message-pack": { format: { mode: "message-pack" }, contentType: "application/x-msgpack" },
} as const satisfies Record<NonNullable<Profile["format"]>, unknown>;

/** As the connector's file is rendered for a stage with this format. */
export function inFormat(mode: Profile["format"], configuration: Configuration): Configuration {
  if (mode === undefined) return configuration;
  const { format, contentType } = FORMATS[mode];
  const destinations = configuration.destinations.map((destination) => ({
    ...destination,
    additionalHeaders: { ...destination.additionalHeaders, "Content-Type": contentType },
  }));
  return { format, destinations };
}
