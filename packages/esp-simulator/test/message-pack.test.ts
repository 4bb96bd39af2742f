import assert from "node:assert/strict";

import { decode } from "@msgpack/msgpack";
import * as fc from "fast-check";

import { formatterOf } from "../src/format";
import { type Packable, toMessagePack } from "../src/message-pack";
import { digestOf, type Write } from "../src/notification";

const hex = (value: Packable): string => toMessagePack(value).toString("hex");
const zeros = (bytes: number): string => "00".repeat(bytes);

/** From the specification: the first and last value of each form. */
const VALUES: readonly (readonly [value: Packable, bytes: string])[] = [
  [null, "c0"],
  [false, "c2"],
  [true, "c3"],
  [0n, "00"],
  [127n, "7f"],
  [128n, "cc80"],
  [255n, "ccff"],
  [256n, "cd0100"],
  [65_535n, "cdffff"],
  [65_536n, "ce00010000"],
  [2n ** 32n - 1n, "ceffffffff"],
  [2n ** 32n, "cf0000000100000000"],
  [2n ** 63n - 1n, "cf7fffffffffffffff"],
  [-1n, "ff"],
  [-32n, "e0"],
  [-33n, "d0df"],
  [-128n, "d080"],
  [-129n, "d1ff7f"],
  [-32_768n, "d18000"],
  [-32_769n, "d2ffff7fff"],
  [-(2n ** 31n), "d280000000"],
  [-(2n ** 31n) - 1n, "d3ffffffff7fffffff"],
  [-(2n ** 63n), "d38000000000000000"],
  [3, "cb4008000000000000"],
  [-0.5, "cbbfe0000000000000"],
  ["", "a0"],
  ["é", "a2c3a9"],
  ["x".repeat(31), `bf${"78".repeat(31)}`],
  ["x".repeat(32), `d920${"78".repeat(32)}`],
  ["x".repeat(256), `da0100${"78".repeat(256)}`],
  ["x".repeat(65_536), `db00010000${"78".repeat(65_536)}`],
  [Buffer.alloc(0), "c400"],
  [Buffer.alloc(255), `c4ff${zeros(255)}`],
  [Buffer.alloc(256), `c50100${zeros(256)}`],
  [Buffer.alloc(65_536), `c600010000${zeros(65_536)}`],
  [[], "90"],
  [Array.from({ length: 15 }, () => 0n), `9f${zeros(15)}`],
  [Array.from({ length: 16 }, () => 0n), `dc0010${zeros(16)}`],
  [Array.from({ length: 65_536 }, () => 0n), `dd00010000${zeros(65_536)}`],
  [new Map<Packable, Packable>([[1n, ["a"]]]), "810191a161"],
  [
    new Map(Array.from({ length: 16 }, (_, key) => [BigInt(key), null])),
    `de0010${Array.from({ length: 16 }, (_, key) => `0${key.toString(16)}c0`).join("")}`,
  ],
];

/** A library reads what we wrote: an encoder of ours that a decoder of ours reads proves little. */
const read = (bytes: Buffer): unknown => decode(bytes, { useBigInt64: true });

/** What the library makes of a value: bigint of integers of 64 bits alone, objects of maps. */
function asRead(value: Packable): unknown {
  if (typeof value === "bigint") return value >= -(2n ** 31n) && value < 2n ** 32n ? Number(value) : value;
  if (value instanceof Map) {
    const entries = [...(value as ReadonlyMap<string | bigint, Packable>)];
    return Object.fromEntries(entries.map(([key, member]) => [String(key), asRead(member)]));
  }
  return Array.isArray(value) ? (value as readonly Packable[]).map(asRead) : value;
}

describe("MessagePack", () => {
  it("has the specification's form for each value, the shortest that holds it", () => {
    for (const [value, bytes] of VALUES) assert.equal(hex(value), bytes);
  });

  it("is read as it was written", () => {
    for (const [value, bytes] of VALUES) assert.deepEqual(read(Buffer.from(bytes, "hex")), asRead(value));
    // The library refuses this key, which a JavaScript object cannot hold.
    const mapKey = fc.string().filter((key) => key !== "__proto__");
    const { value } = fc.letrec<{ value: Packable }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constant(null),
        fc.boolean(),
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        fc.double({ noNaN: true }),
        fc.string({ unit: "grapheme" }),
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
        fc.array(tie("value"), { maxLength: 20 }),
        fc.array(fc.tuple(mapKey, tie("value")), { maxLength: 20 }).map((entries) => new Map(entries)),
      ),
    }));
    fc.assert(
      fc.property(value, (written) => {
        assert.deepEqual(read(toMessagePack(written)), asRead(written));
      }),
    );
  });

  it("has an integer of every bigint and a double of every number", () => {
    const isDouble = (value: Packable): boolean => toMessagePack(value)[0] === 0xcb;
    fc.assert(fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => !isDouble(value)));
    fc.assert(fc.property(fc.oneof(fc.double(), fc.integer()), isDouble));
  });

  it("has no integer of more than 64 bits", () => {
    assert.throws(() => toMessagePack(2n ** 64n), RangeError);
  });
});

describe("message-pack", () => {
  const format = formatterOf({ mode: "message-pack" });
  const digest = digestOf("demo", "k");
  const write: Write = {
    op: "write",
    namespace: "test",
    set: "demo",
    userKey: "k",
    digest,
    gen: 3,
    exp: 0,
    lut: 1_698_586_936_461,
    bins: new Map([
      ["i", -7n],
      ["d", 1.5],
      ["s", "text"],
      ["b", Buffer.of(0, 255)],
      ["t", true],
      ["l", [1n, null]],
      ["m", new Map([[1n, "one"]])],
    ] as never),
  };

  it("writes a version, a type, the key and typed bins", () => {
    assert.deepEqual(read(format(write)), [
      ...[1, 1],
      [
        ["test", "demo", digest, "k"],
        ...[3, 0, 1_698_586_936_461n],
        [
          ["i", 1, 0, -7],
          ["d", 2, 0, 1.5],
          ["s", 3, 0, "text"],
          ["b", 4, 0, Buffer.of(0, 255)],
          ["t", 17, 0, true],
          ["l", 20, 0, [1, null]],
          ["m", 19, 0, { 1: "one" }],
        ],
      ],
    ]);
  });

  it("has nil for a set and a user key that are not there, and a flag for a durable delete", () => {
    const common = { namespace: "test", digest, lut: 1 } as const;
    assert.deepEqual(read(format({ ...common, op: "write", gen: 1, exp: 0, bins: new Map() })), [
      ...[1, 1],
      [["test", null, digest, null], 1, 0, 1, []],
    ]);
    for (const durable of [false, true]) {
      const flags = durable ? 1 : 0;
      assert.deepEqual(read(format({ ...common, op: "delete", durable })), [
        ...[1, 2],
        [["test", null, digest, null], flags],
      ]);
    }
  });
});
