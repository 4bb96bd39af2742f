import type { Order } from "@aerospike-kinesis/esp-simulator";
import { FAULT_NAMES, type FaultName, type FaultRule } from "@aerospike-kinesis/local-aws/faults";

import { ACTION_NAMES, type ActionName } from "./actions";

/** Everything that can be named on the command line: faults, and actions on a pipeline. */
export type TroubleName = FaultName | ActionName;
export const TROUBLE_NAMES: readonly TroubleName[] = [...FAULT_NAMES, ...ACTION_NAMES];

/**
 * Whether a rule asks for something that is done to the pipeline.
 * @param rule of a profile
 * @returns false for a fault
 */
export const isAction = (rule: FaultRule<TroubleName>): rule is FaultRule<ActionName> =>
  (ACTION_NAMES as readonly string[]).includes(rule.fault);

/**
 * Whether a rule asks for a fault.
 * @param rule of a profile
 * @returns false for an action
 */
export const isFault = (rule: FaultRule<TroubleName>): rule is FaultRule => !isAction(rule);

/** How large and how slow a run is. */
export interface Scale {
  readonly records: number;
  /** How long XDR waits for an answer. */
  readonly answerLimitMs: number;
}

/** What goes wrong while records flow. */
export interface Profile {
  readonly name: string;
  /** @defaultValue none */
  readonly faults?: (scale: Scale) => readonly FaultRule<TroubleName>[];
  /**
   * Share of the records that have the same partition key.
   * @defaultValue 0
   */
  readonly hotShare?: number;
  /**
   * How much the shards take, as a share of what shards of AWS take.
   * @defaultValue 1
   */
  readonly shardRate?: (scale: Scale) => number;
  /**
   * Which changes XDR sends one after the other.
   * @defaultValue `partition`, the stricter one
   */
  readonly order?: Order;
  /** How many of Aerospike's partitions the keys are in. @defaultValue all 4,096 */
  readonly partitions?: number;
  /** The format that the connectors are set to, with its media type. @defaultValue the stage's own */
  readonly format?: "flat-json" | "message-pack";
}

/** A share of the requests fails, all the time. */
const some = (fault: FaultName, rate: number): Profile => ({ name: fault, faults: () => [{ fault, rate }] });

/** Every request fails, until half as many requests have failed as there are records. */
const outage = (fault: FaultName): Profile => ({
  name: fault,
  faults: ({ records }) => [{ fault, count: Math.ceil(records / 2) }],
});

/**
 * Every request fails for a while, from the start. Without that, a fast machine would store a few hundred records
 * first. Then it is an outage: a slow machine sends only a few requests in that time, too few for an alarm.
 */
const pause = (fault: FaultName): Profile => ({
  name: fault,
  faults: ({ records }) => [
    { fault, fromMs: 0, untilMs: 800 },
    { fault, count: Math.ceil(records / 2) },
  ],
});

/** An action that is done so many times. The first time is when half of the records are acknowledged. */
const action = (name: ActionName, count = 1): Profile => ({ name, faults: () => [{ fault: name, count }] });

/**
 * XDR as it is documented: only versions of one record wait for each other. So many records of a partition can fail at
 * once.
 */
const byRecord = (partitions: number) => ({ order: "record", partitions }) as const;

const EVERYTHING: readonly FaultRule<TroubleName>[] = [
  { fault: "ProvisionedThroughputExceeded", rate: 0.05 },
  { fault: "KMSThrottling", rate: 0.02 },
  { fault: "AccessDenied", rate: 0.03 },
  { fault: "InternalFailure", rate: 0.04 },
  { fault: "ServiceUnavailable", rate: 0.04 },
  { fault: "garbage", rate: 0.03 },
  { fault: "reset-before-stored", rate: 0.04 },
  { fault: "reset-after-stored", rate: 0.04 },
  { fault: "answered-too-late", rate: 0.01 },
  { fault: "stored-too-late", rate: 0.01 },
  { fault: "plan-throttled", rate: 0.02 },
  { fault: "empty-5xx", rate: 0.03 },
  { fault: "gateway-reset-before", rate: 0.02 },
  { fault: "gateway-reset-after", rate: 0.02 },
  { fault: "gateway-too-late", rate: 0.01 },
  { fault: "connector-restart" },
  { fault: "gateway-restart", count: 2 },
];

/** Every fault by itself, every action on a pipeline, and all of them at once. */
export const PROFILES: readonly Profile[] = [
  { name: "calm" },
  /** Early: what is usual follows from all minutes before, and a profile with more records makes more usual. */
  action("traffic-anomaly"),
  some("ProvisionedThroughputExceeded", 0.25),
  some("LimitExceeded", 0.25),
  some("KMSThrottling", 0.25),
  outage("KMSDisabled"),
  outage("KMSAccessDenied"),
  outage("AccessDenied"),
  outage("ResourceNotFound"),
  some("InternalFailure", 0.2),
  pause("ServiceUnavailable"),
  some("garbage", 0.2),
  some("reset-before-stored", 0.1),
  some("reset-after-stored", 0.1),
  some("answered-too-late", 0.1),
  some("stored-too-late", 0.1),
  /** The other keys have few records, so their shards can take them. */
  { name: "hot-partition-key", hotShare: 0.9, shardRate: ({ records }) => Math.min(0.05, records / 5000) },
  /** Ten records of a partition fail at once, and XDR sends nothing new of it. */
  {
    name: "throttled-partitions",
    ...byRecord(2),
    faults: ({ records }) => [
      { fault: "ServiceUnavailable", count: Math.ceil(records / 2) },
      { fault: "ProvisionedThroughputExceeded", rate: 0.25 },
    ],
  },
  { ...some("reset-after-stored", 0.1), name: "flat-json", format: "flat-json" },
  { ...some("reset-after-stored", 0.1), name: "message-pack", format: "message-pack" },
  outage("key-not-spread"),
  some("plan-throttled", 0.25),
  some("empty-5xx", 0.2),
  some("gateway-reset-before", 0.1),
  some("gateway-reset-after", 0.1),
  some("gateway-too-late", 0.1),
  /**
   * API Gateway answers no request in time. Records that wait for a connection are not answered within XDR's limit.
   * This lasts until their partitions count as stalled.
   */
  {
    name: "xdr-timeout",
    faults: ({ answerLimitMs }) => [{ fault: "gateway-too-late", fromMs: 0, untilMs: 3 * answerLimitMs }],
  },
  action("gateway-restart", 2),
  action("connector-restart"),
  action("redeployment"),
  action("stream-deleted"),
  action("silence"),
  action("refused-records"),
  action("record-too-large"),
  action("wrong-key"),
  action("plan-rate-near-limit"),
  action("unread-records"),
  /** Two connections break, and two records are refused: nobody has to know. */
  {
    name: "few-failures",
    faults: () => [
      { fault: "reset-before-stored", rate: 0.05, count: 2 },
      { fault: "AccessDenied", rate: 0.05, count: 2 },
    ],
  },
  { ...some("InternalFailure", 0.02), name: "rare-failures" },
  { name: "everything", faults: () => EVERYTHING },
  { name: "everything-by-record", ...byRecord(8), faults: () => EVERYTHING },
];
