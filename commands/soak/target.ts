import type { Configuration, XdrOptions } from "@aerospike-kinesis/esp-simulator";
import type { LocalAws, LocalAwsOptions } from "@aerospike-kinesis/local-aws";
import { createShardLimits, DEFAULT_ACCOUNT_ID as accountId, SHARD_RATES } from "@aerospike-kinesis/local-aws";
import { createFaultInjector, type FaultInjector, realFaultEnvironment } from "@aerospike-kinesis/local-aws/faults";

import type { Timeouts } from "../shared/stage-settings";
import { type Barrier, createBarrier } from "./barrier";

/**
 * What is changed in a deployed pipeline: a narrow throttle, a stream more in the template, another key, and what is
 * missing made again.
 */
export type PipelineChange = "throttle" | "template" | "key" | "missing";

/** A deployed pipeline to send records through, and the handles of what can go wrong in it. */
export interface SoakTarget {
  readonly aws: LocalAws;
  readonly trouble: Trouble;
  readonly region: string;
  /** The stream into which every record goes. */
  readonly stream: string;
  /** Reads the connector's file anew. */
  readonly configuration: () => Promise<Configuration>;
  readonly xdrLimits: XdrLimits;
  /**
   * Deploys the pipeline with these changes, and as it was at first but for them.
   * @throws Error if it does not come up
   */
  readonly change: (changes: readonly PipelineChange[]) => Promise<void>;
}

/** XDR's patience, as it is or scaled down with the timeouts. */
export type XdrLimits = Required<Pick<XdrOptions, "answerLimitMs" | "stalledAfterMs">>;

/** As XDR has them: nothing that a stage sets changes them. */
export const XDR_LIMITS: XdrLimits = { answerLimitMs: 10_000, stalledAfterMs: 10_000 };

/** Scaled down: what ten seconds are for the eight that `call-timeout` is as shipped. */
export const xdrLimits = ({ callTimeoutMs }: Timeouts): XdrLimits => ({
  answerLimitMs: callTimeoutMs * 1.25,
  stalledAfterMs: callTimeoutMs * 1.25,
});

export interface Trouble {
  readonly faults: FaultInjector;
  /** Before everything else that a record meets on its way to Kinesis. */
  readonly barrier: Barrier;
  /** How often each shard has refused a record since this was asked last. */
  readonly takeThrottles: () => Readonly<Record<string, number>>;
  /** What every shard takes, as a share of what AWS's take. */
  readonly scaleShardRates: (share: number) => void;
  /** What a local AWS has to be started with. */
  readonly localAws: Pick<LocalAwsOptions, "kinesisLayers" | "gatewayHooks" | "log" | "accountId">;
}

/** Everything works, within AWS's own limits, until something is switched on. */
export function createTrouble(seed: number, timeouts: Timeouts): Trouble {
  const environment = realFaultEnvironment(seed);
  const faults = createFaultInjector({ environment, accountId, ...timeouts });
  const barrier = createBarrier();
  let share = 1;
  let throttles: Record<string, number> = {};
  const limits = createShardLimits({
    now: environment.now,
    accountId,
    onThrottled: (shard) => {
      throttles[shard] = (throttles[shard] ?? 0) + 1;
    },
    rates: () => ({
      recordsPerSecond: SHARD_RATES.recordsPerSecond * share,
      bytesPerSecond: SHARD_RATES.bytesPerSecond * share,
    }),
  });
  return {
    faults,
    barrier,
    takeThrottles: () => {
      const taken = throttles;
      throttles = {};
      return taken;
    },
    scaleShardRates: (next) => {
      share = next;
    },
    localAws: {
      accountId,
      gatewayHooks: faults.gatewayHooks,
      kinesisLayers: [barrier.layer, faults.kinesisLayer, limits],
      // Every fault would be a line.
      log: () => undefined,
    },
  };
}
