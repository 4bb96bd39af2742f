import { awsClients } from "../shared/clients";
import { createShardReader } from "../shared/shards";
import type { ProfileRunOptions } from "./prepare-run";
import type { Profile } from "./profiles";
import { isProof, type ProfileReport } from "./report";
import { runProfile } from "./run-profile";
import type { SoakTarget } from "./target";

/**
 * Runs one profile after the other through one deployed pipeline. Each profile has its own records. It begins when no
 * fault is on and nothing is under way. If a later profile is interrupted, the reports of the earlier ones are kept.
 * @param target the deployed pipeline
 * @param profiles in order
 * @param options how many records, for how long, and in which order
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
