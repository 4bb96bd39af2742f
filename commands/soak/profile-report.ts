import { expectedAlarms } from "./expected-alarms";
import type { FaultPeriod } from "./fault-period";
import { judgeAlarms } from "./judge-alarms";
import type { Run } from "./prepare-run";
import type { ProfileReport } from "./report";
import { unmetFaults } from "./unmet";

/**
 * Compares what was sent with what is stored, and what failed with the alarms that went off.
 * @param run that is over: everything stored was read
 * @param faultPeriod in which things failed
 * @param seconds that the run took
 * @returns the results
 */
export function profileReport(run: Run, faultPeriod: FaultPeriod, seconds: number): ProfileReport {
  const { target, profile, options, rules, faults, schedule, deliveryLog, audit, flow } = run;
  const struck = { ...faultPeriod.counts(), ...schedule.counts() };
  const throttledShards = target.trouble.takeThrottles();
  // A rate on the command line replaces the profile's. A rate of 1 or more is no limit, so no shard needs to refuse
  // anything.
  const isShardLimited = options.shardRate === undefined ? profile.shardRate !== undefined : options.shardRate < 1;
  const { written: sent, sent: attempts, acknowledged, retries, late, ...partitionsEver } = flow.xdr.statistics();
  return {
    profile: profile.name,
    asked: options.records,
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
      target.alarms.wentOff(),
      expectedAlarms({
        name: profile.name,
        troubles: rules.map(({ fault }) => fault),
        isShardLimited,
        hasOwnShardRate: options.shardRate !== undefined,
      }),
    ),
  };
}
