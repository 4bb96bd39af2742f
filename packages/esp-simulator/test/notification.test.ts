import assert from "node:assert/strict";

import { digestOf, partitionOf, PARTITIONS } from "../src/notification";

describe("digestOf", () => {
  // The expected digests are those of Aerospike's own client tests, and of a real connector's output.
  for (const [why, key, hex] of [
    ["the smallest integer", -(2n ** 63n), "7185c2a47fb02c996daed26b4e01b83240aee9d4"],
    ["the largest integer", 2n ** 63n - 1n, "1698328974afa62c8e069860c1516f780d63dbb8"],
    ["zero", 0n, "93d943aae37b017ad7e011b0c1d2e2143c2fb37d"],
    ["an empty string", "", "2819b1ff6e346a43b4f5f6b77a88bc3eaac22a83"],
    ["a string", "a".repeat(10), "5979fb32a80da070ff356f7695455592272e36c2"],
    ["a blob", Buffer.from("s"), "ca2d96dc9a184d15a7fa2927565e844e9254e001"],
  ] as const) {
    it(`is Aerospike's for ${why}`, () => {
      assert.equal(digestOf("set", key).toString("hex"), hex);
    });
  }

  it("is that of a real notification", () => {
    assert.equal(digestOf("demo", 123n).toString("base64"), "WVp7Y+sYXb69hCVTpEgCsaMOwVk=");
  });

  it("differs between an integer and the same double, and takes no set for an empty one", () => {
    assert.notDeepEqual(digestOf("set", 1n), digestOf("set", 1));
    assert.deepEqual(digestOf(undefined, "a"), digestOf("", "a"));
  });
});

describe("partitionOf", () => {
  it("takes the low 12 bits of the first two bytes, the first byte being the lowest", () => {
    const partition = (hex: string) => partitionOf(Buffer.from(hex.padEnd(40, "f"), "hex"));
    assert.deepEqual(["0000", "0100", "ff0f", "0010", "3412"].map(partition), [0, 1, PARTITIONS - 1, 0, 0x234]);
  });
});
