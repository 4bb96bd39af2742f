import { awsClients } from "../shared/clients";
import { createShardReader } from "../shared/shards";
import type { Profile } from "./profiles";
import { isProof, type ProfileReport } from "./report";
import { type ProfileRunOptions, runProfile } from "./run";
import type { SoakTarget } from "./target";

/**
 * Runs profile after profile through one deployed pipeline: each has records of its own, and finds the pipeline without
 * faults and with nothing under way. What is done stands when a later one is interrupted.
 */
export async function* soak(
  target: SoakTarget,
  profiles: readonly Profile[],
  options: ProfileRunOptions,
): AsyncGenerator<ProfileReport, void> {
  const clients = awsClients(target.region, target.aws);
  const reader = createShardReader(clients.kinesis, target.stream);
  try {
    for (const profile of profiles) {
      options.report(`… ${profile.name}`);
      const report = await runProfile(target, profile, reader, options);
      options.report(
        `${isProof(report) ? "✔" : "✘"} ${profile.name} (${report.seconds.toFixed(1)} s, ${report.lost} lost)`,
      );
      yield report;
    }
  } finally {
    clients.close();
  }
}
