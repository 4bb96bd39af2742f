import { awsClients } from "../clients";
import type { Profile } from "./profiles";
import type { ProfileReport } from "./report";
import { runProfile, type RunOptions } from "./run";
import { createShardReader } from "./shards";
import type { SoakTarget } from "./target";

/**
 * Runs profile after profile through one deployed pipeline: each has records of its own, and finds the pipeline without
 * faults and with nothing under way.
 */
export async function soak(
  target: SoakTarget,
  profiles: readonly Profile[],
  options: RunOptions,
): Promise<readonly ProfileReport[]> {
  const clients = awsClients(target.region, target.aws);
  const reader = createShardReader(clients.kinesis, target.stream);
  const reports: ProfileReport[] = [];
  try {
    for (const profile of profiles) {
      options.report(`… ${profile.name}`);
      const report = await runProfile(target, profile, reader, options);
      reports.push(report);
      options.report(
        `${report.lost === 0 ? "✔" : "✘"} ${profile.name} (${report.seconds.toFixed(1)} s, ${report.lost} lost)`,
      );
    }
  } finally {
    clients.close();
  }
  return reports;
}
