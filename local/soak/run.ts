import { setTimeout as delay } from "node:timers/promises";
import type { Action } from "./actions";
import { createAudit } from "./audit";
import { describeFlow, openFlow, type Flow } from "./flow";
import { createLedger, type Ledger } from "./ledger";
import type { Profile } from "./profiles";
import type { ProfileReport } from "./report";
import type { ShardReader } from "./shards";
import type { SoakTarget } from "./target";
import { createWorkload, type Workload } from "./workload";

export interface RunOptions {
  /** Records to send in a profile; more if something is done to the pipeline meanwhile and takes longer. */
  readonly records: number;
  /** Milliseconds for which the faults go on, and records are written, at most. */
  readonly faultsMs: number;
  /** Milliseconds in which every record is to be acknowledged once nothing fails any more. */
  readonly drainMs: number;
  /** Connectors side by side. */
  readonly instances: number;
  readonly seed: number;
  /** Takes a line every so often. */
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

const REPORT_EVERY_MS = 2000;
/** Each key has about so many versions. */
const VERSIONS = 5;
/** While something is done to the pipeline a record comes every so often. */
const TRICKLE_MS = 20;
const POLL_MS = 10;

/** Sends records through the pipeline while it suffers, lets it recover, and compares what is stored with what was sent. */
export async function runProfile(
  target: SoakTarget,
  profile: Profile,
  reader: ShardReader,
  options: RunOptions,
): Promise<ProfileReport> {
  const { records, faultsMs, drainMs, instances, seed, report, signal } = options;
  const spare = profile.action ? Math.ceil(faultsMs / TRICKLE_MS) : 0;
  const workload = createWorkload({
    ...{ name: `${profile.name} ${seed}`, records: records + spare, seed, startsAt: Date.now() },
    ...{ keys: Math.ceil(records / VERSIONS), hotShare: profile.hotShare ?? 0 },
  });
  const ledger = createLedger(workload, () => performance.now());
  const configuration = await target.configuration();
  // What was still on its way when the profile before was read is no record of this one.
  await reader.read(() => undefined);
  const flow = openFlow(target, configuration, instances, ledger.note);
  const suffering = suffer(target, profile, records);
  const over = AbortSignal.any([signal, AbortSignal.timeout(faultsMs)]);
  over.addEventListener("abort", suffering.end);
  const clocks = [
    setInterval(() => {
      report(`  ${profile.name}: ${describeFlow(flow)}`);
    }, REPORT_EVERY_MS),
    setTimeout(flow.stop, faultsMs + drainMs),
  ];
  signal.addEventListener("abort", flow.stop);
  const started = performance.now();
  try {
    await send({ flow, workload, ledger, records, action: profile.action, over });
    suffering.end();
    await flow.xdr.settled();
    signal.throwIfAborted();
  } finally {
    suffering.end();
    clocks.forEach(clearTimeout);
    signal.removeEventListener("abort", flow.stop);
    flow.stop();
  }
  const seconds = (performance.now() - started) / 1000;
  await target.trouble.faults.settled();
  const audit = createAudit(workload, configuration.format, ledger);
  await reader.read(audit.read);
  const { written: sent, sent: attempts, acknowledged, retries, late, everStalled } = flow.xdr.statistics();
  return {
    profile: profile.name,
    ...{ sent, attempts, acknowledged, undelivered: sent - acknowledged },
    ...audit.findings(),
    ...{ struck: suffering.counts(), retries, late, stalledPartitions: everStalled },
    ...{ seconds, acknowledgedPerSecond: acknowledged / seconds },
    ...{ p50Ms: ledger.latencyMs(0.5), p99Ms: ledger.latencyMs(0.99) },
  };
}

/** Switches on what a profile says. */
function suffer({ trouble }: SoakTarget, { faults, shardRateScale }: Profile, records: number) {
  let counts: ProfileReport["struck"] | undefined;
  trouble.faults.set(faults?.(records) ?? []);
  trouble.scaleShardRates(shardRateScale?.(records) ?? 1);
  return {
    /** Everything works again. */
    end: () => {
      counts ??= trouble.faults.counts();
      trouble.faults.set([]);
      trouble.scaleShardRates(1);
    },
    /** How often each fault has struck. */
    counts: () => counts ?? {},
  };
}

interface Sending {
  readonly flow: Flow;
  readonly workload: Workload;
  readonly ledger: Ledger;
  readonly records: number;
  readonly action: Action | undefined;
  /** Aborted when the time for faults is over. */
  readonly over: AbortSignal;
}

/** Writes the records and does what is to be done meanwhile. @returns when all is acknowledged, or the time is over */
async function send({ flow, workload, ledger, records, action, over }: Sending): Promise<void> {
  const reached = async (count: number): Promise<void> => {
    while (ledger.acknowledged() < count && !over.aborted) await delay(POLL_MS);
  };
  const half = Math.floor(records / 2);
  let isActing = action !== undefined;
  const act = async (): Promise<void> => {
    await reached(half);
    await action?.({ ...flow, acknowledgedMore: (more) => reached(ledger.acknowledged() + more) });
    isActing = false;
  };
  const write = async (): Promise<void> => {
    const isDue = (index: number): boolean => index < records || (isActing && index < workload.records);
    for (let index = 0; isDue(index) && !over.aborted; index += 1) {
      await flow.xdr.write(workload.at(index));
      if (isActing && index >= half) await delay(TRICKLE_MS);
    }
  };
  await Promise.all([action && act(), write()]);
  await flow.xdr.settled();
}
