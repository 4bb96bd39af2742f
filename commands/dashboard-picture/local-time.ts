import { createShardLimits, DEFAULT_ACCOUNT_ID, type LocalAwsOptions, SHARD_RATES } from "@aerospike-kinesis/local-aws";

/** The time of a local AWS, which passes only when requests do. */
export interface LocalTime {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Goes on to a time, or stays where it is past that. What comes then meets these conditions. */
  readonly begin: (at: number, conditions?: Conditions) => void;
  /** Hands the time to the local AWS. */
  readonly localAws: LocalAwsOptions;
}

/** What a request meets at Kinesis. */
export interface Conditions {
  /** Milliseconds until Kinesis answers. */
  readonly latencyMs: number;
  /** Whether its shards take less than what comes. */
  readonly isStreamNarrow: boolean;
}

/** A shard that is closed for some seconds after each record. */
const NARROW = { ...SHARD_RATES, bytesPerSecond: 120 };

/**
 * Makes a clock that stands still, and a Kinesis that takes its time by that clock.
 * @param start milliseconds since the epoch
 * @returns the time
 */
export function createLocalTime(start: number): LocalTime {
  let current = start;
  let conditions: Conditions = { latencyMs: 0, isStreamNarrow: false };
  const now = (): number => current;
  return {
    now,
    begin: (at, met = { latencyMs: 0, isStreamNarrow: false }) => {
      current = Math.max(current, at);
      conditions = met;
    },
    localAws: {
      clock: now,
      store: "memory",
      kinesisLayers: [
        (next) => async (call) => {
          if (call.action === "PutRecord") current += conditions.latencyMs;
          return next(call);
        },
        createShardLimits({
          now,
          accountId: DEFAULT_ACCOUNT_ID,
          rates: () => (conditions.isStreamNarrow ? NARROW : SHARD_RATES),
        }),
      ],
    },
  };
}
