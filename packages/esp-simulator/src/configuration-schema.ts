import { z } from "zod";

import { mapOf } from "./schema-problems";

/**
 * The keys of `aerospike-esp-outbound.yml` that the stand-in models, with the connector's own defaults. A mark says how
 * sure a fact is: [C] read in Aerospike's reference pages, [K] only in its Kinesis guide, [P] seen in samples, [I]
 * inferred, [U] documented nowhere. Each message is the text after "expected" in the report of configuration.ts.
 *
 * A key that is not listed is refused: whether the connector refuses it is [U], and a misspelled key must show here.
 */

const wholeNumber = (minimum: number) => {
  const expected = `a whole number of at least ${minimum}`;
  return z.int(expected).min(minimum, expected);
};
const timeToLive = z
  .int("-1 or a whole number of at least 1")
  .refine((value) => value === -1 || value >= 1, "-1 or a whole number of at least 1");
const text = z.string("a string").min(1, "a string that is not empty");
const flag = z.boolean("true or false");
const section = z.record(z.string(), z.unknown(), "a map");
const url = z.url({ protocol: /^https?$/, error: "an http or https URL" });

/** One name or a list of names: the samples have both [P]. */
const names = z
  .union([text, z.array(text).min(1)], "a destination's name or a list of names")
  .transform((value) => (typeof value === "string" ? [value] : value));

/** Only `healthy-threshold` and `interval-seconds` are in the reference [C]; `call-timeout` [C] and `enabled` [K] in samples. */
const healthCheck = mapOf({
  enabled: flag.default(true),
  "interval-seconds": wholeNumber(1).default(5),
  "call-timeout": wholeNumber(1).optional(),
  "healthy-threshold": wholeNumber(1).default(3),
});

const headers = mapOf({
  // The guide's spelling [K] and that of the only other sample [P].
  "send-digest-headers": flag.optional(),
  "send-digest-header": flag.optional(),
  "additional-headers": z.record(z.string(), z.string("a string"), "a map of strings").default({}),
}).refine(
  (value) => value["send-digest-headers"] === undefined || value["send-digest-header"] === undefined,
  "one of send-digest-headers and send-digest-header",
);

const destination = mapOf({
  urls: z.array(url, "a list of URLs").min(1, "a list of at least one URL"),
  protocol: z.enum(["HTTP_1_1", "HTTP_2"], "HTTP_1_1 or HTTP_2").default("HTTP_2"),
  compression: z.enum(["none", "gzip"], "none or gzip").default("none"),
  "compression-threshold": wholeNumber(0).default(0),
  tls: z.null("nothing (the stand-in trusts the certificate it is handed)").optional(),
  "max-connections-per-endpoint": wholeNumber(1).default(1),
  "max-request-queued-per-endpoint": wholeNumber(0).default(32768),
  "call-timeout": wholeNumber(1).default(1000),
  "connect-timeout": wholeNumber(1).default(300),
  "connection-ttl": timeToLive.default(-1),
  "health-check": healthCheck.optional(),
  headers: headers.optional(),
  "http-success-status-codes": z
    .array(z.int("a status").min(100, "a status").max(599, "a status"), "a list of HTTP status codes")
    .min(1, "a list of at least one HTTP status code")
    .optional(),
  // The default is [U]; this is the value of Aerospike's Helm examples.
  "http2-max-concurrent-streams": wholeNumber(1).default(100),
});

/** `static` with `destination` is the guide's spelling [K], `static-multi-destination` the reference's [C]. */
const routing = z.discriminatedUnion(
  "mode",
  [
    mapOf({ mode: z.literal("static"), destination: names }),
    mapOf({ mode: z.literal("static-multi-destination"), destinations: names }),
  ],
  "a map with mode static or static-multi-destination (without a route every record is skipped, so lost)",
);

/**
 * A namespace can override more than the routing [C], but only the routing is modelled. Without a routing of its own, a
 * set has its namespace's, and a namespace the root's [C].
 * @see https://aerospike.com/docs/connectors/streaming/esp/configure/namespaces
 */
const namespace = mapOf({
  routing: routing.optional(),
  sets: z
    .record(z.string(), mapOf({ routing: routing.optional() }), "a map from the name of a set to its routing")
    .default({}),
});

/** `metadata-key` belongs to `flat-json` [C]; the guide writes it under `json` too, where it is ignored here [U]. */
const format = z.discriminatedUnion(
  "mode",
  [
    mapOf({
      mode: z.literal("json"),
      "metadata-key": text.optional(),
      "stringify-map-keys": flag.default(true),
    }),
    mapOf({ mode: z.literal("flat-json"), "metadata-key": text, "stringify-map-keys": flag.default(true) }),
    // Its maps have keys of every type.
    mapOf({ mode: z.literal("message-pack") }),
    mapOf({
      mode: z.literal("avro"),
      schema: text.optional(),
      "schema-file": text.optional(),
      "stringify-map-keys": flag.default(true),
    }),
  ],
  "a map with mode json, flat-json, message-pack or avro (the connector's default is XDR's binary format)",
);

/**
 * What differs for records that arrive at one port [C]. The reference's list also has `bin-transforms`, which is not
 * modelled. Whether `namespaces` can stand here is [U], so it is refused.
 * @see https://aerospike.com/docs/connectors/streaming/esp/configure/port-based-config
 */
const onPort = mapOf({ routing: routing.optional(), format: format.optional() });

export const fileSchema = mapOf({
  service: section.optional(),
  "port-based-config": z
    .record(z.string().regex(/^[1-9]\d{0,4}$/, "a port"), onPort, "a map from a port to its routing and format")
    .default({}),
  logging: section.optional(),
  destinations: z.record(z.string(), destination, "a map from name to destination"),
  routing,
  namespaces: z.record(z.string(), namespace, "a map from the name of a namespace to its routing").default({}),
  format,
});

/**
 * Only the names of the destinations, the ports and what routes to them, so that routes are checked even if the rest of the
 * file is wrong.
 */
export const routesSchema = z.object({
  destinations: z.record(z.string(), z.unknown()),
  routing: z.unknown(),
  namespaces: z.record(z.string(), z.unknown()).catch({}),
  "port-based-config": z.record(z.string(), z.unknown()).catch({}),
});

/** The names in one `routing`, by the key under which they are. */
export const routingNames = z.union([z.object({ destination: names }), z.object({ destinations: names })]);

/** Where a `routing` can be inside of a namespace, or of a port. */
export const routedPart = z.object({ routing: z.unknown(), sets: z.record(z.string(), z.unknown()).catch({}) });

/** The ports at which the connector listens; 8080 is its default [C]. One port needs no list [C]. */
export const portsSchema = z.object({
  service: z
    .object({ port: z.union([z.array(z.int()), z.int().transform((port) => [port])]).default([8080]) })
    .default({ port: [8080] }),
});

export type ConfigurationFile = z.infer<typeof fileSchema>;
