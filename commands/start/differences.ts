import type { Configuration } from "@aerospike-kinesis/esp-simulator";

import type { AskedFor } from "../shared/asked-for";

/** A TLS handshake takes a few milliseconds on this machine, which does the work of both sides, and more when it is busy. */
const LEAST_TIMEOUT_MS = 1000;

/** What `npm start` does not do as the settings say, one line each: to be told before the stage is built. */
export function differences({ format, timeouts }: AskedFor): string[] {
  const short = Object.entries(timeouts).filter(([, ms]) => ms < LEAST_TIMEOUT_MS);
  return [
    ...(format === "avro"
      ? [
          "connector.format.mode is avro: npm start sends no notifications by itself, because it does not read your schema. " +
            "It prints a curl command for a record of yours, and npm run smoke -- --local tests the pipeline.",
        ]
      : []),
    ...short.map(
      ([name, ms]) =>
        `connector.${name} is ${ms} ms: npm start waits ${LEAST_TIMEOUT_MS} ms, because this machine does the work of both sides.`,
    ),
  ];
}

/** A configuration that this machine can keep. */
export const withPatience = (configuration: Configuration): Configuration => ({
  ...configuration,
  destinations: configuration.destinations.map((destination) => ({
    ...destination,
    callTimeoutMs: Math.max(destination.callTimeoutMs, LEAST_TIMEOUT_MS),
    connectTimeoutMs: Math.max(destination.connectTimeoutMs, LEAST_TIMEOUT_MS),
  })),
});
