import type { LocalAwsOptions } from "../aws";
import { createFaults, realFaultEnvironment, type FaultRule } from "../aws/faults";

/** What the program sets for a stage that sets nothing: faults that are too late are later than these. */
export const SHIPPED_TIMEOUTS = { integrationTimeoutMs: 6000, callTimeoutMs: 8000 } as const;

const ACCOUNT = "123456789012";

/** Faults for a pipeline that somebody watches. */
export interface WatchedFaults {
  readonly localAws: LocalAwsOptions;
  /** Switches them on: what a rule says in seconds begins now. */
  readonly begin: () => void;
  /** How often each has struck, as one line for people. */
  readonly told: () => string;
}

/** @param seed of the random numbers that a rate draws */
export function watchedFaults(rules: readonly FaultRule[], seed: number): WatchedFaults {
  const environment = realFaultEnvironment(seed);
  const faults = createFaults({ environment, accountId: ACCOUNT, ...SHIPPED_TIMEOUTS });
  return {
    localAws: { accountId: ACCOUNT, kinesisLayers: [faults.kinesisLayer], gatewayFaults: faults.gatewayFaults },
    begin: () => {
      faults.set(rules);
    },
    told: () => {
      const counts = faults.counts();
      return rules.map(({ fault }) => `${fault} ${counts[fault] ?? 0} times`).join(", ");
    },
  };
}
