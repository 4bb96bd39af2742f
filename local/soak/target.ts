import type { LocalAws, LocalAwsOptions } from "../aws";
import { createFaults, realFaultEnvironment, type Faults } from "../aws/faults";
import { SHARD_RATES, shardLimits } from "../aws/kinesis/limits";
import type { Configuration } from "../connector/configuration";

/** What is changed in a deployed pipeline: a narrow throttle, a stream more in the template, another key. */
export type Change = "throttle" | "template" | "key";

/** A deployed pipeline to send records through, and the handles of what can go wrong in it. */
export interface SoakTarget {
  readonly aws: LocalAws;
  readonly trouble: Trouble;
  readonly region: string;
  /** The stream into which every record goes. */
  readonly stream: string;
  /** Reads the connector's file anew. */
  readonly configuration: () => Promise<Configuration>;
  /**
   * Deploys the pipeline with these changes, and as it was at first but for them.
   * @throws Error if it does not come up
   */
  readonly change: (changes: readonly Change[]) => Promise<void>;
}

/** How long one waits for the other; a fault that is too late is later than this. */
export interface Timeouts {
  readonly integrationTimeoutMs: number;
  readonly callTimeoutMs: number;
}

export interface Trouble {
  readonly faults: Faults;
  /** What every shard takes, as a share of what AWS's take. */
  readonly scaleShardRates: (share: number) => void;
  /** What a local AWS has to be started with. */
  readonly localAws: Pick<LocalAwsOptions, "kinesisLayers" | "gatewayFaults" | "log" | "accountId">;
}

/** Everything works, within AWS's own limits, until something is switched on. */
export function createTrouble(seed: number, timeouts: Timeouts, accountId = "123456789012"): Trouble {
  const environment = realFaultEnvironment(seed);
  const faults = createFaults({ environment, accountId, ...timeouts });
  let share = 1;
  const limits = shardLimits({
    ...{ now: environment.now, accountId },
    rates: () => ({
      recordsPerSecond: SHARD_RATES.recordsPerSecond * share,
      bytesPerSecond: SHARD_RATES.bytesPerSecond * share,
    }),
  });
  return {
    faults,
    scaleShardRates: (next) => {
      share = next;
    },
    localAws: {
      ...{ accountId, kinesisLayers: [faults.kinesisLayer, limits], gatewayFaults: faults.gatewayFaults },
      // Every fault would be a line.
      log: () => undefined,
    },
  };
}
