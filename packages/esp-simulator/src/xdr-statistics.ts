import type { Ack, Cause } from "./ack";
import type { ChangeNotification } from "./notification";
import type { Entry, Partition } from "./partition";

/** What happened to a record, or to a partition, in the order in which it happened. */
export type XdrEvent =
  | {
      readonly kind: "sent";
      readonly notification: ChangeNotification;
      /** 1 for the first. */
      readonly attempt: number;
    }
  | {
      /**
       * `acknowledged`: forgotten. `retried`: not acknowledged, to be sent again. `abandoned`: given up, as sending again
       * cannot help. `late`: an answer to an attempt that was already counted as failed with `xdr-timeout`.
       */
      readonly kind: "acknowledged" | "retried" | "abandoned" | "late";
      readonly notification: ChangeNotification;
      readonly attempt: number;
      readonly ack: Ack;
    }
  | { readonly kind: "stalled" | "resumed"; readonly namespace: string; readonly partition: number };

export interface XdrStatistics {
  /** Records handed to XDR. */
  readonly written: number;
  /** Attempts. */
  readonly sent: number;
  readonly acknowledged: number;
  readonly abandoned: number;
  /** Attempts that failed, so that the record is sent again, by cause. */
  readonly retries: Readonly<Partial<Record<Cause, number>>>;
  /**
   * Answers after XDR's limit; an acknowledgement among them means that the record is sent again although it is stored.
   */
  readonly late: number;
  /** At this moment: records at a connector, records that wait to be sent again, and stalled partitions. */
  readonly inFlight: number;
  readonly retrying: number;
  readonly stalled: number;
  /** Partitions that have ever been stalled. */
  readonly everStalled: number;
  /** Partitions that have sent nothing new for at least one lap, because ten of their records were failing. */
  readonly everThrottled: number;
}

/** Counts what XDR does, and reports each event. */
export class XdrTally {
  readonly #counts = { written: 0, sent: 0, acknowledged: 0, abandoned: 0, late: 0 };
  readonly #retries = new Map<Cause, number>();
  readonly #stalled = new Set<Partition>();
  readonly #everStalled = new Set<Partition>();
  readonly #everThrottled = new Set<Partition>();
  #inFlight = 0;

  constructor(private readonly onEvent: (event: XdrEvent) => void) {}

  /** Attempts that have no answer yet and have not reached XDR's limit. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Records that are neither acknowledged nor abandoned. */
  get outstanding(): number {
    return this.#counts.written - this.#counts.acknowledged - this.#counts.abandoned;
  }

  /** Counts a record that was handed to XDR. */
  countWritten(): void {
    this.#counts.written += 1;
  }

  /** Counts and reports an attempt that begins. */
  countSent({ notification, attempts }: Entry): void {
    this.#counts.sent += 1;
    this.#inFlight += 1;
    this.onEvent({ kind: "sent", notification, attempt: attempts });
  }

  /** Counts and reports the end of an attempt. */
  countAnswer({ notification, attempts }: Entry, ack: Ack): void {
    this.#inFlight -= 1;
    const kind = ack.acknowledged ? "acknowledged" : ack.permanent ? "abandoned" : "retried";
    if (kind === "retried") this.#retries.set(ack.cause, (this.#retries.get(ack.cause) ?? 0) + 1);
    else this.#counts[kind] += 1;
    this.onEvent({ kind, notification, attempt: attempts, ack });
  }

  /** Counts and reports an answer to an attempt that has already ended with `xdr-timeout`. */
  countLate({ notification }: Entry, attempt: number, ack: Ack): void {
    this.#counts.late += 1;
    this.onEvent({ kind: "late", notification, attempt, ack });
  }

  /** Reports that a partition is stalled, once until it is resumed. */
  markStalled(partition: Partition): void {
    if (this.#stalled.has(partition)) return;
    this.#stalled.add(partition);
    this.#everStalled.add(partition);
    this.onEvent({ kind: "stalled", namespace: partition.namespace, partition: partition.id });
  }

  /** Reports that a partition is no longer stalled, if it was. */
  markResumed(partition: Partition): void {
    if (!this.#stalled.delete(partition)) return;
    this.onEvent({ kind: "resumed", namespace: partition.namespace, partition: partition.id });
  }

  /** Notes that a partition sends nothing new for now. */
  markThrottled(partition: Partition): void {
    this.#everThrottled.add(partition);
  }

  /**
   * All counts at this moment.
   * @param retrying how many records wait to be sent again
   */
  statistics(retrying: number): XdrStatistics {
    return {
      ...this.#counts,
      retries: Object.fromEntries(this.#retries),
      inFlight: this.#inFlight,
      retrying,
      stalled: this.#stalled.size,
      everStalled: this.#everStalled.size,
      everThrottled: this.#everThrottled.size,
    };
  }
}
