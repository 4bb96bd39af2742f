import { seededRandom } from "@aerospike-kinesis/local-aws/faults";

import { MINUTE_MS } from "../shared/durations";

/** What a request is to meet. */
export interface PlannedRequest {
  readonly region: string;
  /** Milliseconds since the start. */
  readonly at: number;
  readonly kind: "record" | "unknown-stream" | "unknown-type" | "no-key";
  /** Bytes of the record's value. */
  readonly bytes: number;
  /** Milliseconds that Kinesis takes. */
  readonly latencyMs: number;
  /** Whether the shards of the stream take less than what comes. */
  readonly isStreamNarrow: boolean;
}

/** The dashboard shows three hours. The alarms look back further than its first minute. */
export const MINUTES = 200;

/** From the first minute on, before the second. */
type Spell = readonly [from: number, to: number];
const isIn = (minute: number, [from, to]: Spell): boolean => minute >= from && minute < to;

/** In the first region, more records come than the usage plan takes. */
const BURST: Spell = [50, 70];
/** In the second region, Kinesis is slow. */
const SLOW: Spell = [85, 115];
/** In the first region, the stream throttles. */
const NARROW: Spell = [120, 145];
/** In the second region, somebody looks around without a key. */
const STRANGER: Spell = [150, 154];
/** In the second region, a connector has a wrong file until the end. */
const WRONG_FILE: Spell = [165, MINUTES];
/** In the first region, the consumer is slow. */
const SLOW_CONSUMER: Spell = [80, 118];

/**
 * Plans hours of traffic: steady records, and spells of trouble.
 * @param regions the stage's regions; the first two have trouble of their own
 * @param seed the same requests for the same seed
 * @returns the requests, by time
 */
export function planTraffic(regions: readonly string[], seed: number): PlannedRequest[] {
  const random = seededRandom(seed);
  const between = (low: number, high: number): number => Math.round(low + random() * (high - low));
  const requests: PlannedRequest[] = [];
  for (let minute = 0; minute < MINUTES; minute += 1) {
    for (const [index, region] of regions.entries()) {
      const [isFirst, isSecond] = [index === 0, index === 1];
      const isSlow = isSecond && isIn(minute, SLOW);
      const add = (kind: PlannedRequest["kind"], count: number): void => {
        for (let number = 0; number < count; number += 1) {
          requests.push({
            region,
            at: minute * MINUTE_MS + Math.round(((number + random()) * MINUTE_MS) / count),
            kind,
            bytes: between(300, 1500),
            // One of many is slow on every day.
            latencyMs: isSlow
              ? number === 0
                ? between(3800, 5200)
                : between(250, 900)
              : between(12, 45 + 60 * random()),
            isStreamNarrow: isFirst && isIn(minute, NARROW),
          });
        }
      };
      const wave = 6 * Math.sin((minute / 90) * Math.PI);
      add(
        "record",
        isFirst && isIn(minute, BURST) ? between(68, 80) : Math.round((isFirst ? 34 : 22) + wave) + between(-3, 3),
      );
      if (isSecond && isIn(minute, STRANGER)) add("no-key", between(2, 6));
      if (isSecond && isIn(minute, WRONG_FILE)) {
        add("unknown-stream", between(2, 4));
        add("unknown-type", between(0, 2));
      }
    }
  }
  return requests.sort((one, other) => one.at - other.at);
}

/**
 * How many records the consumer of a region reads from a shard in a minute.
 * @param index the region's place among the stage's
 * @param minute since the start
 * @returns fewer than come while it is slow
 */
export const readLimit = (index: number, minute: number): number =>
  index === 0 && isIn(minute, SLOW_CONSUMER) ? 3 : 30;
