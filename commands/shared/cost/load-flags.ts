import { MAX_RECORD_KIB } from "../../../config/quotas";
import { plainNumber } from "../flags/plain-number";
import { show } from "../flags/show";
import { type Load, mostRecordBytes, type Network, NETWORKS } from "./load";

/** The load as the command line gives it, all of it text. */
export interface LoadFlags {
  readonly "records-per-second"?: string | undefined;
  readonly "record-bytes"?: string | undefined;
  /** @defaultValue the average */
  readonly peak?: string | undefined;
  /** @defaultValue 1 */
  readonly consumers?: string | undefined;
  /** @defaultValue 1 */
  readonly connectors?: string | undefined;
  /** @defaultValue 50 */
  readonly "latency-ms"?: string | undefined;
  /** @defaultValue internet */
  readonly network?: string | undefined;
}

/** What the largest stream takes. */
const MAX_RECORD_BYTES = mostRecordBytes(MAX_RECORD_KIB);
const MAX_RATE = 1_000_000;
/** Consumers with enhanced fan-out of one stream: https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html */
const MAX_CONSUMERS = 50;

/**
 * Reads the load.
 * @param flags all of them text
 * @param problems takes every problem, as `--name: expected ..., got ...`
 * @returns the load; of no use if there is a problem
 */
export function readLoad(flags: LoadFlags, problems: string[]): Load {
  const number = (name: keyof LoadFlags, fallback: number | undefined, expected: string, isRight: Test): number => {
    const text = flags[name];
    if (text === undefined && fallback !== undefined) return fallback;
    const value = plainNumber(text ?? "");
    if (isRight(value)) return value;
    problems.push(`--${name}: expected ${expected}, got ${show(text)}`);
    // So that nothing compares it.
    return NaN;
  };
  const whole = (name: keyof LoadFlags, fallback: number | undefined, least: number, most: number): number =>
    number(
      name,
      fallback,
      `a whole number from ${least} to ${most}`,
      (value) => Number.isInteger(value) && value >= least && value <= most,
    );
  const rate = "a number above 0 and at most 1000000, with at most three decimal places";
  const recordsPerSecond = number("records-per-second", undefined, rate, isRate);
  const recordBytes = whole("record-bytes", undefined, 1, MAX_RECORD_BYTES);
  const least = isRate(recordsPerSecond) ? recordsPerSecond : 0;
  return {
    recordsPerSecond,
    recordBytes,
    peak: number(
      "peak",
      recordsPerSecond,
      `${rate}, not below --records-per-second`,
      (value) => isRate(value) && value >= least,
    ),
    consumers: whole("consumers", 1, 0, MAX_CONSUMERS),
    connectors: whole("connectors", 1, 1, 10_000),
    latencyMs: whole("latency-ms", 50, 1, 29_000),
    network: readNetwork(flags.network, problems),
  };
}

type Test = (value: number) => boolean;

const isRate: Test = (value) => value > 0 && value <= MAX_RATE && Number(value.toFixed(3)) === value;

function readNetwork(text: string | undefined, problems: string[]): Network {
  const network = text === undefined ? "internet" : NETWORKS.find((name) => name === text);
  if (network === undefined) problems.push(`--network: expected one of ${NETWORKS.join(", ")}, got ${show(text)}`);
  return network ?? "internet";
}
