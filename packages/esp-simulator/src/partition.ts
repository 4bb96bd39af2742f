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
 * Which changes wait for each other. `partition`: a change is sent only after everything that was written before it in
 * its partition is acknowledged. `record`: only changes of the same record wait for each other.
 */
export type Order = "partition" | "record";

/** How many records a lap takes from a partition's queues. */
const PER_LAP = 50;
/** From this many failing records on, a lap takes nothing new. The first such lap takes this many records. */
const RETRY_ONLY_FROM = 10;
/** The fewest records that a lap in retry-only mode takes. */
const MINIMUM_RETRIES = 5;

/**
 * XDR's queues of one partition: the transaction queue and the retry queue. Laps, their numbers and the retry-only mode
 * are documented [C]. It is inferred [I] that each lap in that mode takes one record less than the lap before.
 * @see https://support.aerospike.com/hc/en-us/articles/49939363581851-Why-is-XDR-throttling
 */
export class Partition {
  readonly #order: Order;
  readonly #queue: Entry[] = [];
  readonly #retries: Entry[] = [];
  /** Records that have failed, in the order of their first failure, also while they are sent again. */
  readonly #failing = new Set<Entry>();
  /** What must wait, as {@link Order} says: something of it is in flight, or waits to be sent again. */
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

  /** Whether nothing is queued, in flight or waiting to be sent again. */
  get isIdle(): boolean {
    return this.#queue.length === 0 && this.#busy.size === 0;
  }

  /** When the record that has been failing for the longest time failed first. Undefined if no record is failing. */
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

  /** Queues a change behind everything that was written to this partition before. */
  write(notification: ChangeNotification): void {
    this.#queue.push({ notification, partition: this, attempts: 0 });
  }

  /** Allows a new lap's number of records, among them the records that have failed until now. */
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

  /** Takes the record to send now. Gives undefined if none may be sent before the next lap or the next answer. */
  next(): Entry | undefined {
    if (this.#budget === 0) return undefined;
    const entry = this.#nextRetry() ?? this.#nextQueued();
    if (entry) this.#budget -= 1;
    return entry;
  }

  /** Forgets a record that is delivered or abandoned. */
  removeDelivered(entry: Entry): void {
    this.#failing.delete(entry);
    this.#busy.delete(this.#laneOf(entry));
  }

  /**
   * Queues a record that failed, to be sent again in a later lap.
   * @param now milliseconds, from the scheduler
   */
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
