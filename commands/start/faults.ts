import { type FaultRule, realFaultEnvironment } from "@aerospike-kinesis/local-aws/faults";

import type { Settings } from "../../config/settings";
import { UsageError } from "../shared/errors";
import { type WatchedFaults, watchFaults } from "../shared/faults";
import { timeoutsOf } from "../shared/stage-settings";

/** The seed of the random numbers of faults. They are the same in each run. */
const SEED = 1;

/**
 * Prepares the faults of a run.
 * @param rules what fails
 * @param settings of the stage
 * @param region the one in which it fails. Undefined: in all
 * @returns the faults, not begun yet
 * @throws UsageError for a region that the stage does not have
 */
export function faultsFor(rules: readonly FaultRule[], settings: Settings, region: string | undefined): WatchedFaults {
  const regions = settings.regions.map((own) => own.region);
  if (region !== undefined && !regions.includes(region)) {
    throw new UsageError(`--faults-region: expected one of ${regions.join(", ")}, got ${region}.`);
  }
  return watchFaults({ rules, region, timeouts: timeoutsOf(settings), environment: realFaultEnvironment(SEED) });
}
