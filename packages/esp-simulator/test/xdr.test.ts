import assert from "node:assert/strict";

import type { Ack, Cause, Shipper } from "../src/ack";
import { type ChangeNotification, digestOf, partitionOf } from "../src/notification";
import { startXdr, type XdrOptions } from "../src/xdr";
import type { XdrEvent } from "../src/xdr-statistics";
import { fakeScheduler } from "./support/scheduler";

/** A record of a partition: the number is the partition, the name tells records of it apart. */
function record(partition: number, name = "a", lut = 1): ChangeNotification {
  const digest = digestOf(undefined, name);
  digest.writeUInt16LE(partition);
  assert.equal(partitionOf(digest), partition);
  return { op: "write", namespace: "test", userKey: name, digest, gen: 1, lut, exp: 0, bins: new Map() };
}

const nameOf = (notification: ChangeNotification) => (notification.op === "write" ? String(notification.userKey) : "");

const ack = (cause: Cause, more: Partial<Ack> = {}): Ack => ({
  acknowledged: cause === "HTTP 200",
  permanent: false,
  cause,
  body: "",
  latencyMs: 0,
  ...more,
});

/** A connector whose answers the test gives: by name, in the order in which the records came. */
function fakeConnector() {
  const open: { readonly name: string; readonly answer: (ack: Ack) => void }[] = [];
  const received: string[] = [];
  return {
    /** Every attempt so far. */
    received,
    /** Attempts without an answer. */
    open,
    ship: (notification: ChangeNotification) => {
      received.push(nameOf(notification));
      return new Promise<Ack>((answer) => open.push({ name: nameOf(notification), answer }));
    },
    /** Answers the oldest attempt for a record. */
    answer(name: string, given: Ack) {
      const index = open.findIndex((attempt) => attempt.name === name);
      assert.notEqual(index, -1, `${name} is not in flight`);
      open.splice(index, 1)[0]?.answer(given);
    },
  };
}

/** A connector that answers at once. */
const answering = (answer: (notification: ChangeNotification, attempt: number) => Ack) => {
  const received: string[] = [];
  const shipper: Shipper = {
    ship: (notification) => Promise.resolve(answer(notification, received.push(nameOf(notification)))),
  };
  return { ...shipper, received };
};

function start(options: Pick<XdrOptions, "connectors"> & Partial<XdrOptions>) {
  const scheduler = fakeScheduler();
  const events: XdrEvent[] = [];
  const xdr = startXdr({ scheduler, onEvent: (event) => events.push(event), ...options });
  const write = (...records: ChangeNotification[]) => {
    for (const each of records) void xdr.write(each);
  };
  return { xdr, scheduler, events, write };
}

describe("XDR", () => {
  it("sends what is written at once, and forgets what is acknowledged", async () => {
    const connector = answering(() => ack("HTTP 200", { body: '{"ShardId":"s"}' }));
    const { xdr, write, events, scheduler } = start({ connectors: [connector] });
    write(record(1));
    await xdr.waitUntilSettled();
    assert.deepEqual(
      events.map((event) => [event.kind, "ack" in event ? event.ack.body : "", "attempt" in event && event.attempt]),
      [
        ["sent", "", 1],
        ["acknowledged", '{"ShardId":"s"}', 1],
      ],
    );
    assert.deepEqual(xdr.statistics(), {
      written: 1,
      sent: 1,
      acknowledged: 1,
      abandoned: 0,
      late: 0,
      retries: {},
      inFlight: 0,
      retrying: 0,
      stalled: 0,
      everStalled: 0,
      everThrottled: 0,
    });
    await scheduler.advance(1000);
    assert.equal(connector.received.length, 1);
    assert.equal(scheduler.pending(), 0, "nothing to do: no lap is due");
  });

  it("keeps the order of a partition: one record in flight, the others behind it, other partitions beside it", async () => {
    const connector = fakeConnector();
    const { scheduler, write } = start({ connectors: [connector] });
    write(record(1, "a"), record(1, "b"), record(2, "x"), record(1, "c"));
    assert.deepEqual(connector.received, ["a", "x"]);
    connector.answer("a", ack("HTTP 200"));
    await scheduler.advance(0);
    assert.deepEqual(connector.received, ["a", "x", "b"]);
  });

  it("sends a failed record again in the next lap, before anything behind it", async () => {
    const connector = fakeConnector();
    const { scheduler, write, xdr } = start({ connectors: [connector] });
    write(record(1, "a"), record(1, "b"));
    connector.answer("a", ack("HTTP 429"));
    await scheduler.advance(99);
    assert.deepEqual(connector.received, ["a"]);
    assert.equal(xdr.statistics().retrying, 1);
    await scheduler.advance(1);
    assert.deepEqual(connector.received, ["a", "a"]);
    assert.equal(xdr.statistics().retrying, 0);
    connector.answer("a", ack("HTTP 200"));
    await scheduler.advance(0);
    assert.deepEqual(connector.received, ["a", "a", "b"]);
  });

  it("never gives a record up for a failure, whatever it is, and counts retries by cause", async () => {
    const causes: Cause[] = ["HTTP 400", "HTTP 403", "HTTP 503", "call-timeout", "connection-reset"];
    const connector = answering((_, attempt) => ack(attempt > 1000 ? "HTTP 200" : (causes[attempt % 5] ?? "network")));
    const { scheduler, write, xdr } = start({ connectors: [connector] });
    write(record(1));
    await scheduler.advance(100_000);
    await xdr.waitUntilSettled();
    const retries = Object.fromEntries(causes.map((cause) => [cause, 200]));
    const { sent, acknowledged, abandoned } = xdr.statistics();
    assert.deepEqual({ sent, acknowledged, abandoned }, { sent: 1001, acknowledged: 1, abandoned: 0 });
    assert.deepEqual(xdr.statistics().retries, retries);
  });

  it("abandons a record that the connector calls permanently failed, and goes on behind it", async () => {
    const connector = answering((notification) =>
      nameOf(notification) === "a" ? ack("not-serialisable", { permanent: true }) : ack("HTTP 200"),
    );
    const { write, xdr, events } = start({ connectors: [connector] });
    write(record(1, "a"), record(1, "b"));
    await xdr.waitUntilSettled();
    assert.deepEqual(connector.received, ["a", "b"]);
    assert.equal(xdr.statistics().abandoned, 1);
    assert.ok(events.some(({ kind }) => kind === "abandoned"));
  });

  it("takes an acknowledgement after 10 s for none: the record is sent again, so delivered twice", async () => {
    const connector = fakeConnector();
    const { scheduler, write, xdr, events } = start({ connectors: [connector] });
    write(record(1, "a"), record(1, "b"));
    await scheduler.advance(9_999);
    assert.deepEqual(connector.received, ["a"]);
    await scheduler.advance(101);
    assert.deepEqual(connector.received, ["a", "a"]);
    connector.answer("a", ack("HTTP 200"));
    await scheduler.advance(0);
    assert.equal(xdr.statistics().acknowledged, 0);
    assert.deepEqual([xdr.statistics().late, xdr.statistics().retries], [1, { "xdr-timeout": 1 }]);
    connector.answer("a", ack("HTTP 200"));
    await scheduler.advance(0);
    assert.deepEqual(connector.received, ["a", "a", "b"]);
    assert.deepEqual(
      events.map((event) => [event.kind, "attempt" in event && event.attempt]),
      [
        ["sent", 1],
        ["retried", 1],
        ["sent", 2],
        ["late", 1],
        ["acknowledged", 2],
        ["sent", 1],
      ],
    );
  });

  it("takes an answer just before the limit", async () => {
    const connector = fakeConnector();
    const { scheduler, write, xdr } = start({ connectors: [connector] });
    write(record(1));
    await scheduler.advance(9_999);
    connector.answer("a", ack("HTTP 200"));
    await xdr.waitUntilSettled();
    assert.deepEqual(xdr.statistics().retries, {});
  });

  it("goes round its connectors, and on to the others when one is stopped and replaced", async () => {
    const [first, second, third] = [fakeConnector(), fakeConnector(), fakeConnector()];
    const { scheduler, write, xdr } = start({ connectors: [first, second] });
    write(record(1, "a"), record(2, "b"), record(3, "c"));
    assert.deepEqual([first.received, second.received], [["a", "c"], ["b"]]);
    xdr.remove(first);
    for (const name of ["a", "c"]) first.answer(name, ack("connector-stopped"));
    xdr.add(third);
    await scheduler.advance(100);
    assert.equal(first.received.length, 2);
    assert.deepEqual([...second.received, ...third.received].sort(), ["a", "b", "c"]);
    assert.deepEqual([second.received.length, third.received.length], [2, 1]);
  });

  it("keeps what is written while it has no connector", async () => {
    const { write, xdr } = start({ connectors: [] });
    write(record(1));
    assert.equal(xdr.statistics().sent, 0);
    xdr.add(answering(() => ack("HTTP 200")));
    await xdr.waitUntilSettled();
    assert.equal(xdr.statistics().acknowledged, 1);
  });

  it("has at most so many records in flight, and takes partitions in turn", async () => {
    const connector = fakeConnector();
    const { scheduler, write } = start({ connectors: [connector], maxInFlight: 2 });
    write(record(1, "a"), record(1, "b"), record(2, "x"), record(3, "y"));
    assert.deepEqual(connector.received, ["a", "x"]);
    connector.answer("a", ack("HTTP 200"));
    await scheduler.advance(0);
    assert.deepEqual(connector.received, ["a", "x", "y"]);
    connector.answer("x", ack("HTTP 200"));
    await scheduler.advance(0);
    assert.deepEqual(connector.received, ["a", "x", "y", "b"]);
  });

  it("takes no more than 50 records of a partition in a lap", async () => {
    const connector = answering(() => ack("HTTP 200"));
    const { scheduler, write } = start({ connectors: [connector] });
    write(...Array.from({ length: 120 }, (_, index) => record(1, String(index))));
    await scheduler.advance(99);
    assert.equal(connector.received.length, 50);
    await scheduler.advance(1);
    assert.equal(connector.received.length, 100);
    await scheduler.advance(100);
    assert.deepEqual(
      connector.received,
      Array.from({ length: 120 }, (_, index) => String(index)),
    );
  });

  it("lets a writer wait while too much is not acknowledged", async () => {
    const connector = fakeConnector();
    const { xdr } = start({ connectors: [connector], queueLimit: 2 });
    await xdr.write(record(1, "a"));
    let hasRoom = false;
    const written = xdr.write(record(1, "b")).then(() => (hasRoom = true));
    await Promise.resolve();
    assert.equal(hasRoom, false);
    connector.answer("a", ack("HTTP 200"));
    await written;
  });

  it("reports a partition as stalled when a record of it has failed for 10 s, until it is acknowledged", async () => {
    let status: Cause = "HTTP 400";
    const connector = answering((notification) => ack(nameOf(notification) === "bad" ? status : "HTTP 200"));
    const { scheduler, write, xdr, events } = start({ connectors: [connector] });
    const stalls = () => events.filter(({ kind }) => kind === "stalled" || kind === "resumed");
    write(record(7, "bad"), record(8, "good"));
    await scheduler.advance(9_999);
    assert.deepEqual(stalls(), []);
    await scheduler.advance(101);
    assert.deepEqual(stalls(), [{ kind: "stalled", namespace: "test", partition: 7 }]);
    assert.equal(xdr.statistics().stalled, 1);
    status = "HTTP 200";
    await scheduler.advance(100);
    assert.deepEqual(stalls()[1], { kind: "resumed", namespace: "test", partition: 7 });
    assert.deepEqual([xdr.statistics().stalled, xdr.statistics().everStalled], [0, 1]);
  });

  it("sends nothing after it is stopped, lets waiters go, takes nothing more, but still counts answers", async () => {
    const connector = fakeConnector();
    const { scheduler, write, xdr } = start({ connectors: [connector] });
    write(record(1, "a"), record(2, "b"), record(1, "c"));
    const settled = xdr.waitUntilSettled();
    connector.answer("b", ack("HTTP 503"));
    await scheduler.advance(0);
    xdr.stop();
    await settled;
    assert.equal(scheduler.pending(), 0);
    connector.answer("a", ack("HTTP 200"));
    await scheduler.advance(60_000);
    assert.deepEqual(connector.received, ["a", "b"]);
    assert.equal(xdr.statistics().acknowledged, 1);
    await assert.rejects(xdr.write(record(1)), /XDR is stopped/);
  });

  describe("in the order of records only, as documented", () => {
    it("has records of a partition in flight together, but one version of a record at a time", async () => {
      const connector = fakeConnector();
      const { scheduler, write } = start({ connectors: [connector], order: "record" });
      write(record(1, "a", 1), record(1, "b"), record(1, "a", 2));
      assert.deepEqual(connector.received, ["a", "b"]);
      connector.answer("b", ack("HTTP 200"));
      await scheduler.advance(0);
      assert.deepEqual(connector.received, ["a", "b"]);
      connector.answer("a", ack("HTTP 200"));
      await scheduler.advance(0);
      assert.deepEqual(connector.received, ["a", "b", "a"]);
    });

    it("throttles a partition with 10 failing records to retries, fewer in each lap down to 5, and recovers", async () => {
      let status: Cause = "HTTP 503";
      const connector = answering(() => ack(status));
      const { scheduler, write, xdr } = start({ connectors: [connector], order: "record" });
      write(...Array.from({ length: 100 }, (_, index) => record(1, String(index))));
      await scheduler.advance(0);
      const attempts: number[] = [];
      for (let lap = 0; lap < 8; lap += 1) {
        const before = connector.received.length;
        await scheduler.advance(100);
        attempts.push(connector.received.length - before);
      }
      assert.equal(new Set(connector.received).size, 50, "what the first lap took, and nothing new since");
      assert.deepEqual(attempts, [10, 9, 8, 7, 6, 5, 5, 5]);
      assert.equal(xdr.statistics().everThrottled, 1);
      status = "HTTP 200";
      await scheduler.advance(2_000);
      assert.equal(xdr.statistics().acknowledged, 100);
    });

    it("counts no partition as throttled with nine failing records", async () => {
      let status: Cause = "HTTP 503";
      const connector = answering(() => ack(status));
      const { scheduler, write, xdr } = start({ connectors: [connector], order: "record" });
      write(...Array.from({ length: 9 }, (_, index) => record(1, String(index))));
      await scheduler.advance(1_000);
      status = "HTTP 200";
      await scheduler.advance(1_000);
      assert.deepEqual([xdr.statistics().acknowledged, xdr.statistics().everThrottled], [9, 0]);
    });

    it("counts records that are being sent again among the failing ones", async () => {
      const connector = fakeConnector();
      const { scheduler, write } = start({ connectors: [connector], order: "record" });
      write(...Array.from({ length: 10 }, (_, index) => record(1, String(index))));
      for (let index = 0; index < 10; index += 1) connector.answer(String(index), ack("HTTP 503"));
      await scheduler.advance(100);
      assert.equal(connector.open.length, 10);
      write(record(1, "new"));
      await scheduler.advance(100);
      assert.ok(!connector.received.includes("new"));
    });
  });
});
