import { type Configuration, mapDestinations } from "@aerospike-kinesis/esp-simulator";

import type { RegionSettings, Settings } from "../../config/settings";

/**
 * On this machine, which does the work of both sides, a TLS handshake takes a few milliseconds, and more if the machine
 * is busy.
 */
const LEAST_TIMEOUT_MS = 1000;

/**
 * Says where `npm start` does not do what the settings say. A person reads it before the stage is built.
 * @param settings the settings of each region
 * @returns one line each; regions with the same difference have one line together
 */
export const differences = ({ regions }: Pick<Settings, "regions">): string[] => [
  ...(regions[0]?.connector.regions === "failover"
    ? [
        "connector.regions is failover: npm start sends each notification through every region. A connector sends it to " +
          "one of them.",
      ]
    : []),
  ...new Set(regions.flatMap(differencesIn)),
];

function differencesIn({ connector }: RegionSettings): string[] {
  const names = ["call-timeout", "connect-timeout"] as const;
  const short = names.filter((name) => connector[name] < LEAST_TIMEOUT_MS);
  return [
    ...(connector.format.mode === "avro"
      ? [
          "connector.format.mode is avro: npm start sends no notifications by itself, because it does not read your schema. " +
            "It prints a curl command for a record of yours, and npm run smoke -- --local tests the pipeline.",
        ]
      : []),
    ...short.map(
      (name) =>
        `connector.${name} is ${connector[name]} ms: npm start waits ${LEAST_TIMEOUT_MS} ms, because this machine does the work of both sides.`,
    ),
  ];
}

/**
 * A configuration with timeouts that this machine can meet.
 * @param configuration as the connector's file says it
 * @returns a copy with timeouts of at least one second
 */
export const withPatience = (configuration: Configuration): Configuration =>
  mapDestinations(configuration, (destination) => ({
    ...destination,
    callTimeoutMs: Math.max(destination.callTimeoutMs, LEAST_TIMEOUT_MS),
    connectTimeoutMs: Math.max(destination.connectTimeoutMs, LEAST_TIMEOUT_MS),
  }));
