import assert from "node:assert/strict";

import type { ServedFormat } from "@aerospike-kinesis/esp-simulator";
import { formatterOf, partitionOf } from "@aerospike-kinesis/esp-simulator";

import { createAudit } from "../../../commands/soak/audit";
import { storedReader, type Version } from "../../../commands/soak/stored";
import { createWorkload, type Workload } from "../../../commands/soak/workload";
import { isNewer } from "../../support/soak";

const settings = {
  name: "calm 1",
  records: 200,
  keys: 20,
  hotShare: 0.2,
  deletes: true,
  seed: 7,
  startsAt: 1_700_000_000_000,
};
const workload = createWorkload(settings);
const JSON_FORMAT = { mode: "json", stringifyMapKeys: true } as const;
const FLAT_JSON = { mode: "flat-json", metadataKey: "metadata", stringifyMapKeys: true } as const;
const format = formatterOf(JSON_FORMAT);

const stored = (index: number) => ({
  ShardId: "shardId-000000000000",
  SequenceNumber: "1",
  partitionKey: workload.at(index).digest.toString("base64"),
  data: format(workload.at(index)),
});

function findings(records: readonly ReturnType<typeof stored>[], acknowledged: readonly number[]) {
  const audit = createAudit(workload, JSON_FORMAT, { isAcknowledged: (index) => acknowledged.includes(index) });
  records.forEach(audit.read);
  return audit.findings();
}

const NOTHING = { stored: 0, lost: 0, duplicates: 0, droppable: 0, stale: 0, outOfOrder: 0, altered: 0 };
/** The versions of the key of record 0, in their order: the first two share their `lut`, its generation wraps, the third is a delete. */
const [first, second, third] = Array.from({ length: settings.records }, (_, index) => index).filter(
  (index) => workload.keyOf(index) === workload.keyOf(0),
) as [number, number, number];

describe("the audit of a soak", () => {
  it("finds what is stored, and lost only what was acknowledged", () => {
    assert.deepEqual(findings([stored(1), stored(2)], [1, 2, 3]), {
      ...NOTHING,
      stored: 2,
      lost: 1,
      stale: workload.keyOf(3) === workload.keyOf(2) ? 0 : 1,
    });
    assert.deepEqual(findings([stored(1)], []), { ...NOTHING, stored: 1 });
  });

  it("finds a record that is stored again, and that a consumer drops it", () => {
    assert.deepEqual(findings([stored(1), stored(1), stored(1)], [1]), {
      ...NOTHING,
      stored: 1,
      duplicates: 2,
      droppable: 2,
    });
  });

  it("finds a copy behind a newer version of its key, and none in order", () => {
    assert.equal(findings([stored(first), stored(third)], []).outOfOrder, 0);
    assert.equal(findings([stored(first), stored(third), stored(first)], []).outOfOrder, 1);
    assert.deepEqual(findings([stored(third), stored(first)], []), { ...NOTHING, stored: 2, outOfOrder: 1 });
  });

  it("finds no key stale if its latest version is stored before or after an earlier one of the same lut", () => {
    for (const records of [
      [stored(first), stored(second)],
      [stored(second), stored(first)],
    ]) {
      assert.equal(findings(records, [first, second]).stale, 0);
    }
  });

  it("finds a key stale if a consumer does not end with its latest acknowledged version", () => {
    assert.deepEqual(findings([stored(first)], [first, second]), { ...NOTHING, stored: 1, lost: 1, stale: 1 });
    assert.equal(findings([stored(first), stored(third)], [first, second]).stale, 0, "a later one is there");
  });

  it("finds a deleted key stale if its delete is not stored, or if a consumer ends with an older write", () => {
    assert.equal(workload.at(third).op, "delete");
    assert.deepEqual(findings([stored(first)], [first, third]), { ...NOTHING, stored: 1, lost: 1, stale: 1 });
    assert.deepEqual(findings([stored(third), stored(second)], [second, third]), {
      ...NOTHING,
      stored: 2,
      outOfOrder: 1,
    });
  });

  it("finds one changed byte, a foreign partition key and what nobody sent; none of them counts as stored", () => {
    const record = stored(5);
    const changed = { ...record, data: Buffer.from(record.data) };
    changed.data[changed.data.length - 2] = (changed.data.at(-2) ?? 0) ^ 1;
    for (const odd of [
      changed,
      { ...record, partitionKey: "p" },
      { ...record, data: Buffer.from("{}") },
      { ...record, data: record.data.subarray(1) },
    ]) {
      const found = findings([odd], [5]);
      assert.deepEqual(
        { stored: found.stored, lost: found.lost, altered: found.altered },
        { stored: 0, lost: 1, altered: 1 },
      );
    }
  });
});

describe("the workload of a soak", () => {
  it("makes every record again, finds it by its bytes in every format, and makes others for another seed", () => {
    const writes = createWorkload({ ...settings, deletes: false });
    const inFormat = ({ at, indexIn }: Workload, mode: ServedFormat, index: number) =>
      indexIn(storedReader(mode)(formatterOf(mode)(at(index)))!);
    for (let index = 0; index < settings.records; index += 1) {
      assert.deepEqual(workload.at(index), workload.at(index));
      assert.equal(workload.indexOf(workload.at(index)), index);
      for (const mode of [JSON_FORMAT, FLAT_JSON] as const) assert.equal(inFormat(workload, mode, index), index);
      assert.equal(inFormat(writes, { mode: "message-pack" }, index), index);
    }
    const other = createWorkload({ ...settings, seed: 8 });
    assert.notDeepEqual(
      Array.from({ length: 50 }, (_, index) => other.keyOf(index)),
      Array.from({ length: 50 }, (_, index) => workload.keyOf(index)),
    );
  });

  it("knows no record of another workload", () => {
    const other = createWorkload({ ...settings, name: "calm 12" });
    const deleted = Array.from({ length: settings.records }, (_, index) => index).find(
      (index) => other.at(index).op === "delete",
    )!;
    for (const index of [3, deleted]) {
      const foreign = storedReader(JSON_FORMAT)(format(other.at(index)))!;
      assert.equal(workload.indexIn(foreign), undefined);
      assert.equal(other.indexIn(foreign), index);
      assert.throws(() => workload.indexOf(other.at(index)), RangeError);
    }
  });

  for (const deletes of [true, false]) {
    it(`writes each key twice with one lut and generations that wrap${deletes ? ", then deletes it" : ""}, again and again`, () => {
      const versioned = createWorkload({ ...settings, deletes });
      const rounds = deletes ? ["write", "write", "delete"] : ["write", "write"];
      const versions = new Map<string, Version[]>();
      let wrapped = 0;
      for (let index = 0; index < settings.records; index += 1) {
        const change = versioned.at(index);
        const key = change.digest.toString("hex");
        const before = versions.get(key) ?? [];
        const turn = before.length % rounds.length;
        const version = { lut: change.lut, gen: change.op === "write" ? change.gen : undefined };
        const last = before.at(-1);
        versions.set(key, [...before, version]);
        assert.equal(change.op, rounds[turn]);
        if (!last) continue;
        assert.ok(turn === 1 ? version.lut === last.lut : version.lut > last.lut);
        assert.ok(isNewer(version, last) && !isNewer(last, version));
        if (version.gen === undefined) continue;
        assert.equal(version.gen, last.gen === undefined || last.gen === 65_535 ? 1 : last.gen + 1);
        if (last.gen === 65_535 && turn === 1) wrapped += 1;
      }
      assert.ok(wrapped > 0, "a generation wraps within one lut");
    });
  }

  it("spreads its keys over as many partitions as asked for", () => {
    const few = createWorkload({ ...settings, partitions: 3 });
    const records = Array.from({ length: settings.records }, (_, index) => few.at(index));
    assert.deepEqual([...new Set(records.map(({ digest }) => partitionOf(digest)))].sort(), [0, 1, 2]);
    assert.equal(new Set(records.map(({ digest }) => digest.toString("hex"))).size, settings.keys);
    assert.ok(new Set(records.map((_, index) => partitionOf(workload.at(index).digest))).size > 15);
  });

  it("sends its share to the hot key", () => {
    const hot = Array.from({ length: 200 }, (_, index) => workload.keyOf(index)).filter((key) => key === 0).length;
    assert.ok(hot > 30 && hot < 70, `${hot} of 200`);
  });
});
