import type { ShardReader } from "../shared/shards";
import { type FaultPeriod, startFaults } from "./fault-period";
import { describeFlow } from "./flow";
import { prepareRun, type ProfileRunOptions, type Run } from "./prepare-run";
import { profileReport } from "./profile-report";
import type { Profile } from "./profiles";
import type { ProfileReport } from "./report";
import { send } from "./send";
import type { SoakTarget } from "./target";

const REPORT_EVERY_MS = 2000;

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
  const run = await prepareRun(target, profile, reader, options);
  const { faultPeriod, seconds } = await sendUntilSettled(run);
  const { barrier, minutes } = target.trouble;
  await barrier.close();
  barrier.open();
  await reader.read(run.audit.read);
  // The last minute ends, too.
  minutes.pass(1);
  return profileReport(run, faultPeriod, seconds);
}

/**
 * Sends the records while things fail, then waits until all of them are acknowledged or the time is up. Stops the flow.
 * @throws the signal's reason if it is aborted
 */
async function sendUntilSettled(run: Run): Promise<{ readonly faultPeriod: FaultPeriod; readonly seconds: number }> {
  const { target, profile, options, faults, shardRate, schedule, workload, deliveryLog, flow } = run;
  const { records, faultsMs, drainMs, report, signal } = options;
  const { trouble } = target;
  const faultPeriod = startFaults(trouble, faults, shardRate);
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
  return { faultPeriod, seconds: (performance.now() - started) / 1000 };
}
