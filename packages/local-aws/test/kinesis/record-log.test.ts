import assert from "node:assert/strict";

import fc from "fast-check";

import { RecordLog } from "../../src/kinesis/memory/record-log";

describe("the memory store's log", () => {
  it("gives back what it was given, in order", () => {
    const record = fc.record(
      {
        partitionKey: fc.string({ minLength: 1, maxLength: 256, unit: "grapheme" }),
        data: fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
        arrival: fc.nat(),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(record, { maxLength: 50 }), (records) => {
        const log = new RecordLog();
        records.forEach((one) => {
          log.append(one);
        });
        assert.equal(log.length, records.length);
        records.forEach((one, index) => {
          assert.deepEqual(log.at(index), one);
        });
      }),
    );
  });

  it("keeps records whole that do not fit into what is left of a chunk", () => {
    const log = new RecordLog();
    const sizes = [10, 9, 10, 1, 0, 10].map((mebibytes) => mebibytes * 1024 * 1024);
    sizes.forEach((size, index) => {
      log.append({ partitionKey: `key-${index}`, data: Buffer.alloc(size, index + 1), arrival: index });
    });
    sizes.forEach((size, index) => {
      const { partitionKey, data } = log.at(index);
      assert.equal(partitionKey, `key-${index}`);
      assert.ok(data.equals(Buffer.alloc(size, index + 1)), `record ${index}`);
    });
  });

  it("has no record before its first and after its last", () => {
    const log = new RecordLog();
    log.append({ partitionKey: "k", data: Buffer.from("x"), arrival: 0 });
    assert.throws(() => log.at(1), RangeError);
    assert.throws(() => log.at(-1), RangeError);
  });

  it("finds the first record since a time", () => {
    const log = new RecordLog();
    [10, 20, 20, 30].forEach((arrival) => {
      log.append({ partitionKey: "k", data: Buffer.alloc(0), arrival });
    });
    assert.deepEqual(
      [5, 20, 25, 31].map((time) => log.firstSince(time)),
      [0, 1, 3, 4],
    );
  });
});
