import assert from "node:assert/strict";

import { certificateFor } from "@aerospike-kinesis/test-support";

import { readConfiguration } from "../src/configuration";
import { ConfigurationError } from "../src/errors";
import { digestOf, type Write } from "../src/notification";
import { startXdr } from "../src/xdr";
import { connectorsOfTests } from "./support/connectors";

const record = (key: string): Write => ({
  op: "write",
  namespace: "test",
  set: "demo",
  digest: digestOf("demo", key),
  gen: 1,
  lut: 2,
  exp: 0,
  bins: new Map(),
});

const file = (a: string, b: string, ports = "8901: {routing: {mode: static, destination: [a]}}") => `
service: {port: [8901, 8903]}
destinations:
  a: {urls: ["${a}"], protocol: HTTP_1_1}
  b: {urls: ["${b}"], protocol: HTTP_1_1}
routing: {mode: static-multi-destination, destinations: [a, b]}
port-based-config:
  ${ports}
  8903: {routing: {mode: static-multi-destination, destinations: b}, format: {mode: message-pack}}
format: {mode: flat-json, metadata-key: metadata}
`;

const problemsOf = (text: string): readonly string[] => {
  try {
    readConfiguration(text);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error));
    return error.problems;
  }
  return [];
};

describe("port-based-config", () => {
  const { serve, connect } = connectorsOfTests();

  it("gives a port its own routing and format; where it has none, the root's hold", () => {
    const { destinations, ports, format } = readConfiguration(
      file("https://a.example", "https://b.example", "8901: {routing: {mode: static, destination: a}}"),
    );
    const namesOf = (list: typeof destinations = []) => list.map(({ name }) => name);
    assert.deepEqual([namesOf(destinations), format.mode], [["a", "b"], "flat-json"]);
    assert.deepEqual([namesOf(ports.get(8901)?.destinations), ports.get(8901)?.format.mode], [["a"], "flat-json"]);
    assert.deepEqual([namesOf(ports.get(8903)?.destinations), ports.get(8903)?.format.mode], [["b"], "message-pack"]);
  });

  it("is refused for a port at which nobody listens, a destination that is not there, and an unknown key", () => {
    assert.deepEqual(problemsOf(file("https://a.example", "https://b.example", "9000: {routng: {}}")), [
      "port-based-config.9000.routng: expected one of the keys routing, format, got an unknown key",
      "port-based-config.9000: expected a port of service.port (8901, 8903), got 9000",
    ]);
    assert.deepEqual(
      problemsOf(file("https://a.example", "https://b.example", "8901: {routing: {mode: static, destination: [c]}}")),
      ['port-based-config.8901.routing.destination: expected names of destinations (a, b), got "c"'],
    );
    assert.deepEqual(problemsOf(file("https://a.example", "https://b.example", "none: {}")), [
      "port-based-config.none: expected a map from a port to its routing and format, got a map",
      "port-based-config.none: expected a port of service.port (8901, 8903), got none",
    ]);
  });

  it("keeps a dc whose destination is dead from stalling or repeating another dc's records", async () => {
    const certificate = await certificateFor({ ip: "127.0.0.1" });
    const dead = await serve(({ response }) => response.writeHead(503).end(), certificate);
    const alive = await serve(undefined, certificate);
    const connector = connect(file(dead.origin, alive.origin), { ca: alive.ca });
    const [toDead, toAlive] = [8901, 8903].map((port) => startXdr({ connectors: [connector.onPort(port)] }));
    const records = Array.from({ length: 20 }, (_, index) => record(String(index)));
    try {
      for (const one of records) await Promise.all([toDead?.write(one), toAlive?.write(one)]);
      await toAlive?.waitUntilSettled();
      assert.equal(alive.received.length, 20);
      assert.equal(toAlive?.statistics().acknowledged, 20);
      assert.equal(toDead?.statistics().acknowledged, 0);
    } finally {
      toDead?.stop();
      toAlive?.stop();
    }
  });

  it("is what one route to both destinations is not: there the dead one stalls the healthy one, and repeats its records", async () => {
    const certificate = await certificateFor({ ip: "127.0.0.1" });
    const dead = await serve(({ response }) => response.writeHead(503).end(), certificate);
    const alive = await serve(undefined, certificate);
    const connector = connect(file(dead.origin, alive.origin), { ca: alive.ca });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      assert.equal((await connector.ship(record("one"))).acknowledged, false);
    }
    assert.equal(alive.received.length, 3);
  });

  it("tells which of several URLs answered", async () => {
    const certificate = await certificateFor({ ip: "127.0.0.1" });
    const [one, other] = [await serve(undefined, certificate), await serve(undefined, certificate)];
    const connector = connect(
      `
destinations: {a: {urls: ["${one.origin}/x", "${other.origin}/x"], protocol: HTTP_1_1}}
routing: {mode: static, destination: [a]}
format: {mode: message-pack}
`,
      { ca: one.ca },
    );
    const urls = [await connector.ship(record("1")), await connector.ship(record("2"))].map(({ url }) => url);
    assert.deepEqual(urls, [`${one.origin}/x`, `${other.origin}/x`]);
  });
});
