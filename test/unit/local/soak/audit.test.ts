import assert from "node:assert/strict";
import { formatterOf } from "../../../../local/connector/format";
import { createAudit } from "../../../../local/soak/audit";
import { createWorkload } from "../../../../local/soak/workload";

const settings = { name: "calm 1", records: 200, keys: 20, hotShare: 0.2, seed: 7, startsAt: 1_700_000_000_000 };
const workload = createWorkload(settings);
const format = formatterOf({ mode: "json", stringifyMapKeys: true });

const stored = (index: number) => ({
  ...{ ShardId: "shardId-000000000000", SequenceNumber: "1" },
  partitionKey: workload.at(index).digest.toString("base64"),
  data: format(workload.at(index)),
});

function findings(records: readonly ReturnType<typeof stored>[], acknowledged: readonly number[]) {
  const audit = createAudit(workload, format, { isAcknowledged: (index) => acknowledged.includes(index) });
  records.forEach(audit.read);
  return audit.findings();
}

const NOTHING = { stored: 0, lost: 0, duplicates: 0, droppable: 0, outOfOrder: 0, altered: 0 };
/** Two records of the same key, the earlier first. */
const [older, newer] = ((): [number, number] => {
  const next = Array.from({ length: 199 }, (_, index) => index + 1).find(
    (index) => workload.keyOf(index) === workload.keyOf(0),
  );
  return [0, next!];
})();

describe("the audit of a soak", () => {
  it("finds what is stored, and lost only what was acknowledged", () => {
    assert.deepEqual(findings([stored(1), stored(2)], [1, 2, 3]), { ...NOTHING, stored: 2, lost: 1 });
    assert.deepEqual(findings([stored(1)], []), { ...NOTHING, stored: 1 });
  });

  it("finds a record that is stored again, and that a consumer drops it", () => {
    assert.deepEqual(findings([stored(1), stored(1), stored(1)], [1]), {
      ...NOTHING,
      ...{ stored: 1, duplicates: 2, droppable: 2 },
    });
  });

  it("finds a copy behind a newer version of its key, and none in order", () => {
    assert.equal(findings([stored(older), stored(newer)], []).outOfOrder, 0);
    assert.equal(findings([stored(older), stored(newer), stored(older)], []).outOfOrder, 1);
    assert.deepEqual(findings([stored(newer), stored(older)], []), { ...NOTHING, stored: 2, outOfOrder: 1 });
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
      assert.deepEqual(findings([odd], [5]), { ...NOTHING, lost: 1, altered: 1 });
    }
  });
});

describe("the workload of a soak", () => {
  it("makes every record again, finds it by its bytes in every format, and makes others for another seed", () => {
    const flat = formatterOf({ mode: "flat-json", metadataKey: "metadata", stringifyMapKeys: true });
    for (let index = 0; index < settings.records; index += 1) {
      assert.deepEqual(workload.at(index), workload.at(index));
      assert.equal(workload.indexOf(workload.at(index)), index);
      assert.equal(workload.indexIn(format(workload.at(index))), index);
      assert.equal(workload.indexIn(flat(workload.at(index))), index);
    }
    const other = createWorkload({ ...settings, seed: 8 });
    assert.notDeepEqual(
      Array.from({ length: 50 }, (_, index) => other.keyOf(index)),
      Array.from({ length: 50 }, (_, index) => workload.keyOf(index)),
    );
  });

  it("knows no record of another workload", () => {
    const other = createWorkload({ ...settings, name: "calm 12" });
    assert.equal(workload.indexIn(format(other.at(3))), undefined);
  });

  it("gives the versions of a key generations and update times that grow", () => {
    const last = new Map<string, { gen: number; lut: number }>();
    for (let index = 0; index < settings.records; index += 1) {
      const notification = workload.at(index);
      assert.equal(notification.op, "write");
      const { gen, lut } = notification as { gen: number; lut: number };
      const key = notification.digest.toString("hex");
      const before = last.get(key) ?? { gen: 0, lut: 0 };
      assert.ok(gen === before.gen + 1 && lut > before.lut);
      last.set(key, { gen, lut });
    }
  });

  it("sends its share to the hot key", () => {
    const hot = Array.from({ length: 200 }, (_, index) => workload.keyOf(index)).filter((key) => key === 0).length;
    assert.ok(hot > 30 && hot < 70, `${hot} of 200`);
  });
});
