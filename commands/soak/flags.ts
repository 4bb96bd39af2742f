import type { Order } from "@aerospike-kinesis/esp-simulator";
import { PARTITIONS } from "@aerospike-kinesis/esp-simulator";
import { FaultRuleError, parseFaultRules } from "@aerospike-kinesis/local-aws/faults";

import { nearestName } from "../../config/nearest-name";
import { UsageError } from "../shared/errors";
import { plainNumber } from "../shared/flags/plain-number";
import type { Timeouts } from "../shared/stage-settings";
import { type Mode, MODE_NAMES } from "./outage/modes";
import type { ProfileRunOptions } from "./prepare-run";
import { type Profile, PROFILES, TROUBLE_NAMES } from "./profiles";

/** The values of the command line's flags, all of them text. */
export interface SoakFlags {
  readonly records: string;
  readonly faults: string;
  readonly seconds: string;
  readonly instances: string;
  readonly store: string;
  readonly seed: string;
  readonly order?: string | undefined;
  readonly partitions?: string | undefined;
  readonly "shard-rate"?: string | undefined;
  readonly regions?: string | undefined;
}

export interface SoakSettings extends Omit<ProfileRunOptions, "report" | "signal"> {
  readonly store: "kinesis-local" | "memory";
  readonly profiles: readonly Profile[];
  /** How connectors use the regions of which one dies. Absent: no region dies, the profiles run. */
  readonly mode?: Mode;
  /** Absent: the stage's own timeouts. */
  readonly timeouts?: Timeouts;
}

/**
 * Timeouts for the memory store. It is fast, and with the stage's own timeouts it would only wait. With shorter
 * timeouts than these, everything times out on a busy machine, which then only repeats TLS handshakes.
 */
const QUICK: Timeouts = { integrationTimeoutMs: 1500, callTimeoutMs: 2000 };
const LEAST_DRAIN_MS = 30_000;

/**
 * @param given the flags, all of them text
 * @returns what the soak is to do
 * @throws UsageError with every problem, as `--name: expected ..., got ...`
 */
export function readFlags(given: SoakFlags): SoakSettings {
  const problems: string[] = [];
  const number = (name: keyof SoakFlags, expected: string, isRight: (value: number) => boolean): number => {
    const text = given[name] ?? "";
    const value = plainNumber(text);
    if (!isRight(value)) problems.push(`--${name}: expected ${expected}, got "${text}"`);
    return value;
  };
  const wholeNumber = (name: keyof SoakFlags, least: number, most = Infinity): number =>
    number(
      name,
      most === Infinity ? `a whole number of at least ${least}` : `a whole number from ${least} to ${most}`,
      (value) => Number.isInteger(value) && value >= least && value <= most,
    );
  const oneOf = <Choice extends string>(name: keyof SoakFlags, choices: readonly Choice[]): Choice | undefined => {
    const found = choices.find((choice) => choice === given[name]);
    if (found === undefined) problems.push(`--${name}: expected ${choices.join(" or ")}, got "${given[name] ?? ""}"`);
    return found;
  };
  const faultsMs = 1000 * number("seconds", "a number above 0", (value) => value > 0 && value < Infinity);
  const store = oneOf("store", ["kinesis-local", "memory"]) ?? "memory";
  const order: Order | undefined = given.order === undefined ? undefined : oneOf("order", ["record", "partition"]);
  const mode = given.regions === undefined ? undefined : oneOf("regions", MODE_NAMES);
  const settings = {
    records: wholeNumber("records", 1),
    instances: wholeNumber("instances", 1),
    seed: wholeNumber("seed", 0),
    store,
    faultsMs,
    drainMs: Math.max(LEAST_DRAIN_MS, faultsMs),
    ...(order && { order }),
    ...(mode && { mode }),
    ...(given.partitions !== undefined && { partitions: wholeNumber("partitions", 1, PARTITIONS) }),
    ...(given["shard-rate"] !== undefined && {
      shardRate: number("shard-rate", "a number above 0", (value) => value > 0 && value < Infinity),
    }),
    ...(store === "memory" && { timeouts: QUICK }),
    profiles: profilesOf(given.faults, problems),
  };
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return settings;
}

/**
 * Reads either names of profiles, which run one after the other, or one run of rules and of the profiles between them.
 */
function profilesOf(text: string, problems: string[]): readonly Profile[] {
  if (text === "all") return PROFILES;
  const asked = text.split(",").map((part) => part.trim());
  const named = asked.flatMap((name) => PROFILES.filter((profile) => profile.name === name));
  if (named.length === asked.length) return named;
  const rules = asked.filter((part) => !named.some(({ name }) => name === part));
  const formats = [...new Set(named.flatMap(({ format }) => format ?? []))];
  if (formats.length > 1) {
    problems.push(`--faults: expected profiles of one format beside rules, got ${formats.join(" and ")}`);
  }
  try {
    return [combineProfiles(text, named, parseFaultRules(rules.join(","), TROUBLE_NAMES))];
  } catch (error) {
    if (!(error instanceof FaultRuleError)) throw error;
    problems.push(...error.problems.map((problem) => `--faults: all, profiles, or rules: ${problem}`));
    // The parser of rules knows no profiles.
    const known = ["all", ...PROFILES.map(({ name }) => name), ...TROUBLE_NAMES];
    for (const [found = ""] of rules.map((rule) => rule.split(":"))) {
      const meant = known.includes(found) ? undefined : nearestName(found, known);
      if (meant !== undefined) problems.push(`--faults: did you mean ${meant} where you wrote "${found}"?`);
    }
    return [];
  }
}

/** Combines profiles and rules into one run. Where only one of them can count, the harder one does. */
function combineProfiles(
  name: string,
  profiles: readonly Profile[],
  rules: ReturnType<NonNullable<Profile["faults"]>>,
): Profile {
  const byRecord = profiles.find(({ order }) => order === "record");
  const format = profiles.find((profile) => profile.format)?.format;
  const rates = profiles.flatMap(({ shardRate }) => shardRate ?? []);
  return {
    name,
    faults: (scale) => [...rules, ...profiles.flatMap(({ faults }) => faults?.(scale) ?? [])],
    hotShare: Math.max(0, ...profiles.map(({ hotShare = 0 }) => hotShare)),
    // Rules alone set no limit for the shards.
    ...(rates.length > 0 && { shardRate: (scale) => Math.min(1, ...rates.map((rate) => rate(scale))) }),
    ...(byRecord && { order: "record" }),
    ...(format && { format }),
    ...(byRecord?.partitions && { partitions: byRecord.partitions }),
  };
}
