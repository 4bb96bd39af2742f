import { createConsumer } from "../../commands/soak/consumer";
import type { ProfileRunOptions } from "../../commands/soak/prepare-run";
import type { Profile } from "../../commands/soak/profiles";
import type { ProfileReport } from "../../commands/soak/report";
import { soak } from "../../commands/soak/soak";
import type { Version } from "../../commands/soak/stored";
import type { SoakTarget } from "../../commands/soak/target";

/** As many as a short soak needs to meet what it is about. */
export const RECORDS = 120;

export const SOAK_OPTIONS = {
  records: RECORDS,
  faultsMs: 60_000,
  drainMs: 60_000,
  instances: 2,
  seed: 1,
  report: () => undefined,
  signal: new AbortController().signal,
};

/** A short soak of one profile. */
export async function soakOne(
  target: SoakTarget,
  profile: Profile,
  options: Partial<ProfileRunOptions> = {},
): Promise<ProfileReport> {
  for await (const report of soak(target, [profile], { ...SOAK_OPTIONS, ...options })) return report;
  throw new Error(`profile ${profile.name} has no report`);
}

/** Whether nothing is lost, altered or stuck, and no consumer has an old version. */
export const isSound = ({ lost, altered, undelivered, stale }: ProfileReport): boolean =>
  [lost, altered, undelivered, stale].every((number) => number === 0);

/** Whether a consumer takes one version of a record after it has the other. */
export function isNewer(one: Version, other: Version): boolean {
  const consumer = createConsumer();
  consumer.take({ ...other, digest: "" });
  return consumer.take({ ...one, digest: "" });
}
