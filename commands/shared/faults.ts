import { DEFAULT_ACCOUNT_ID as accountId, type LocalAwsOptions } from "@aerospike-kinesis/local-aws";
import { createFaultInjector, type FaultEnvironment, type FaultRule } from "@aerospike-kinesis/local-aws/faults";

import type { Pipelines } from "./pipeline-outputs";
import { limitToRegion } from "./region-faults";
import type { Timeouts } from "./stage-settings";

/** Faults for a pipeline that somebody watches. */
export interface WatchedFaults {
  readonly localAws: LocalAwsOptions;
  /** Switches the faults on in these pipelines. The seconds of the rules count from now. */
  readonly begin: (pipelines: Pipelines) => void;
  /** How often each fault has struck, as one line for people. */
  readonly describe: () => string;
}

/** How a pipeline is watched. */
export interface WatchOptions {
  readonly rules: readonly FaultRule[];
  /** The one region in which they strike. @defaultValue all regions */
  readonly region: string | undefined;
  /** The stage's timeouts. A fault that is too late is later than they are. */
  readonly timeouts: Timeouts;
  readonly environment: FaultEnvironment;
}

/**
 * Prepares faults for a pipeline. Nothing goes wrong until `begin` is called.
 * @param options the rules, the stage's timeouts in milliseconds, and the clock and random numbers
 * @returns what the local AWS has to be started with, and the switch
 */
export function watchFaults({ rules, region, timeouts, environment }: WatchOptions): WatchedFaults {
  const faults = createFaultInjector({ environment, accountId, ...timeouts });
  const limited = region === undefined ? undefined : limitToRegion(faults, region);
  const { kinesisLayer, gatewayHooks } = limited ?? faults;
  return {
    localAws: {
      accountId,
      kinesisLayers: [kinesisLayer],
      gatewayHooks,
    },
    begin: (pipelines) => {
      limited?.begin(pipelines);
      faults.set(rules);
    },
    describe: () => {
      const counts = faults.counts();
      return rules.map(({ fault }) => `${fault} ${counts[fault] ?? 0} times`).join(", ");
    },
  };
}
