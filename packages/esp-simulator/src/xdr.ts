import { type Ack, failedAttempt, type Shipper } from "./ack";
import { type ChangeNotification, partitionOf } from "./notification";
import { type Entry, type Order, Partition } from "./partition";
import { realScheduler, type Scheduler } from "./scheduler";
import { Thresholds } from "./thresholds";
import { type XdrEvent, type XdrStatistics, XdrTally } from "./xdr-statistics";

export interface XdrOptions {
  /** The connectors that `node-address-port` lists. They take turns [C]. */
  readonly connectors: readonly Shipper[];
  /** @defaultValue this machine's time */
  readonly scheduler?: Scheduler;
  /**
   * @defaultValue `partition`: this is stricter than XDR, which sends up to 50 records of a partition in one lap [C].
   *   In XDR only versions of one record wait for each other [I]; that is `record`
   */
  readonly order?: Order;
  /** @defaultValue 100, XDR's `period-ms`: how often a lap begins, and so how soon a failed record is sent again [C] */
  readonly periodMs?: number;
  /** @defaultValue 10,000: XDR takes a longer silence for a failure, and this cannot be configured there [C] */
  readonly answerLimitMs?: number;
  /** @defaultValue 256 records at the connectors at once; XDR's own limit is [U], this one suits a slow local Kinesis */
  readonly maxInFlight?: number;
  /** @defaultValue 16,384 records not acknowledged, from which on `write` waits; XDR scans its index instead [C] */
  readonly queueLimit?: number;
  /** @defaultValue 10,000: a partition is stalled when its oldest failing record has been failing for so long */
  readonly stalledAfterMs?: number;
  /** @defaultValue nothing is told */
  readonly onEvent?: (event: XdrEvent) => void;
}

/** XDR keeps each record until a connector acknowledges it. */
export interface Xdr {
  /**
   * Takes a record. @returns when there is room for the next one
   * @throws Error after `stop`
   */
  write(notification: ChangeNotification): Promise<void>;
  /** Resolves when every record written is acknowledged or abandoned, or XDR is stopped. */
  waitUntilSettled(): Promise<void>;
  statistics(): XdrStatistics;
  /** Adds a connector, as `set-config:context=xdr;...;action=add` does. */
  add(connector: Shipper): void;
  /** Sends nothing more to this connector. Records that are in flight there still count. */
  remove(connector: Shipper): void;
  /** Stops sending. Answers that are under way still count in the statistics. */
  stop(): void;
}

/**
 * Starts a model of XDR that ships to connectors. It has a queue for each partition, sends a record again until it is
 * acknowledged, and throttles partitions whose records fail. A record may reach its destination twice: when its
 * acknowledgement is late, or when it is lost with a connector.
 * @param options the connectors, the clock, and XDR's limits
 * @returns XDR without records
 * @see https://aerospike.com/docs/database/manage/xdr/lifecycle
 */
export function startXdr(options: XdrOptions): Xdr {
  const { scheduler = realScheduler, order = "partition", periodMs = 100, answerLimitMs = 10_000 } = options;
  const { maxInFlight = 256, queueLimit = 16_384, stalledAfterMs = 10_000, onEvent = () => undefined } = options;
  const connectors = [...options.connectors];
  const tally = new XdrTally(onEvent);
  const partitions = new Map<string, Partition>();
  /**
   * `active`: partitions with records that are not acknowledged. `ready`: those of them that may have a record to send.
   */
  const active = new Set<Partition>();
  const ready = new Set<Partition>();
  const timers = new Set<() => void>();
  const outstanding = new Thresholds(() => (stopped ? 0 : tally.outstanding));
  let turn = 0;
  let lapIsDue = false;
  let stopped = false;

  function partitionFor({ namespace, digest }: ChangeNotification): Partition {
    const id = partitionOf(digest);
    const key = `${namespace}:${id}`;
    const partition = partitions.get(key) ?? new Partition(namespace, id, order);
    partitions.set(key, partition);
    return partition;
  }

  function after(ms: number, run: () => void): () => void {
    const cancel = scheduler.after(ms, () => {
      timers.delete(cancel);
      run();
    });
    timers.add(cancel);
    return () => {
      timers.delete(cancel);
      cancel();
    };
  }

  function awaitLap(): void {
    if (lapIsDue || stopped || active.size === 0) return;
    lapIsDue = true;
    after(periodMs, () => {
      lapIsDue = false;
      for (const partition of active) {
        partition.beginLap();
        ready.add(partition);
        if (partition.isThrottled) tally.markThrottled(partition);
        const since = partition.failingSince;
        if (since !== undefined && scheduler.now() - since >= stalledAfterMs) tally.markStalled(partition);
      }
      send();
      awaitLap();
    });
  }

  /** Sends what may be sent, one record of each partition in turn. */
  function send(): void {
    for (const partition of ready) {
      const connector = connectors[turn % connectors.length];
      if (stopped || !connector || tally.inFlight >= maxInFlight) return;
      ready.delete(partition);
      const entry = partition.next();
      if (!entry) continue;
      ready.add(partition);
      turn += 1;
      ship(entry, connector);
    }
  }

  function ship(entry: Entry, connector: Shipper): void {
    const attempt = (entry.attempts += 1);
    tally.countSent(entry);
    let isLate = false;
    const cancel = after(answerLimitMs, () => {
      isLate = true;
      settleAttempt(entry, { ...failedAttempt("xdr-timeout"), latencyMs: answerLimitMs });
    });
    void connector.ship(entry.notification).then((ack) => {
      cancel();
      if (isLate) tally.countLate(entry, attempt, ack);
      else settleAttempt(entry, ack);
    });
  }

  function settleAttempt(entry: Entry, ack: Ack): void {
    const { partition } = entry;
    if (ack.acknowledged || ack.permanent) partition.removeDelivered(entry);
    else partition.queueRetry(entry, scheduler.now());
    tally.countAnswer(entry, ack);
    if (partition.failingSince === undefined) tally.markResumed(partition);
    if (partition.isIdle) active.delete(partition);
    else ready.add(partition);
    outstanding.update();
    send();
  }

  return {
    write(notification) {
      if (stopped) return Promise.reject(new Error("XDR is stopped: nothing can be written"));
      const partition = partitionFor(notification);
      partition.write(notification);
      tally.countWritten();
      active.add(partition);
      ready.add(partition);
      send();
      awaitLap();
      return outstanding.waitUntilBelow(queueLimit);
    },
    waitUntilSettled: () => outstanding.waitUntilBelow(1),
    statistics: () => tally.statistics([...active].reduce((sum, { retrying }) => sum + retrying, 0)),
    add(connector) {
      connectors.push(connector);
      send();
    },
    remove(connector) {
      const index = connectors.indexOf(connector);
      if (index !== -1) connectors.splice(index, 1);
    },
    stop() {
      stopped = true;
      for (const cancel of timers) cancel();
      outstanding.update();
    },
  };
}
