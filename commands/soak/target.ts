import type { Configuration, XdrOptions } from "@aerospike-kinesis/esp-simulator";
import type { LocalAws, LocalAwsOptions } from "@aerospike-kinesis/local-aws";
import { createShardLimits, DEFAULT_ACCOUNT_ID as accountId, SHARD_RATES } from "@aerospike-kinesis/local-aws";
import { createFaultInjector, type FaultInjector, realFaultEnvironment } from "@aerospike-kinesis/local-aws/faults";

import type { Timeouts } from "../shared/stage-settings";
import type { AlarmWatch } from "./alarm-watch";
import { type Barrier, createBarrier } from "./barrier";
import { createLateReads, type LateReads } from "./late-reads";
import { createMinutes, type Minutes } from "./minutes";

/**
 * What is changed in a deployed pipeline: a narrow throttle, a low rate of the usage plan with a wide burst, one more
 * stream in the template, the alarm on unusual traffic, another key, or the creation of what is missing.
 */
export type PipelineChange = "throttle" | "rate" | "template" | "anomaly" | "key" | "missing";

/** A deployed pipeline to send records through, and the switches for what can go wrong in it. */
export interface SoakTarget {
  readonly aws: LocalAws;
  readonly trouble: Trouble;
  readonly alarms: AlarmWatch;
  readonly region: string;
  /** The stream that gets every record. */
  readonly stream: string;
  /** How long the stream keeps a record. */
  readonly retentionMs: number;
  /** Reads the connector's file again. */
  readonly configuration: () => Promise<Configuration>;
  readonly xdrLimits: XdrLimits;
  /**
   * Deploys the pipeline with these changes. Everything else is as it was at first.
   * @throws Error if it does not come up
   */
  readonly change: (changes: readonly PipelineChange[]) => Promise<void>;
}

/** How long XDR waits: its real limits, or limits that are scaled down with the timeouts. */
export type XdrLimits = Required<Pick<XdrOptions, "answerLimitMs" | "stalledAfterMs">>;

/** XDR's real limits. No setting changes them. */
export const XDR_LIMITS: XdrLimits = { answerLimitMs: 10_000, stalledAfterMs: 10_000 };

/**
 * XDR's limits, scaled to a `call-timeout`: ten seconds for the default of eight.
 * @param timeouts of the connectors, in milliseconds
 * @returns milliseconds
 */
export const xdrLimits = ({ callTimeoutMs }: Timeouts): XdrLimits => ({
  answerLimitMs: callTimeoutMs * 1.25,
  stalledAfterMs: callTimeoutMs * 1.25,
});

export interface Trouble {
  readonly faults: FaultInjector;
  /** It comes before everything else on a record's way to Kinesis. */
  readonly barrier: Barrier;
  /** The time of the alarms. */
  readonly minutes: Minutes;
  readonly lateReads: LateReads;
  /** How often each shard has refused a record since the last call. */
  readonly takeThrottles: () => Readonly<Record<string, number>>;
  /** Sets how much every shard takes, as a share of what shards of AWS take. */
  readonly scaleShardRates: (share: number) => void;
  /** The options with which the local AWS must be started. */
  readonly localAws: Pick<LocalAwsOptions, "kinesisLayers" | "gatewayHooks" | "metricClock" | "log" | "accountId">;
}

/**
 * Prepares everything that can go wrong. Until something is switched on, everything works within AWS's own limits.
 * @param seed of the random numbers
 * @param timeouts in milliseconds; a fault that is too late is later than these
 * @returns the switches, and what the local AWS must be started with
 */
export function createTrouble(seed: number, timeouts: Timeouts): Trouble {
  const environment = realFaultEnvironment(seed);
  const faults = createFaultInjector({ environment, accountId, ...timeouts });
  const barrier = createBarrier();
  const minutes = createMinutes(Date.now());
  const lateReads = createLateReads();
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
    minutes,
    lateReads,
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
      gatewayHooks: {
        ...faults.gatewayHooks,
        beforeRouting: async (request) => {
          const answer = await faults.gatewayHooks.beforeRouting?.(request);
          // What a fault answers in the place of API Gateway is in no metric of it.
          if (answer === undefined) minutes.countRequest();
          return answer;
        },
      },
      metricClock: minutes.now,
      kinesisLayers: [barrier.layer, lateReads.layer, faults.kinesisLayer, limits],
      // Without this, each fault would print a line.
      log: () => undefined,
    },
  };
}
