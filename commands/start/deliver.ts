import { setTimeout as delay } from "node:timers/promises";

import type { ChangeNotification, Configuration, XdrStatistics } from "@aerospike-kinesis/esp-simulator";
import { formatterOf, isServed, startConnector, startXdr } from "@aerospike-kinesis/esp-simulator";
import type { KinesisClient } from "@aws-sdk/client-kinesis";

import { positionIn, readRecord, type StoredRecord } from "../shared/records";
import { whySkipped } from "./skipped-records";

export interface DeliverOptions {
  readonly configuration: Configuration;
  /** The one certificate to trust, as PEM. */
  readonly ca: string;
  readonly notifications: readonly ChangeNotification[];
  /** Called with each cause for which records are sent again, the first time that it occurs. */
  readonly onRetry: (cause: string) => void;
  /** Called after each acknowledgement with the number of acknowledgements. */
  readonly onAcknowledged: (number: number) => void;
  /**
   * Milliseconds without an acknowledgement after which the delivery gives up.
   * @defaultValue 30,000
   */
  readonly patienceMs?: number | undefined;
  readonly signal: AbortSignal;
}

/** What became of the notifications. */
export interface Delivered {
  readonly deliveries: readonly Delivery[];
  /** Attempts that failed, by cause. */
  readonly retries: XdrStatistics["retries"];
}

/** What became of one notification. `body` is the answer that acknowledged it. */
export interface Delivery {
  readonly notification: ChangeNotification;
  readonly body?: string;
}

/**
 * Sends notifications as XDR and a connector do. Waits until each is acknowledged, or until nothing has been
 * acknowledged for too long.
 * @param options the notifications, the connector's configuration, and who is told of the progress
 * @returns what became of each notification, and the failed attempts
 * @throws the signal's reason if it is aborted
 */
export async function deliver(options: DeliverOptions): Promise<Delivered> {
  const { configuration, ca, notifications, onRetry, onAcknowledged, patienceMs = 30_000, signal } = options;
  const acknowledged = new Map<ChangeNotification, string>();
  const causes = new Set<string>();
  const giveUp = new AbortController();
  const connector = startConnector({ configuration, ca });
  const xdr = startXdr({
    connectors: [connector],
    onEvent: (event) => {
      if (event.kind === "acknowledged") {
        acknowledged.set(event.notification, event.ack.body);
        onAcknowledged(acknowledged.size);
      }
      // The end of the delivery, by a person or without an acknowledgement, is no cause to send a record again.
      if (signal.aborted || giveUp.signal.aborted || (event.kind !== "retried" && event.kind !== "abandoned")) return;
      // skippedRecords has said it before, with the line. Nothing is sent, also not again.
      if (event.ack.cause === "not-serialisable") return;
      const cause = `${event.ack.cause} ${event.ack.body}`.trim();
      if (causes.size < causes.add(event.ack.cause).size) onRetry(cause);
    },
  });
  try {
    await Promise.race([
      writeAll(xdr, notifications),
      patience(() => acknowledged.size, patienceMs, AbortSignal.any([signal, giveUp.signal])),
    ]);
  } finally {
    giveUp.abort();
    xdr.stop();
    connector.stop();
  }
  const deliveries = notifications.map((notification) => {
    const body = acknowledged.get(notification);
    return { notification, ...(body !== undefined && { body }) };
  });
  return { deliveries, retries: xdr.statistics().retries };
}

async function writeAll(xdr: ReturnType<typeof startXdr>, notifications: readonly ChangeNotification[]): Promise<void> {
  for (const notification of notifications) {
    await xdr.write(notification);
  }
  await xdr.waitUntilSettled();
}

/** Resolves when `progress` has not changed for `forMs`. Rejects when it is aborted. */
async function patience(progress: () => number, forMs: number, signal: AbortSignal): Promise<void> {
  for (let seen = -1; seen !== progress();) {
    seen = progress();
    await delay(forMs, undefined, { signal, ref: false });
  }
}

/** A record as it was read back, or what is wrong with it, and the stream in which it should be. */
export type Outcome = { readonly stream: string } & (
  | { readonly kind: "stored"; readonly record: StoredRecord }
  | { readonly kind: "missing"; readonly why: string; readonly digest: string }
);

/**
 * Reads a delivered notification back from its shard, and compares it byte for byte with what was sent.
 * @param delivery a notification with the answer that acknowledged it
 * @param kinesis a client of the stream's region
 * @param stream the name of the stream to which the record's route leads
 * @param configuration the connector's, which says the format
 * @returns the record, or why it is missing
 */
export async function verify(
  { notification, body }: Delivery,
  kinesis: KinesisClient,
  stream: string,
  { format }: Configuration,
): Promise<Outcome> {
  const digest = notification.digest.toString("base64");
  const missing = (why: string): Outcome => ({ kind: "missing", stream, why, digest });
  if (body === undefined) {
    return missing((isServed(format) ? whySkipped(notification, format) : undefined) ?? "never acknowledged");
  }
  const position = positionIn(body);
  if (position === undefined) return missing("acknowledged without a position in a shard");
  const record = await readRecord(kinesis, stream, position);
  if (record === undefined) return missing(`acknowledged, but not in ${position.ShardId}`);
  return record.data.equals(formatterOf(format)(notification))
    ? { kind: "stored", stream, record }
    : missing(`stored in ${position.ShardId} with other bytes than were sent`);
}
