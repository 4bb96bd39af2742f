import { flag, integer, integerOr, listOf, nonEmpty, oneOf, setting, settings } from "./forms";

/** XDR waits this long for an answer. This cannot be configured (Aerospike's batching page). */
const XDR_TIMEOUT_MS = 10_000;

const belowXdrTimeout = integer(`a whole number of milliseconds below ${XDR_TIMEOUT_MS}, XDR's own timeout`, {
  minimum: 1,
  maximum: XDR_TIMEOUT_MS - 1,
});

const port = integer("a port from 1 to 65535", { minimum: 1, maximum: 65_535 });

const POSITIVE = { minimum: 1 };

/**
 * The connector's own settings, spelled as in the complete example of Aerospike's guide, with its values as defaults.
 * Two differ. `call-timeout`: with the guide's 10000, an answer can come after XDR gave up, and the record is stored
 * twice. `compression`: the template encodes the body as it arrives.
 */
export const connectorSchema = settings({
  dialect: oneOf("guide", "reference").default("guide"),
  regions: oneOf("nearest", "every", "failover").default("nearest"),
  streamname: nonEmpty("the name of one of the streams").optional(),
  service: settings({
    port: listOf(port, {
      list: "a list of ports",
      nonEmpty: "at least one port",
      different: "ports that differ from each other",
    }).default([8901]),
    manage: settings({ port: port.default(8902) }).prefault({}),
  }).prefault({}),
  logging: settings({
    file: nonEmpty("a path").default("/var/log/aerospike-esp-outbound/aerospike-esp-outbound.log"),
  }).prefault({}),
  protocol: oneOf("HTTP_1_1", "HTTP_2").default("HTTP_1_1"),
  compression: setting<"none">(
    "none (the record is stored as it arrives, so a compressed one would stay compressed)",
    (value) => value === "none",
    { const: "none" },
  ).optional(),
  "connection-ttl": integerOr("-1 (never) or a whole number of milliseconds from 1", -1, POSITIVE).default(15_000),
  "call-timeout": belowXdrTimeout.default(8000),
  "connect-timeout": belowXdrTimeout.default(2000),
  "max-connections-per-endpoint": integer("a whole number from 1", POSITIVE).default(10),
  "health-check": settings({
    enabled: flag.default(true),
    "interval-seconds": integer("a whole number of seconds from 1", POSITIVE).default(30),
    "call-timeout": integer("a whole number of milliseconds from 1", POSITIVE).default(5000),
  }).prefault({}),
  format: settings({
    mode: oneOf("json", "flat-json", "message-pack", "avro").optional(),
    "metadata-key": nonEmpty("a name").default("metadata"),
    schema: nonEmpty("an Avro schema").optional(),
    "schema-file": nonEmpty("the path of an Avro schema").optional(),
  }).prefault({}),
});
