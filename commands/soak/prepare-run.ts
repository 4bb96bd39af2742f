import type { Order } from "@aerospike-kinesis/esp-simulator";
import { type FaultRule, realFaultEnvironment } from "@aerospike-kinesis/local-aws/faults";

import type { ShardReader } from "../shared/shards";
import { type Audit, createAudit } from "./audit";
import { createDeliveryLog, type DeliveryLog } from "./delivery-log";
import { type Flow, openFlow } from "./flow";
import { inFormat } from "./format";
import { requestsPerMinute } from "./minutes";
import { isAction, isFault, type Profile, type TroubleName } from "./profiles";
import { createSchedule, type Schedule } from "./schedule";
import { TRICKLE_MS } from "./send";
import { settleAlarms } from "./settle-alarms";
import type { SoakTarget } from "./target";
import { createWorkload, type Workload } from "./workload";

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

/** What a run of a profile works with. */
export interface Run {
  readonly target: SoakTarget;
  readonly profile: Profile;
  readonly options: ProfileRunOptions;
  /** What goes wrong: faults, and actions on the pipeline. */
  readonly rules: readonly FaultRule<TroubleName>[];
  readonly faults: readonly FaultRule[];
  /** When each action happens. */
  readonly schedule: Schedule;
  /** How much every shard takes, as a share of what shards of AWS take. */
  readonly shardRate: number;
  readonly workload: Workload;
  readonly deliveryLog: DeliveryLog;
  readonly audit: Audit;
  readonly flow: Flow;
}

/** Each key has about this many versions. */
const VERSIONS = 5;

/**
 * Makes the records and opens the flow. Nothing is sent and nothing fails yet.
 * @param target the deployed pipeline
 * @param profile what goes wrong
 * @param reader reads the stream from where the profile before left it
 * @param options how many records, for how long, and in which order
 * @returns what the run works with
 * @throws Error if a connector's file cannot be read
 */
export async function prepareRun(
  target: SoakTarget,
  profile: Profile,
  reader: ShardReader,
  options: ProfileRunOptions,
): Promise<Run> {
  const { records, faultsMs, instances, seed } = options;
  const { trouble, xdrLimits, alarms } = target;
  const { order = profile.order, partitions = profile.partitions } = options;
  const scale = { records, answerLimitMs: xdrLimits.answerLimitMs };
  const rules = profile.faults?.(scale) ?? [];
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
  return {
    target,
    profile,
    options,
    rules,
    faults: rules.filter(isFault),
    schedule,
    shardRate: options.shardRate ?? profile.shardRate?.(scale) ?? 1,
    workload,
    deliveryLog,
    audit,
    flow,
  };
}
