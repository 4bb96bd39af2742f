import assert from "node:assert/strict";

import { digestOf, formatterOf } from "@aerospike-kinesis/esp-simulator";

import { storedReader } from "../../../commands/soak/stored";

const format = { mode: "message-pack" } as const;
const read = storedReader(format);
const digest = digestOf("demo", "k");
const write = formatterOf(format)({
  op: "write",
  namespace: "test",
  set: "demo",
  digest,
  gen: 3,
  exp: 0,
  lut: 1_698_586_936_461,
  bins: new Map([["id", "a/1"]]),
});

describe("stored MessagePack", () => {
  it("is read as the change that it holds", () => {
    const change = read(write);
    assert.deepEqual(
      [change?.op, change?.digest, change?.lut, change?.gen, change?.bin("id")],
      ["write", digest.toString("base64"), 1_698_586_936_461, 3, "a/1"],
    );
  });

  it("is no change when it is cut short, too long, or of another form", () => {
    const other = ["", "a2c3", "cd01", "9201", "0000", "c1", "d40100", "93010190", "930101c0"];
    for (const bytes of other) assert.equal(read(Buffer.from(bytes, "hex")), undefined, bytes);
    assert.equal(read(write.subarray(0, -1)), undefined);
    assert.equal(read(Buffer.concat([write, Buffer.of(0)])), undefined);
  });
});
