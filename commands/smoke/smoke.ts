import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";

import { type ChangeNotification, digestOf } from "@aerospike-kinesis/esp-simulator";

import { type ConnectorDestination, type ConnectorFile, readConnectorFile } from "../shared/connector-file";
import type { DeployedPipeline } from "../shared/open-pipeline";
import { positionIn, readRecord, type RecordPosition, type StoredRecord } from "../shared/records";
import { streamNameOf } from "../shared/stream-name";
import { isHidden, readableStreamOf } from "../shared/stream-reference";
import type { Check } from "./check";
import { type Answer, openClient } from "./client";
import { lookAtExistingStreams } from "./existing-streams";

export interface SmokeOptions {
  /** Takes one line for each check, and for waiting. */
  readonly report: (line: string) => void;
  /**
   * Milliseconds for which a 403 is tried again.
   * @defaultValue 300,000: AWS takes minutes to spread a new key
   */
  readonly keyPatienceMs?: number;
  /**
   * Milliseconds for which a 429 or 5xx is tried again, as the connector does.
   * @defaultValue 60,000
   */
  readonly failurePatienceMs?: number;
  /** @defaultValue 5000 */
  readonly retryMs?: number;
  /**
   * The time, in milliseconds since the epoch.
   * @defaultValue the clock of this machine
   */
  readonly now?: () => number;
  /**
   * A text that marks the record.
   * @defaultValue a random one
   */
  readonly mark?: string;
}

/**
 * Posts a marked record for each destination of the connector's file and reads it back: the guide's curl test and its
 * Data Viewer step in one. It calls the API itself. From the connector's file it takes only URLs, headers and the format,
 * so that it passes whatever else the connector is set to. It does not throw for an answer of the pipeline.
 * @param pipeline one that can be reached
 * @param options who is told of each line, and how long to wait
 * @returns the checks, in order
 * @throws UserError if the connector's file cannot be read
 */
export async function smoke(pipeline: DeployedPipeline, options: SmokeOptions): Promise<Check[]> {
  const { destinations, format } = readConnectorFile(pipeline.connectorConfig, pipeline.outputs.endpoint);
  const checks: Check[] = [];
  const note = (name: string, ok: boolean, found: string) => {
    checks.push({ name, ok, found });
    options.report(`${ok ? "ok  " : "FAIL"} ${name}: ${found}`);
    return ok;
  };
  for (const { name, ok, found } of await lookAtExistingStreams(pipeline.clients.kinesis, pipeline.outputs)) {
    note(`finds the existing stream ${name}`, ok, found);
  }
  const tried = destinations.map(({ headers }) => streamNameOf(headers, pipeline.outputs));
  for (const name of Object.keys(pipeline.outputs.streams).filter((other) => !tried.includes(other))) {
    options.report(`     ${name} is not tried: the connector's file does not name this stream`);
  }
  for (const destination of destinations) {
    const streamName = streamNameOf(destination.headers, pipeline.outputs);
    const stream = readableStreamOf(streamName, pipeline.outputs);
    const place = destinations.length > 1 ? ` (${streamName})` : "";
    const check = (name: string, ok: boolean, found: string) => note(`${name}${place}`, ok, found);
    await smokeStream({ pipeline, destination, format, stream, check }, options);
  }
  return checks;
}

interface StreamSmoke extends Pick<ConnectorFile, "format"> {
  readonly pipeline: DeployedPipeline;
  readonly destination: ConnectorDestination;
  readonly stream: string;
  /** Notes what a check found. @returns whether it is right */
  readonly check: (name: string, ok: boolean, found: string) => boolean;
}

async function smokeStream({ pipeline, destination, format, stream, check }: StreamSmoke, options: SmokeOptions) {
  const { now = Date.now, mark = randomUUID() } = options;
  const notification = createMarkedRecord(mark, now());
  const digest = notification.digest.toString("base64");
  const body = format(notification);
  const client = openClient(destination.url, pipeline.ca);
  const checkRecord = async (position: RecordPosition): Promise<void> => {
    const record = await readRecord(pipeline.clients.kinesis, stream, position).catch((error: unknown) => {
      if (!isHidden(stream, error)) throw error;
      return "hidden" as const;
    });
    if (record === "hidden") {
      options.report(
        `     the owner of ${stream} does not let this account read it: ${position.SequenceNumber} is not read back`,
      );
      return;
    }
    const read = record === undefined ? "nothing" : `${position.ShardId}, ${position.SequenceNumber}`;
    check("reads it back by shard and sequence number", record !== undefined, read);
    check("finds the very bytes", isSame(record, body), `${record?.data.length ?? 0} bytes of ${body.length}`);
    check("finds the digest as the partition key", record?.partitionKey === digest, record?.partitionKey ?? "nothing");
  };
  try {
    const withDigest = { ...destination.headers, "aerospike-digest": digest };
    const answer = await postWithRetries(() => client.post(withDigest, body), options);
    const position = positionIn(answer.text);
    if (
      check("posts a record with the key", answer.status === 200 && position !== undefined, describe(answer)) &&
      position
    ) {
      await checkRecord(position);
    }
    const refused = await client.post(withoutKey(withDigest), body);
    check("is refused without the key", refused.status === 403, describe(refused));
  } finally {
    await client.close();
  }
}

const isSame = (record: StoredRecord | undefined, body: Buffer): boolean => record?.data.equals(body) ?? false;

/**
 * Tries again while the cause can pass by itself: a key that AWS still spreads, a throttle, or a Kinesis or a role that
 * is not ready.
 */
async function postWithRetries(
  post: () => Promise<Answer>,
  { report, keyPatienceMs = 300_000, failurePatienceMs = 60_000, retryMs = 5000, now = Date.now }: SmokeOptions,
): Promise<Answer> {
  const started = now();
  for (;;) {
    const answer = await post();
    const { status = 0 } = answer;
    const isKey = status === 403;
    if (!isKey && status !== 429 && status < 500) return answer;
    const left = started + (isKey ? keyPatienceMs : failurePatienceMs) - now();
    if (left <= 0) return answer;
    const why = isKey ? "a new key takes minutes to spread" : "the connector would send it again, too";
    report(`     ${isKey ? status : describe(answer)}: ${why}; trying again for ${Math.ceil(left / 1000)} s`);
    await delay(retryMs);
  }
}

const createMarkedRecord = (mark: string, now: number): ChangeNotification => ({
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

const withoutKey = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "x-api-key"));

const describe = ({ status, text }: Answer): string => (status === undefined ? text : `${status} ${text}`);
