import type { ChangeNotification } from "./notification";

/** A record on its way: queued, in flight or waiting to be sent again. */
export interface Entry {
  readonly notification: ChangeNotification;
  readonly partition: Partition;
  attempts: number;
  /** When the first attempt failed. */
  failedAt?: number;
}

/**
 * What must not be in flight twice: `partition` sends a record only after everything written before it in its partition
 * is acknowledged; `record` holds back only what was written to the same record.
 */
export type Order = "partition" | "record";

/** Entries that a lap takes from a partition's queues. */
const PER_LAP = 50;
/** With this many failing records a lap takes nothing new, and at first no more than this. */
const RETRY_ONLY_FROM = 10;
/** What a lap still takes when laps in retry-only mode have taken fewer and fewer. */
const MINIMUM_RETRIES = 5;

/**
 * XDR's queues of one partition: the transaction queue and the retry queue. Laps, their numbers and the retry-only mode
 * are documented [C]; that each lap in that mode takes one less than the lap before is [I].
 * @see https://support.aerospike.com/hc/en-us/articles/49939363581851-Why-is-XDR-throttling
 */
export class Partition {
  readonly #order: Order;
  readonly #queue: Entry[] = [];
  readonly #retries: Entry[] = [];
  /** In the order of their first failure; those being sent again are among them. */
  readonly #failing = new Set<Entry>();
  /** What {@link Order} keeps back: has a record in flight or waiting to be sent again. */
  readonly #busy = new Set<string>();
  #budget = PER_LAP;
  #retriesDue = 0;
  #retryOnlyBudget = RETRY_ONLY_FROM;

  constructor(
    readonly namespace: string,
    readonly id: number,
    order: Order,
  ) {
    this.#order = order;
  }

  /** Whether nothing is queued, in flight or waiting to be sent again */
  get isIdle(): boolean {
    return this.#queue.length === 0 && this.#busy.size === 0;
  }

  /** When the record that has failed for the longest failed first; undefined if none is failing. */
  get failingSince(): number | undefined {
    return this.#failing.values().next().value?.failedAt;
  }

  /**
   * Retry-only mode: nothing new is sent. Records that are being sent again count too, so that slow failures throttle as
   * quick ones do [I].
   */
  get isThrottled(): boolean {
    return this.#failing.size >= RETRY_ONLY_FROM;
  }

  /** Records that wait to be sent again. */
  get retrying(): number {
    return this.#retries.length;
  }

  write(notification: ChangeNotification): void {
    this.#queue.push({ notification, partition: this, attempts: 0 });
  }

  /** What failed until now may be sent again, and a new lap's worth of entries be taken. */
  beginLap(): void {
    this.#retriesDue = this.#retries.length;
    if (!this.isThrottled) {
      this.#budget = PER_LAP;
      this.#retryOnlyBudget = RETRY_ONLY_FROM;
    } else {
      this.#budget = this.#retryOnlyBudget;
      this.#retryOnlyBudget = Math.max(MINIMUM_RETRIES, this.#retryOnlyBudget - 1);
    }
  }

  /** Takes the record to send now; undefined if none may be sent before the next lap or the next answer. */
  next(): Entry | undefined {
    if (this.#budget === 0) return undefined;
    const entry = this.#nextRetry() ?? this.#nextQueued();
    if (entry) this.#budget -= 1;
    return entry;
  }

  /** The record is delivered, or given up. */
  removeDelivered(entry: Entry): void {
    this.#failing.delete(entry);
    this.#busy.delete(this.#laneOf(entry));
  }

  /** The record is to be sent again, in a later lap. */
  queueRetry(entry: Entry, now: number): void {
    entry.failedAt ??= now;
    this.#failing.add(entry);
    this.#retries.push(entry);
  }

  #nextRetry(): Entry | undefined {
    if (this.#retriesDue === 0) return undefined;
    this.#retriesDue -= 1;
    return this.#retries.shift();
  }

  #nextQueued(): Entry | undefined {
    const [head] = this.#queue;
    if (!head || this.isThrottled || this.#busy.has(this.#laneOf(head))) return undefined;
    this.#busy.add(this.#laneOf(head));
    return this.#queue.shift();
  }

  #laneOf({ notification }: Entry): string {
    return this.#order === "partition" ? "" : notification.digest.toString("latin1");
  }
}
