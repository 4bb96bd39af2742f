import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";

import {
  ASSUMED,
  type ChangeNotification,
  CONNECTOR_ASSUMPTIONS,
  type ConnectorAssumptions,
  digestOf,
  readConfiguration,
  startConnector,
  startXdr,
} from "@aerospike-kinesis/esp-simulator";
import { startLocalAws } from "@aerospike-kinesis/local-aws";
import { makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { openRecorder } from "../../../../commands/start/record/recorder";
import { createVirtualTime } from "../../../support/virtual-time";

const KEY = "not-a-key-but-long-enough-for-one";
const SECONDS = 24;
/** That of the file, and the other one of the stand-in. No other timer of the stand-in is as long. */
const CHECK_INTERVALS = [6000, 3000];

const yamlOf = (url: string): string => `
destinations:
  aws-kinesis:
    urls: ["${url}"]
    protocol: HTTP_1_1
    headers:
      send-digest-headers: true
      additional-headers: { Content-Type: application/json, streamname: orders, x-api-key: ${KEY} }
    connection-ttl: 6000
    call-timeout: 240000
    connect-timeout: 240000
    max-connections-per-endpoint: 2
    health-check: { interval-seconds: 6, call-timeout: 240000, healthy-threshold: 1 }
routing: { mode: static, destination: aws-kinesis }
format: { mode: json, metadata-key: metadata }
`;

/** Runs a connector for some seconds against an endpoint that fails now and then. Gives the record and the output. */
async function recordOf(assumptions: Partial<ConnectorAssumptions>, file: string) {
  const { scheduler, track, pass } = createVirtualTime();
  const recorder = await openRecorder({ file, now: scheduler.now, patienceMs: 6000 });
  const posts = { number: 0 };
  const checks = { number: 0 };
  const aws = await startLocalAws({
    store: "memory",
    gatewayHooks: {
      ...recorder.hooks,
      beforeRouting: async (request) => {
        await recorder.hooks.beforeRouting(request);
        const body = await buffer(request);
        recorder.hooks.onBody(request, body);
        const status = (code: number) => ({ status: code, headers: {}, body: Buffer.alloc(0) });
        // The first check fails, and the next one passes.
        if (body.length === 0) return status(++checks.number === 1 ? 503 : 200);
        posts.number += 1;
        if (posts.number === 3) return status(429);
        if (posts.number === 6) return status(502);
        return posts.number === 9 ? "reset" : status(200);
      },
    },
  });
  const configuration = readConfiguration(yamlOf(`${aws.origin}/stage/kinesis`));
  const checked = new EventEmitter();
  const connector = startConnector({
    configuration,
    ca: aws.ca,
    assumptions,
    onEvent: () => checked.emit("check"),
    scheduler: {
      ...scheduler,
      after: (milliseconds, run) =>
        scheduler.after(milliseconds, () => {
          if (CHECK_INTERVALS.includes(milliseconds)) void track(once(checked, "check"));
          run();
        }),
    },
  });
  const shipper = { ship: (notification: ChangeNotification) => track(connector.ship(notification)) };
  const xdr = startXdr({ connectors: [shipper], scheduler });
  try {
    recorder.begin([configuration]);
    for (let second = 0; second < SECONDS; second += 1) {
      const identity = { namespace: "test", set: "demo", digest: digestOf("demo", `key-${second}`), lut: second };
      await xdr.write(
        second % 4 === 1
          ? { ...identity, op: "delete", durable: false }
          : { ...identity, op: "write", gen: 1, exp: 0, bins: new Map([["secret", "in-the-body"]]) },
      );
      await pass(1000);
    }
  } finally {
    xdr.stop();
    connector.stop();
  }
  const lines = await recorder.end();
  await aws.stop();
  return { lines, file };
}

const OTHERS = Object.entries(CONNECTOR_ASSUMPTIONS).flatMap(([name, { values }]) => {
  const assumed = ASSUMED[name as keyof ConnectorAssumptions];
  return Object.keys(values).flatMap((value) => (value === assumed ? [] : [{ name, value, assumed }]));
});

describe("npm start --record, with a connector that", function () {
  this.timeout(60_000);
  let directory: string;

  before(async () => {
    directory = await makeTemporaryDirectory();
  });
  after(() => rm(directory, { recursive: true, force: true }));

  const run = (name: string, assumptions: Partial<ConnectorAssumptions>) =>
    recordOf(assumptions, join(directory, `${name}.ndjson`));

  it("does what is assumed: all of it is seen, and nothing differs", async () => {
    const { lines } = await run("as-assumed", {});
    const names = Object.keys(CONNECTOR_ASSUMPTIONS);
    assert.ok(
      lines.includes(`The connector: 0 differences, ${names.length} as assumed, 0 not seen.`),
      lines.join("\n"),
    );
  });

  for (const { name, value, assumed } of OTHERS) {
    it(`has ${name}: ${value}`, async () => {
      const { lines } = await run(`${name}-${value}`, { [name]: value });
      const differences = lines.filter((line) => {
        const [, connector, expected] = /connector: (.*); assumed: (.*)$/.exec(line) ?? [];
        return connector !== expected;
      });
      assert.deepEqual(differences, [`  ${name}: connector: ${value}; assumed: ${assumed}`], lines.join("\n"));
    });
  }

  it("sends a key and bodies: neither is in the file, which only its owner can read", async () => {
    const { file } = await run("secrets", { "health-check-headers": "configured" });
    const text = await readFile(file, "utf8");
    assert.match(text, /"headerNames":\[.*"x-api-key"/);
    assert.ok(!text.includes(KEY), "the key");
    assert.ok(!text.includes("in-the-body"), "a body");
    assert.ok(!text.includes(digestOf("demo", "key-0").toString("base64")), "a digest");
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const entries = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { kind: string; assumptions?: object });
    assert.deepEqual([...new Set(entries.map(({ kind }) => kind))].sort(), ["comparison", "connection", "request"]);
    assert.deepEqual(entries.at(-1)?.assumptions, { ...ASSUMED, "health-check-headers": "configured" });
  });
});
