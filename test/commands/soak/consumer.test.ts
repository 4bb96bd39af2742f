import assert from "node:assert/strict";

import { createConsumer } from "../../../commands/soak/consumer";
import { type StoredChange, storedReader } from "../../../commands/soak/stored";
import { isNewer } from "../../support/soak";

const change = (digest: string, lut: number, gen?: number): StoredChange => ({
  op: gen === undefined ? "delete" : "write",
  digest,
  lut,
  gen,
  bin: () => undefined,
});

describe("a consumer of the stream", () => {
  it("keeps a change that is newer than all others of its record, and drops the rest", () => {
    const consumer = createConsumer();
    const kept = [
      change("a", 100, 7),
      change("a", 100, 7),
      change("a", 99, 8),
      change("b", 1, 1),
      change("a", 101, 1),
      change("a", 100, 7),
    ].map(consumer.take);
    assert.deepEqual(kept, [true, false, false, true, true, false]);
    assert.deepEqual(
      [consumer.latestOf("a"), consumer.latestOf("b")],
      [
        { lut: 101, gen: 1 },
        { lut: 1, gen: 1 },
      ],
    );
    assert.equal(consumer.latestOf("c"), undefined);
  });

  it("goes by the generation within one millisecond", () => {
    const consumer = createConsumer();
    assert.deepEqual([change("a", 5, 2), change("a", 5, 3), change("a", 5, 2)].map(consumer.take), [true, true, false]);
    assert.equal(consumer.latestOf("a")?.gen, 3);
  });

  it("keeps a delete as it keeps a write, and takes it for the last change of its millisecond", () => {
    const consumer = createConsumer();
    const changes = [change("a", 5, 2), change("a", 5), change("a", 5), change("a", 5, 3), change("a", 4, 9)];
    assert.deepEqual(changes.map(consumer.take), [true, true, false, false, false]);
    assert.deepEqual(consumer.latestOf("a"), { lut: 5, gen: undefined });
    assert.ok(consumer.take(change("a", 6, 1)), "written again");
  });

  it("takes generation 1 as newer than 65,535, and a generation as not newer than itself", () => {
    for (const [newer, older] of [
      [1, 65_535],
      [3, 65_530],
      [65_535, 65_534],
      [30_000, 1],
    ] as const) {
      assert.ok(isNewer({ lut: 5, gen: newer }, { lut: 5, gen: older }), `${newer} after ${older}`);
      assert.ok(!isNewer({ lut: 5, gen: older }, { lut: 5, gen: newer }), `${older} after ${newer}`);
    }
    assert.ok(!isNewer({ lut: 5, gen: 4 }, { lut: 5, gen: 4 }));
  });
});

describe("what a consumer reads", () => {
  const json = storedReader({ mode: "json", stringifyMapKeys: true });
  const flat = storedReader({ mode: "flat-json", metadataKey: "meta", stringifyMapKeys: true });
  const bytes = (text: string) => Buffer.from(text);

  it("is digest, lut, gen and bins of a write, in the format's own places", () => {
    const found = [
      json(
        bytes(
          `{"msg":"write","key":["test","s","AAA=",null],"gen":3,"exp":0,"lut":17,"bins":[{"name":"n","type":"int","value":1}]}`,
        ),
      ),
      flat(bytes(`{"meta":{"namespace":"test","digest":"AAA=","msg":"write","gen":3,"lut":17,"exp":0},"n":1}`)),
    ];
    for (const each of found) {
      assert.deepEqual(
        [each?.digest, each?.lut, each?.gen, each?.bin("n"), each?.bin("x")],
        ["AAA=", 17, 3, 1, undefined],
      );
    }
  });

  it("is nothing in other bytes", () => {
    for (const text of [
      "",
      "{",
      "null",
      "[]",
      "{}",
      `{"meta":{"digest":1,"lut":2,"gen":3}}`,
      `{"key":[],"bins":[],"lut":1}`,
    ]) {
      assert.deepEqual([json(bytes(text)), flat(bytes(text))], [undefined, undefined], text);
    }
  });
});
