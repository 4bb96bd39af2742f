import assert from "node:assert/strict";

import { readConfiguration } from "../src/configuration";
import { ConfigurationError } from "../src/errors";
import { routeOf } from "../src/routing";

/** The guide's complete example. */
const GUIDE = `
service:
  port:
    - 8901
  manage:
    port: 8902
logging:
  file: /var/log/aerospike-esp-outbound/aerospike-esp-outbound.log
destinations:
  aws-kinesis:
    urls:
      - https://abc123xyz.execute-api.ap-south-1.amazonaws.com/prod/kinesis
    protocol: HTTP_1_1
    headers:
      send-digest-headers: true
      additional-headers:
        Content-Type: application/json
        streamname: my_kinesis_stream
        x-api-key: your-api-key-here
    connection-ttl: 15000
    call-timeout: 10000
    connect-timeout: 2000
    max-connections-per-endpoint: 10
    health-check:
      enabled: true
      interval-seconds: 30
      call-timeout: 5000
routing:
  mode: static
  destination:
    - aws-kinesis
format:
  mode: json
  metadata-key: metadata
`;

const MINIMAL = `
destinations:
  a:
    urls: [https://a.example/p]
    tls: null
routing: {mode: static-multi-destination, destinations: [a]}
format: {mode: flat-json, metadata-key: metadata}
`;

function problems(yaml: string): readonly string[] {
  try {
    readConfiguration(yaml);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    return error.problems;
  }
  assert.fail("the configuration was accepted");
}

/** The problems of MINIMAL with something put in, or in the place of something. */
function changed(from: string, to: string): readonly string[] {
  assert.ok(MINIMAL.includes(from));
  return problems(MINIMAL.replace(from, to));
}

/** The problems of MINIMAL's destination with a key more. */
const withKey = (key: string) => changed("    tls", `    ${key}\n    tls`);

describe("readConfiguration", () => {
  it("reads the guide's complete example", () => {
    const { destinations, format } = readConfiguration(GUIDE);
    assert.deepEqual(format, { mode: "json", metadataKey: "metadata", stringifyMapKeys: true });
    const [{ successStatusCodes, ...destination }] = destinations as [(typeof destinations)[0]];
    assert.deepEqual(destination, {
      name: "aws-kinesis",
      urls: ["https://abc123xyz.execute-api.ap-south-1.amazonaws.com/prod/kinesis"],
      protocol: "HTTP_1_1",
      http2MaxConcurrentStreams: 100,
      compression: "none",
      compressionThresholdBytes: 0,
      maxConnectionsPerEndpoint: 10,
      maxRequestQueuedPerEndpoint: 32768,
      callTimeoutMs: 10000,
      connectTimeoutMs: 2000,
      connectionTtlMs: 15000,
      healthCheck: { intervalMs: 30000, callTimeoutMs: 5000, healthyThreshold: 3 },
      sendDigestHeader: true,
      additionalHeaders: {
        "Content-Type": "application/json",
        streamname: "my_kinesis_stream",
        "x-api-key": "your-api-key-here",
      },
    });
    assert.deepEqual(
      [...successStatusCodes].sort(),
      Array.from({ length: 100 }, (_, index) => 200 + index),
    );
  });

  it("reads the reference's spellings, with the connector's defaults for the rest", () => {
    const { destinations, format } = readConfiguration(MINIMAL);
    assert.deepEqual(format, { mode: "flat-json", metadataKey: "metadata", stringifyMapKeys: true });
    const [{ successStatusCodes, ...destination }] = destinations as [(typeof destinations)[0]];
    assert.equal(successStatusCodes.size, 100);
    assert.deepEqual(destination, {
      name: "a",
      urls: ["https://a.example/p"],
      protocol: "HTTP_2",
      http2MaxConcurrentStreams: 100,
      compression: "none",
      compressionThresholdBytes: 0,
      maxConnectionsPerEndpoint: 1,
      maxRequestQueuedPerEndpoint: 32768,
      callTimeoutMs: 1000,
      connectTimeoutMs: 300,
      connectionTtlMs: -1,
      sendDigestHeader: false,
      additionalHeaders: {},
    });
  });

  it("takes send-digest-header in the singular too", () => {
    const yaml = MINIMAL.replace("    tls", "    headers: {send-digest-header: true}\n    tls");
    assert.equal(readConfiguration(yaml).destinations[0]?.sendDigestHeader, true);
  });

  it("checks a destination's health every 5 seconds, with the destination's call-timeout, unless told otherwise", () => {
    const yaml = (check: string) => MINIMAL.replace("    tls", `    health-check: ${check}\n    tls`);
    assert.deepEqual(readConfiguration(yaml("{}")).destinations[0]?.healthCheck, {
      intervalMs: 5000,
      callTimeoutMs: 1000,
      healthyThreshold: 3,
    });
    assert.equal(readConfiguration(yaml("{enabled: false}")).destinations[0]?.healthCheck, undefined);
  });

  it("keeps only the destinations with a route, and takes a name as a list of one", () => {
    const yaml = MINIMAL.replace("  a:", "  unused: {urls: [https://b.example], protocol: HTTP_1_1}\n  a:");
    const routed = yaml.replace("[a]", "a");
    assert.deepEqual(
      readConfiguration(routed).destinations.map(({ name }) => name),
      ["a"],
    );
  });

  it("tells every problem at once", () => {
    assert.deepEqual(
      problems(`
destinations:
  a:
    urls: [https://a.example, ftp://b.example]
    call-timeout: 0
    call-time-out: 5
routing: {mode: static, destination: [b]}
format: {mode: xml}
`),
      [
        'destinations.a.urls[1]: expected an http or https URL, got "ftp://b.example"',
        "destinations.a.call-timeout: expected a whole number of at least 1, got 0",
        "destinations.a.call-time-out: expected one of the keys urls, protocol, compression, compression-threshold, tls, max-connections-per-endpoint, max-request-queued-per-endpoint, call-timeout, connect-timeout, connection-ttl, health-check, headers, http-success-status-codes, http2-max-concurrent-streams, got an unknown key",
        "format.mode: expected a map with mode json, flat-json, message-pack or avro (the connector's default is XDR's binary format), got \"xml\"",
        'routing.destination: expected names of destinations (a), got "b"',
      ],
    );
  });

  for (const [key, expected] of Object.entries({
    "urls: []": "urls: expected a list of at least one URL, got a list",
    "protocol: HTTP_3": 'protocol: expected HTTP_1_1 or HTTP_2, got "HTTP_3"',
    "compression: zstd": 'compression: expected none or gzip, got "zstd"',
    "compression-threshold: -1": "compression-threshold: expected a whole number of at least 0, got -1",
    "tls: {trust-store: x}": "tls: expected nothing (the stand-in trusts the certificate it is handed), got a map",
    "max-connections-per-endpoint: 0": "max-connections-per-endpoint: expected a whole number of at least 1, got 0",
    "max-request-queued-per-endpoint: 1.5":
      "max-request-queued-per-endpoint: expected a whole number of at least 0, got 1.5",
    "connect-timeout: 2s": 'connect-timeout: expected a whole number of at least 1, got "2s"',
    "connection-ttl: 0": "connection-ttl: expected -1 or a whole number of at least 1, got 0",
    "http-success-status-codes: [99]": "http-success-status-codes[0]: expected a status, got 99",
    "http-success-status-codes: []":
      "http-success-status-codes: expected a list of at least one HTTP status code, got a list",
    "http2-max-concurrent-streams: 0": "http2-max-concurrent-streams: expected a whole number of at least 1, got 0",
    "health-check: {healthy-threshold: 0}":
      "health-check.healthy-threshold: expected a whole number of at least 1, got 0",
    "health-check: {interval-seconds: 0}":
      "health-check.interval-seconds: expected a whole number of at least 1, got 0",
    "health-check: {unhealthy-threshold: 1}":
      "health-check.unhealthy-threshold: expected one of the keys enabled, interval-seconds, call-timeout, healthy-threshold, got an unknown key",
    "health-check: {enabled: 1}": "health-check.enabled: expected true or false, got 1",
    "headers: {send-digest-headers: 1}": "headers.send-digest-headers: expected true or false, got 1",
    "headers: {send-digest-headers: true, send-digest-header: true}":
      "headers: expected one of send-digest-headers and send-digest-header, got a map",
  })) {
    it(`refuses ${key}`, () => {
      const own = ["urls: [https://a.example/p]", "tls: null"].find((line) => line.startsWith(key.slice(0, 4)));
      assert.deepEqual(own === undefined ? withKey(key) : changed(own, key), [`destinations.a.${expected}`]);
    });
  }

  for (const [route, expected] of Object.entries({
    "routing: {mode: skip}":
      'routing.mode: expected a map with mode static or static-multi-destination (without a route every record is skipped, so lost), got "skip"',
    "routing: {mode: static, destinations: [a]}":
      "routing.destination: expected a destination's name or a list of names, got nothing",
    "batching: {enabled: true}":
      "routing: expected a map with mode static or static-multi-destination (without a route every record is skipped, so lost), got nothing",
  })) {
    it(`refuses ${route} as the only route`, () => {
      assert.ok(changed("routing: {mode: static-multi-destination, destinations: [a]}", route).includes(expected));
    });
  }

  it("reads the routes of namespaces and sets, in both spellings", () => {
    const { routing, destinations } = readConfiguration(`
destinations: {a: {urls: [https://a.example]}, b: {urls: [https://b.example]}, c: {urls: [https://c.example]}, d: {urls: [https://d.example]}}
routing: {mode: static, destination: [a]}
namespaces:
  shop: {routing: {mode: static-multi-destination, destinations: b}, sets: {cart: {routing: {mode: static, destination: c}}, empty: {}}}
  users: {sets: {vip: {routing: {mode: static, destination: [b, c]}}}}
format: {mode: message-pack}
`);
    const routes: [namespace: string, set: string | undefined, route: string[]][] = [
      ["test", "cart", ["a"]],
      ["shop", undefined, ["b"]],
      ["shop", "empty", ["b"]],
      ["shop", "cart", ["c"]],
      ["users", undefined, ["a"]],
      ["users", "vip", ["b", "c"]],
      ["toString", "constructor", ["a"]],
    ];
    for (const [namespace, set, route] of routes) {
      assert.deepEqual(
        routeOf(routing, { namespace, ...(set !== undefined && { set }) }),
        route,
        `${namespace}.${set}`,
      );
    }
    assert.deepEqual(
      destinations.map(({ name }) => name),
      ["a", "b", "c"],
    );
  });

  it("refuses routes of namespaces and sets that lead nowhere, or that skip records", () => {
    const namespaces = (text: string) => changed("format:", `namespaces: ${text}\nformat:`);
    assert.deepEqual(
      namespaces(
        "{shop: {routing: {mode: static, destination: [b]}, sets: {s: {routing: {mode: static, destination: c}}}}}",
      ),
      [
        'namespaces.shop.routing.destination: expected names of destinations (a), got "b"',
        'namespaces.shop.sets.s.routing.destination: expected names of destinations (a), got "c"',
      ],
    );
    assert.deepEqual(namespaces("{shop: {sets: {s: {routing: {mode: skip}}}}}"), [
      'namespaces.shop.sets.s.routing.mode: expected a map with mode static or static-multi-destination (without a route every record is skipped, so lost), got "skip"',
    ]);
    assert.deepEqual(namespaces("{shop: {rooting: {}}}"), [
      "namespaces.shop.rooting: expected one of the keys routing, sets, got an unknown key",
    ]);
  });

  it("takes message-pack, which has no options, and avro with its schema", () => {
    const minimal = (format: string) => MINIMAL.replace("{mode: flat-json, metadata-key: metadata}", format);
    assert.deepEqual(readConfiguration(minimal("{mode: message-pack}")).format, { mode: "message-pack" });
    for (const schema of ["schema: '{}'", "schema-file: /etc/orders.avsc"]) {
      assert.deepEqual(readConfiguration(minimal(`{mode: avro, ${schema}}`)).format, { mode: "avro" });
    }
    assert.throws(
      () => readConfiguration(minimal("{mode: message-pack, stringify-map-keys: true}")),
      /stringify-map-keys/,
    );
  });

  it("needs the metadata-key of flat-json", () => {
    assert.deepEqual(changed(", metadata-key: metadata", ""), ["format.metadata-key: expected a string, got nothing"]);
  });

  it("refuses header values that YAML 1.1 reads as something else than a string, without showing them", () => {
    assert.deepEqual(withKey("headers: {additional-headers: {a: yes, b: 0123, c: 1e3, d: 31415926, e: ~}}"), [
      "destinations.a.headers.additional-headers.a: expected a string, got a boolean",
      "destinations.a.headers.additional-headers.b: expected a string, got a number",
      "destinations.a.headers.additional-headers.c: expected a string, got a number",
      "destinations.a.headers.additional-headers.d: expected a string, got a number",
      "destinations.a.headers.additional-headers.e: expected a string, got null",
    ]);
  });

  it("names the line of a text that is not YAML, and never shows the text, which holds the key", () => {
    const broken = GUIDE.replace("x-api-key: your-api-key-here", "x-api-key: 'your-api-key-here");
    assert.match(problems(broken)[0] ?? "", /^line \d+: expected YAML, got [A-Z_]+$/);
    for (const bad of [
      "x-api-key: *your-api-key-here",
      "x-api-key: 'your-api-key-here",
      "x-api-key: [your-api-key-here",
    ]) {
      assert.doesNotMatch(problems(GUIDE.replace("x-api-key: your-api-key-here", bad)).join("\n"), /your-api-key/);
    }
    assert.deepEqual(problems("a: 1\na: 2"), ["line 2: expected YAML, got DUPLICATE_KEY"]);
  });

  it("names the file and the number of problems in its message", () => {
    assert.throws(() => readConfiguration(""), {
      message:
        "aerospike-esp-outbound.yml has 1 problem:\n  - expected a map with the keys service, port-based-config, logging, destinations, routing, namespaces, format, got null",
    });
  });
});
