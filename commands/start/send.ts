import type { ChangeNotification } from "@aerospike-kinesis/esp-simulator";
import { type Configuration, isServed } from "@aerospike-kinesis/esp-simulator";
import type { KinesisClient } from "@aws-sdk/client-kinesis";

import { awsClients } from "../shared/clients";
import { count } from "../shared/count";
import type { Deployed } from "../shared/deploy";
import type { PipelineOutputs } from "../shared/pipeline-outputs";
import type { Progress } from "../shared/progress";
import { createShardReader } from "../shared/shards";
import { type StreamOf, streamsOf } from "../shared/stream-name";
import { readRegionConfiguration } from "../shared/through-region";
import { deliver, type Outcome, verify } from "./deliver";
import { withPatience } from "./differences";
import { skippedRecords } from "./skipped-records";
import { recordTable, type Totals, verdict } from "./table";
import { describeToTry } from "./to-try";

const READS_AT_ONCE = 20;
/** After so many records, a line shows the progress. */
const TOLD_EVERY = 1000;

/** What is sent through one region. */
export interface Sending {
  readonly region: string;
  readonly outputs: PipelineOutputs;
  readonly deployed: Deployed;
  readonly notifications: readonly ChangeNotification[];
  readonly caFile: string;
  readonly progress: Progress;
  /**
   * Milliseconds without an acknowledgement after which the delivery gives up.
   * @defaultValue that of {@link deliver}
   */
  readonly patienceMs?: number;
  readonly signal: AbortSignal;
}

/** The result, and what a person can try next: the endpoint with a curl command to paste. */
export interface Sent {
  /** How many records are not where they should be. */
  readonly missing: number;
  readonly toTry: string;
  /** What became of the records, for people. */
  readonly lines: readonly string[];
  /** The connector's. */
  readonly configuration: Configuration;
}

/**
 * Sends the notifications through a region's pipeline, and reads them back.
 * @param sending the region, its pipeline and the notifications
 * @returns how many records are missing, what became of each, and what a person can try next
 */
export async function sendThrough(sending: Sending): Promise<Sent> {
  const { region, outputs, deployed, notifications, caFile, progress } = sending;
  const clients = awsClients(region, deployed.aws);
  try {
    // The connector, too, learns only from this file where to send, and with which key.
    const configuration = withPatience(await readRegionConfiguration(clients.secretsManager, outputs));
    const isOneOfMany = Object.keys(deployed.pipelines).length > 1;
    const toTry = describeToTry({
      endpoint: outputs.endpoint,
      headers: configuration.destinations[0]?.additionalHeaders ?? {},
      caFile,
      format: configuration.format,
      ...(isOneOfMany && { region }),
    });
    if (!isServed(configuration.format)) return { missing: 0, toTry, lines: [], configuration };
    const totals = await progress.step(
      `${count(notifications.length, "notification")} through ${region}`,
      () => sendAndReadBack(sending, configuration, streamsOf(configuration, outputs), clients.kinesis),
      ({ outcomes }) => missingOf(outcomes) === 0,
    );
    const heading = isOneOfMany ? [region] : [];
    return {
      missing: missingOf(totals.outcomes),
      toTry,
      lines: ["", ...heading, ...recordTable(totals.outcomes), "", ...verdict(totals), ""],
      configuration,
    };
  } finally {
    clients.close();
  }
}

const missingOf = (outcomes: readonly Outcome[]): number => outcomes.filter(({ kind }) => kind === "missing").length;

async function sendAndReadBack(
  { region, deployed, notifications, progress, patienceMs, signal }: Sending,
  configuration: Configuration,
  streamOf: StreamOf,
  kinesis: KinesisClient,
): Promise<Totals> {
  // The regions work at the same time, so each line says which one it is about.
  const tell = (text: string): void => {
    progress.detail(Object.keys(deployed.pipelines).length > 1 ? `${region}: ${text}` : text);
  };
  const onRetry = (cause: string): void => {
    tell(`sent again after: ${cause}`);
  };
  const onAcknowledged = (number: number): void => {
    if (number % TOLD_EVERY === 0) tell(`${number} acknowledged`);
  };
  const { format } = configuration;
  if (isServed(format)) skippedRecords(notifications, format).forEach(tell);
  const { ca } = deployed.aws;
  const { deliveries, retries } = await deliver({
    configuration,
    ca,
    notifications,
    onRetry,
    onAcknowledged,
    patienceMs,
    signal,
  });
  const outcomes: Outcome[] = [];
  while (outcomes.length < deliveries.length) {
    const some = deliveries.slice(outcomes.length, outcomes.length + READS_AT_ONCE);
    outcomes.push(
      ...(await Promise.all(some.map((one) => verify(one, kinesis, streamOf(one.notification), configuration)))),
    );
    if (outcomes.length % TOLD_EVERY === 0) tell(`${outcomes.length} read back`);
  }
  let inStreams = 0;
  for (const stream of new Set(outcomes.map(({ stream }) => stream))) {
    await createShardReader(kinesis, stream).read(() => (inStreams += 1));
  }
  return { outcomes, retries, inStreams };
}
