import assert from "node:assert/strict";

import type { Outcome } from "../../../commands/start/deliver";
import { recordTable, verdict } from "../../../commands/start/table";

const stored = (data: string, stream = "orders"): Outcome => ({
  kind: "stored",
  stream,
  record: { ShardId: "shardId-000000000001", SequenceNumber: "49", partitionKey: "key", data: Buffer.from(data) },
});
const missing: Outcome = { kind: "missing", stream: "orders", why: "never acknowledged", digest: "digest" };

describe("what npm start prints of its records", () => {
  it("is a row each, one line whatever a record holds, and a number for those beyond twenty", () => {
    const rows = recordTable([stored("a\u001b[2J\nb"), missing, ...Array.from({ length: 20 }, () => stored("x"))]);
    assert.deepEqual(
      rows.slice(1, 3).map((row) => row.split(/ {2,}/)),
      [
        ["key", "shardId-000000000001", "49", "7", "a·[2J·b"],
        ["digest", "MISSING", "never acknowledged"],
      ],
    );
    assert.equal(rows.at(-1), "... and 2 more");
  });

  it("names the stream of each record where there are several", () => {
    const outcomes = [stored("x"), stored("y", "carts")];
    assert.deepEqual(
      recordTable(outcomes).map((row) => row.split(/ {2,}/)[0]),
      ["STREAM", "orders", "carts"],
    );
    assert.match(verdict({ outcomes, retries: {}, inStreams: 3 })[1] ?? "", /^1 record more in the streams: copies/);
  });

  it("ends with what it came to", () => {
    assert.deepEqual(verdict({ outcomes: [stored("x"), stored("y")], retries: {}, inStreams: 2 }), [
      "2 sent, 2 stored byte for byte.",
    ]);
  });

  it("tells what was sent again, the most frequent cause first, and what stands in the stream twice", () => {
    const retries = { "connection-reset": 1, "HTTP 502": 3 };
    assert.deepEqual(verdict({ outcomes: [stored("x"), stored("y")], retries, inStreams: 3 }), [
      "2 sent, 2 stored byte for byte.",
      "Sent again after HTTP 502 (3), connection-reset (1).",
      "1 record more in the stream: copies, stored and not acknowledged in time. Consumers drop them.",
    ]);
  });

  it("takes nothing for a copy while something is missing", () => {
    assert.deepEqual(verdict({ outcomes: [stored("x"), missing], retries: {}, inStreams: 2 }), [
      "2 sent, 1 stored byte for byte, 1 MISSING.",
      "1 record more in the stream: copies, or what is missing above.",
    ]);
  });
});
