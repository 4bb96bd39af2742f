import type { Order } from "@aerospike-kinesis/esp-simulator";
import { realFaultEnvironment } from "@aerospike-kinesis/local-aws/faults";

import type { ShardReader } from "../shared/shards";
import { createAudit } from "./audit";
import { createDeliveryLog } from "./delivery-log";
import { expectedAlarms } from "./expected-alarms";
import { startFaults } from "./fault-period";
import { describeFlow, openFlow } from "./flow";
import { inFormat } from "./format";
import { judgeAlarms } from "./judge-alarms";
import { requestsPerMinute } from "./minutes";
import { isAction, isFault, type Profile } from "./profiles";
import type { ProfileReport } from "./report";
import { createSchedule } from "./schedule";
import { send, TRICKLE_MS } from "./send";
import { settleAlarms } from "./settle-alarms";
import type { SoakTarget } from "./target";
import { unmetFaults } from "./unmet";
import { createWorkload } from "./workload";

export interface ProfileRunOptions {
  /** Records to send in a profile. More are sent if an action on the pipeline takes longer. */
  readonly records: number;
  /** The longest time, in milliseconds, during which faults happen and records are written. */
  readonly faultsMs: number;
  /** Milliseconds in which every record must be acknowledged after the faults have ended. */
  readonly drainMs: number;
  /** Connectors side by side. */
  readonly instances: number;
  readonly seed: number;
  /**
   * Replaces the profile's own order.
   * @defaultValue the profile's own
   */
  readonly order?: Order;
  readonly partitions?: number;
  readonly shardRate?: number;
  /** Takes a line every few seconds. */
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

const REPORT_EVERY_MS = 2000;
/** Each key has about this many versions. */
const VERSIONS = 5;

/**
 * Sends records through the pipeline while things fail, lets it recover, and compares what is stored with what was sent.
 * @param target the deployed pipeline
 * @param profile what goes wrong
 * @param reader reads the stream from where the profile before left it
 * @param options how many records, for how long, and in which order
 * @returns what was sent, acknowledged, stored, lost, and met
 * @throws Error if a connector's file cannot be read; the signal's reason if it is aborted
 */
export async function runProfile(
  target: SoakTarget,
  profile: Profile,
  reader: ShardReader,
  options: ProfileRunOptions,
): Promise<ProfileReport> {
  const { records, faultsMs, drainMs, instances, seed, report, signal } = options;
  const { trouble, xdrLimits, alarms } = target;
  const { order = profile.order, partitions = profile.partitions } = options;
  const scale = { records, answerLimitMs: xdrLimits.answerLimitMs };
  const rules = profile.faults?.(scale) ?? [];
  const faults = rules.filter(isFault);
  const schedule = createSchedule(rules.filter(isAction), realFaultEnvironment(seed));
  const spare = schedule.isPending() ? Math.ceil(faultsMs / TRICKLE_MS) : 0;
  const configuration = async () => inFormat(profile.format, await target.configuration());
  const { format } = await configuration();
  const workload = createWorkload({
    name: `${profile.name} ${seed}`,
    records: records + spare,
    seed,
    startsAt: Date.now(),
    deletes: format.mode !== "message-pack",
    keys: Math.ceil(records / VERSIONS),
    hotShare: profile.hotShare ?? 0,
    ...(partitions && { partitions }),
  });
  const deliveryLog = createDeliveryLog(workload, () => performance.now());
  const audit = createAudit(workload, format, deliveryLog);
  await settleAlarms(target, await configuration());
  trouble.minutes.setRequestsPerMinute(requestsPerMinute(records));
  alarms.begin();
  // Records that the profile before stored late are not records of this one.
  await reader.read(() => undefined);
  const flow = await openFlow(target, {
    instances,
    configuration,
    onEvent: deliveryLog.note,
    ...xdrLimits,
    ...(order && { order }),
    drain: async () => {
      await reader.read(audit.read);
      reader.restart();
    },
  });
  const faultPeriod = startFaults(target.trouble, faults, options.shardRate ?? profile.shardRate?.(scale) ?? 1);
  // Not AbortSignal.timeout: if only AbortSignal.any refers to it, Node 20 removes it from memory, and it never fires.
  const time = new AbortController();
  const over = AbortSignal.any([signal, time.signal]);
  over.addEventListener("abort", faultPeriod.end);
  const clocks = [
    setInterval(() => {
      report(`  ${profile.name}: ${describeFlow(flow)}`);
    }, REPORT_EVERY_MS),
    setTimeout(() => {
      time.abort();
    }, faultsMs),
    setTimeout(flow.stop, faultsMs + drainMs),
  ];
  signal.addEventListener("abort", flow.stop);
  const started = performance.now();
  try {
    await send({ flow, workload, deliveryLog, records, schedule, minutes: trouble.minutes, over });
    faultPeriod.end();
    await flow.xdr.waitUntilSettled();
    signal.throwIfAborted();
  } finally {
    faultPeriod.end();
    clocks.forEach(clearTimeout);
    signal.removeEventListener("abort", flow.stop);
    flow.stop();
  }
  const seconds = (performance.now() - started) / 1000;
  await trouble.barrier.close();
  trouble.barrier.open();
  await reader.read(audit.read);
  // The last minute ends, too.
  trouble.minutes.pass(1);
  const struck = { ...faultPeriod.counts(), ...schedule.counts() };
  const throttledShards = trouble.takeThrottles();
  // A rate on the command line replaces the profile's. A rate of 1 or more is no limit, so no shard needs to refuse
  // anything.
  const isShardLimited = options.shardRate === undefined ? profile.shardRate !== undefined : options.shardRate < 1;
  const { written: sent, sent: attempts, acknowledged, retries, late, ...partitionsEver } = flow.xdr.statistics();
  return {
    profile: profile.name,
    asked: records,
    unmet: [
      ...unmetFaults(faults, faultPeriod.strikeTimesMs()),
      ...new Set(schedule.unfinished()),
      ...(isShardLimited && Object.keys(throttledShards).length === 0 ? ["shard-rate" as const] : []),
    ],
    sent,
    attempts,
    acknowledged,
    undelivered: sent - acknowledged,
    ...audit.findings(),
    struck,
    retries,
    late,
    throttledShards,
    stalledPartitions: partitionsEver.everStalled,
    throttledPartitions: partitionsEver.everThrottled,
    seconds,
    acknowledgedPerSecond: acknowledged / seconds,
    p50Ms: deliveryLog.latencyMs(0.5),
    p99Ms: deliveryLog.latencyMs(0.99),
    alarms: judgeAlarms(
      alarms.wentOff(),
      expectedAlarms({
        name: profile.name,
        troubles: rules.map(({ fault }) => fault),
        isShardLimited,
        hasOwnShardRate: options.shardRate !== undefined,
      }),
    ),
  };
}
