import { AerospikeIngest } from "../../components";

// Only what differs from the defaults.
const ingest = new AerospikeIngest("orders", {
  service: "orders",
  regions: ["eu-west-1", "eu-central-1"],
  streams: [{ name: "orders-changes", retentionHours: 48 }],
  connector: { callTimeout: 9000 },
  observability: { alarms: { silenceMinutes: 0 } },
  tags: { team: "orders" },
});

/** By region. Other resources take what they need: `endpoints.apply((byRegion) => byRegion["eu-west-1"])`. */
export const endpoints = ingest.pipelines.apply((byRegion) =>
  Object.fromEntries(Object.entries(byRegion).map(([region, { endpoint }]) => [region, endpoint])),
);

/** By region: the file for the connectors there. Secret. */
export const connectorFiles = ingest.connectorConfig;
