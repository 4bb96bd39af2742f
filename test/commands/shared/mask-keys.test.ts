import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { readConfiguration } from "@aerospike-kinesis/esp-simulator";
import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { keyMask } from "../../../commands/shared/mask-keys";
import { openRecorder, type Recorder } from "../../../commands/start/record/recorder";

const KEYS = ["not-a-key-but-long-enough", "elephant?key+of/the.stage"];

const configurationOf = (key: string) =>
  readConfiguration(`
destinations:
  aws-kinesis:
    urls: ["https://localhost/dev/kinesis"]
    headers: { additional-headers: { streamname: orders, x-api-key: "${key}" } }
routing: { mode: static, destination: aws-kinesis }
format: { mode: json }
`);

describe("a record of a connector", () => {
  it("never holds a key of the stage, wherever the connector puts it", () =>
    inTemporaryDirectory(async (directory) => {
      const file = join(directory, "record");
      const recorder = await openRecorder({ file });
      recorder.begin(KEYS.map(configurationOf));
      for (const key of KEYS) {
        const escaped = Buffer.from(key).toString("hex").replaceAll(/../g, "%$&");
        for (const place of [key, key.toUpperCase(), encodeURIComponent(key), escaped, encodeURIComponent(escaped)]) {
          const request = Object.assign(new EventEmitter(), {
            method: `X${place}`,
            url: `/dev/${place}/kinesis?key=${place}`,
            httpVersion: "1.1",
            headers: { "content-length": "2" },
            rawHeaders: ["Content-Type", `application/json; key=${place}`, `x-${place}`, "1", `digest-${place}`, place],
            socket: new EventEmitter(),
          }) as unknown as Parameters<Recorder["hooks"]["beforeRouting"]>[0];
          await recorder.hooks.beforeRouting(request);
          recorder.hooks.onBody(request, Buffer.from("{}"));
          recorder.hooks.onAnswer(request, "reset");
        }
      }
      const said = (await recorder.end()).join("\n");
      const written = await readFile(file, "utf8");
      assert.equal(written.split("\n").filter((line) => line.includes(`"kind":"request"`)).length, 10);
      assert.match(written, /"path":"\/dev\/\*\*\*\/kinesis"/);
      for (const text of [said, written, decodeURIComponent(decodeURIComponent(written))]) {
        for (const key of [...KEYS, "elephant"]) assert.ok(!text.toLowerCase().includes(key), text);
      }
    }));

  it("has no key in hexadecimal or in Base64, with anything before and after it", async () => {
    const mask = keyMask(KEYS);
    for (const key of KEYS) {
      const hex = Buffer.from(key).toString("hex");
      assert.deepEqual([mask(hex), mask(`x${hex.toUpperCase()}y`)], ["***", "x***y"]);
      for (const before of ["", "u", "us", "user:"]) {
        for (const after of ["", ":p", "::"]) {
          for (const alphabet of ["base64", "base64url"] as const) {
            const code = Buffer.from(before + key + after).toString(alphabet);
            for (const text of [code, encodeURIComponent(code)]) {
              const rest = mask(`Basic ${text}`);
              assert.match(rest, /^Basic .*\*\*\*/, text);
              // What is left is of the text around the key.
              assert.ok(rest.length < "Basic ".length + text.length - key.length, rest);
            }
          }
        }
      }
    }
    await inTemporaryDirectory(async (directory) => {
      const file = join(directory, "record");
      const recorder = await openRecorder({ file });
      recorder.begin(KEYS.map(configurationOf));
      const type = `application/json; key=${Buffer.from(KEYS[0]!).toString("base64")}`;
      const request = Object.assign(new EventEmitter(), {
        method: "POST",
        url: "/dev/kinesis",
        httpVersion: "1.1",
        headers: { "content-length": "2" },
        rawHeaders: ["Content-Type", type],
        socket: new EventEmitter(),
      }) as unknown as Parameters<Recorder["hooks"]["beforeRouting"]>[0];
      await recorder.hooks.beforeRouting(request);
      recorder.hooks.onBody(request, Buffer.from("{}"));
      recorder.hooks.onAnswer(request, "reset");
      await recorder.end();
      assert.match(await readFile(file, "utf8"), /"contentTypes":\["application\/json; key=\*\*\*/);
    });
  });

  it("keeps every other text as it came", () => {
    const mask = keyMask(KEYS);
    for (const text of ["", "/dev/kinesis", "/a%20b/%ff/%", "application/json; charset=utf-8"]) {
      assert.equal(mask(text), text);
    }
    assert.equal(keyMask([])("any"), "any");
    assert.equal(keyMask(["a.b"])("axb"), "axb");
  });
});
