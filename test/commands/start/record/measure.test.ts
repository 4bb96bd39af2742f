import assert from "node:assert/strict";
import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { listenAddress, listenWarning } from "../../../../commands/start/listen-address";
import { bodyForm } from "../../../../commands/start/record/body-form";
import { measureConnector } from "../../../../commands/start/record/compare";
import { digestHeader, findDigest } from "../../../../commands/start/record/digest-header";
import type { RequestEntry } from "../../../../commands/start/record/entry";
import type { Observed } from "../../../../commands/start/record/observed";
import { openRecorder } from "../../../../commands/start/record/recorder";

const request = (at: number, changed: Partial<RequestEntry>): RequestEntry => ({
  kind: "request",
  at,
  answeredAt: at,
  connection: 1,
  httpVersion: "1.1",
  method: "POST",
  path: "/",
  headerNames: [],
  contentTypes: [],
  hasBody: true,
  record: 1,
  answer: 200,
  ...changed,
});

function measured(records: readonly RequestEntry[], changed: Partial<Observed> = {}) {
  return measureConnector({
    records,
    checks: [],
    connections: [],
    handshakesFailed: 0,
    endedAt: 100_000,
    configuredHeaders: [],
    configuredContentType: undefined,
    hasStrayMetadataKey: false,
    paths: [],
    checkIntervalMs: undefined,
    connectionTtlMs: -1,
    patienceMs: 1000,
    ...changed,
  });
}

describe("the measures of npm start --record", () => {
  it("takes a newer change of a record for no retry, and a body that was not read for one", () => {
    const failed = request(0, { answer: 502, change: 1 });
    assert.equal(measured([failed, request(50, { change: 2 })])["after-5xx"], undefined);
    assert.equal(measured([failed, request(50, { change: 1 })])["after-5xx"], "again");
    const refused = request(0, { answer: 403 });
    assert.equal(measured([refused, request(50, { change: 1 })])["after-4xx"], "again");
  });

  it("calls a record abandoned only after its time", () => {
    const failed = request(0, { answer: 502 });
    assert.equal(measured([failed], { endedAt: 999 })["after-5xx"], undefined);
    assert.equal(measured([failed], { endedAt: 1000 })["after-5xx"], "abandoned");
  });

  it("says nothing of an encoding that could be either", () => {
    const ambiguous = request(0, { digest: { name: "aerospike-digest", encoding: "ambiguous" } });
    assert.equal(measured([ambiguous])["digest-encoding"], undefined);
    const plus = request(1, { digest: { name: "aerospike-digest", encoding: "base64" } });
    assert.equal(measured([ambiguous, plus])["digest-encoding"], "base64");
  });

  it("measures nothing where nothing came", () => {
    assert.deepEqual(measured([]), {});
  });
});

describe("digestHeader", () => {
  const noted = (name: string, value: string) => digestHeader(findDigest([[name, value]], new Set())!);
  const bytes = Buffer.alloc(20, 0xfb);

  it("finds a digest under another name by its form, and tells its encoding", () => {
    for (const encoding of ["base64", "base64url", "hex"] as const) {
      assert.deepEqual(noted("x-record", bytes.toString(encoding)), { name: "x-record", encoding });
    }
    assert.deepEqual(noted("d", "A".repeat(27) + "="), { name: "d", encoding: "ambiguous" });
  });

  it("takes no key and no header of the file for a digest", () => {
    const hex = bytes.toString("hex");
    assert.equal(findDigest([["X-Api-Key", hex]], new Set()), undefined);
    assert.equal(findDigest([["Streamname", hex]], new Set(["streamname"])), undefined);
    assert.equal(findDigest([["user-agent", "Java/17"]], new Set()), undefined);
  });
});

describe("bodyForm", () => {
  it("tells the forms apart, and takes bytes that are no JSON for none", () => {
    const of = (value: unknown) => bodyForm(Buffer.from(JSON.stringify(value)));
    assert.deepEqual(of({ msg: "write", key: ["test"] }), { form: "json", operation: "write" });
    assert.deepEqual(of({ any: { digest: "", msg: "delete" } }), { form: "flat-json", operation: "delete" });
    assert.deepEqual(of([1]), { form: "array" });
    assert.deepEqual(of({}), { form: "other" });
    assert.equal(bodyForm(Buffer.from([0xff])), undefined);
  });
});

describe("openRecorder", () => {
  it("refuses a file that exists, and one that cannot be written", async () => {
    await inTemporaryDirectory(async (directory) => {
      const file = join(directory, "there");
      await writeFile(file, "mine");
      await assert.rejects(openRecorder({ file }), {
        message: `--record: expected a file that does not exist yet, got ${file}.`,
      });
      assert.equal((await stat(file)).size, 4);
      await assert.rejects(openRecorder({ file: join(directory, "no", "such") }), {
        message: /^--record: expected a file that can be written, got ENOENT/,
      });
    });
  });

  it("says that nothing came", async () => {
    await inTemporaryDirectory(async (directory) => {
      const recorder = await openRecorder({ file: join(directory, "record") });
      recorder.begin([]);
      const lines = await recorder.end();
      assert.ok(lines.includes("Nothing came. Did the connector start, and does it reach the endpoint?"));
    });
  });
});

describe("--listen", () => {
  it("takes an address of this machine, and names them all otherwise", () => {
    assert.equal(listenAddress("10.0.0.7", ["127.0.0.1", "10.0.0.7"]), "10.0.0.7");
    for (const wrong of ["0.0.0.0", "10.0.0.8", "host.example", ""]) {
      assert.throws(() => listenAddress(wrong, ["127.0.0.1", "10.0.0.7"]), {
        name: "UsageError",
        message: new RegExp(
          `^--listen: expected an IP address .*\\(127\\.0\\.0\\.1, 10\\.0\\.0\\.7\\).*, got "${wrong}"\\.$`,
        ),
      });
    }
  });

  it("warns of what others can reach, and of nothing else", () => {
    assert.deepEqual(listenWarning("127.0.0.1"), []);
    assert.deepEqual(listenWarning("::1"), []);
    assert.match(listenWarning("10.0.0.7").join(), /^WARNING: --listen 10\.0\.0\.7: /);
  });
});
