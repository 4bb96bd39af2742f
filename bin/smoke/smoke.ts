import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Ack } from "../../local/connector/ack";
import { readConfiguration, type Configuration } from "../../local/connector/configuration";
import { startConnector } from "../../local/connector/connector";
import { formatterOf } from "../../local/connector/format";
import { digestOf, type ChangeNotification } from "../../local/connector/notification";
import { placeIn, readRecord, type StoredRecord } from "../../local/records";
import type { DeployedPipeline } from "../stage";

/** What a check found. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
}

export interface SmokeOptions {
  /** Takes one line for each check, and for waiting. */
  readonly report: (line: string) => void;
  /** @defaultValue 300,000: AWS takes minutes to spread a new key */
  readonly keyPatienceMs?: number;
  /** @defaultValue 5000 */
  readonly retryMs?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Marks the record. */
  readonly mark?: string;
}

/** The guide's curl test and its Data Viewer step in one. Never throws for what the pipeline answers. */
export async function smoke(pipeline: DeployedPipeline, options: SmokeOptions): Promise<Check[]> {
  const { report, now = Date.now, mark = randomUUID() } = options;
  const checks: Check[] = [];
  const check = (name: string, ok: boolean, found: string) => {
    checks.push({ name, ok, found });
    report(`${ok ? "ok  " : "FAIL"} ${name}: ${found}`);
    return ok;
  };
  const configuration = readConfiguration(pipeline.connectorConfig);
  const notification = markedRecord(mark, now());

  const ack = await postUntilKeySpreads(pipeline, configuration, notification, options);
  const place = placeIn(ack.body);
  if (check("posts a record with the key", ack.acknowledged && place !== undefined, describe(ack)) && place) {
    const record = await readRecord(pipeline.clients.kinesis, streamOf(configuration), place);
    const read = record === undefined ? "nothing" : `${place.ShardId}, ${place.SequenceNumber}`;
    check("reads it back by shard and sequence number", record !== undefined, read);
    compare(record, notification, configuration, check);
  }
  const refused = await post(pipeline, withoutKey(configuration), notification);
  check("is refused without the key", refused.status === 403, describe(refused));
  return checks;
}

function compare(
  record: StoredRecord | undefined,
  notification: ChangeNotification,
  { format }: Configuration,
  check: (name: string, ok: boolean, found: string) => boolean,
): void {
  const sent = formatterOf(format)(notification);
  const same = record?.data.equals(sent) ?? false;
  check("finds the very bytes", same, `${record?.data.length ?? 0} bytes of ${sent.length}`);
  const key = notification.digest.toString("base64");
  check("finds the digest as the partition key", record?.partitionKey === key, record?.partitionKey ?? "nothing");
}

async function postUntilKeySpreads(
  pipeline: DeployedPipeline,
  configuration: Configuration,
  notification: ChangeNotification,
  { report, keyPatienceMs = 300_000, retryMs = 5000, now = Date.now }: SmokeOptions,
): Promise<Ack> {
  const giveUpAt = now() + keyPatienceMs;
  for (;;) {
    const ack = await post(pipeline, configuration, notification);
    if (ack.status !== 403 || now() >= giveUpAt) {
      return ack;
    }
    report(`     403: a new key takes minutes to spread; trying again for ${Math.ceil((giveUpAt - now()) / 1000)} s`);
    await delay(retryMs);
  }
}

async function post(
  { ca }: DeployedPipeline,
  configuration: Configuration,
  notification: ChangeNotification,
): Promise<Ack> {
  const connector = startConnector({ configuration, ...(ca !== undefined && { ca }) });
  try {
    return await connector.ship(notification);
  } finally {
    connector.stop();
  }
}

const markedRecord = (mark: string, now: number): ChangeNotification => ({
  op: "write",
  namespace: "smoke",
  set: "smoke",
  userKey: mark,
  digest: digestOf("smoke", mark),
  gen: 1,
  lut: now,
  exp: 0,
  bins: new Map([["mark", mark]]),
});

const streamOf = ({ destinations }: Configuration): string => destinations[0]?.additionalHeaders.streamname ?? "";

const withoutKey = (configuration: Configuration): Configuration => ({
  ...configuration,
  destinations: configuration.destinations.map((destination) => {
    const headers = Object.entries(destination.additionalHeaders).filter(
      ([name]) => name.toLowerCase() !== "x-api-key",
    );
    return { ...destination, additionalHeaders: Object.fromEntries(headers) };
  }),
});

const describe = ({ status, cause, body }: Ack): string => (status === undefined ? cause : `${status} ${body.trim()}`);
