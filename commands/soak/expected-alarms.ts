/** Who can mend what an alarm is about, by the alarm's key: its composite alarm goes off with it. */
export const ALARM_SIDES = {
  "server-errors": "ours",
  "latency-p99": "ours",
  "plan-throttled": "ours",
  "plan-rate-near-limit": "ours",
  "kinesis-write-throttled": "ours",
  "put-record-failed": "ours",
  "refused-records": "theirs",
  "key-trouble": "theirs",
  "refused-keys": "theirs",
  "unread-records": "theirs",
  silence: "theirs",
  "traffic-anomaly": "theirs",
} as const;

type MetricAlarm = keyof typeof ALARM_SIDES;
/** A stage's alarm, without the names of its service, stage and stream. */
export type AlarmName = MetricAlarm | "ours" | "theirs";

/** The alarms of a profile. Any other alarm that goes off is a false one. */
export interface ExpectedAlarms {
  /** Those that must go off. */
  readonly promised: readonly AlarmName[];
  /** Those that may: it depends on how long the profile takes, or on what AWS does not document. */
  readonly possible: readonly AlarmName[];
}

const withSides = (alarms: readonly MetricAlarm[]): AlarmName[] => [
  ...new Set([...alarms, ...alarms.map((name) => ALARM_SIDES[name])]),
];

const setsOff = (promised: readonly MetricAlarm[], possible: readonly MetricAlarm[] = []): ExpectedAlarms => ({
  promised: withSides(promised),
  possible: withSides(possible),
});

const NONE = setsOff([]);
/** Kinesis refuses writes for their number. */
const WRITES_THROTTLED = setsOff(["kinesis-write-throttled", "put-record-failed"]);
/** Of the two alarms on keys, one is for many refusals alone. */
const KEYS_REFUSED = setsOff(["key-trouble", "refused-keys"]);
/** Connectors send a record again after 429, so only the stream's own metric tells of it. */
const WRITES_REFUSED = setsOff(["put-record-failed"]);
const KINESIS_FAILS = setsOff(["server-errors", "put-record-failed"]);
/** The answer is 5XX; CloudWatch has no failure of the stream. */
const ONLY_5XX = setsOff(["server-errors"]);
/** Each of these answers takes as long as API Gateway waits for Kinesis. */
const TIMEOUTS = setsOff(["server-errors", "latency-p99"]);
/** A few per cent of each fault: of the rare ones, few strike in a minute. */
const EVERYTHING = setsOff(
  ["server-errors", "put-record-failed"],
  ["kinesis-write-throttled", "plan-throttled", "latency-p99"],
);

/** What goes off in each profile. It follows from what a fault means, and not from what a run showed. */
export const EXPECTED_ALARMS: Readonly<Record<string, ExpectedAlarms>> = {
  calm: NONE,
  ProvisionedThroughputExceeded: WRITES_THROTTLED,
  LimitExceeded: WRITES_REFUSED,
  KMSThrottling: WRITES_REFUSED,
  KMSDisabled: KINESIS_FAILS,
  KMSAccessDenied: KINESIS_FAILS,
  // AWS does not say whether the stream's metrics count these two.
  AccessDenied: setsOff(["server-errors"], ["put-record-failed"]),
  ResourceNotFound: setsOff(["server-errors"], ["put-record-failed"]),
  InternalFailure: KINESIS_FAILS,
  // It lasts for a time, and a fast machine needs many requests for it: then no record is stored for very long.
  ServiceUnavailable: setsOff(["server-errors", "put-record-failed"], ["silence"]),
  garbage: ONLY_5XX,
  "reset-before-stored": ONLY_5XX,
  "reset-after-stored": ONLY_5XX,
  "answered-too-late": TIMEOUTS,
  "stored-too-late": TIMEOUTS,
  "hot-partition-key": WRITES_THROTTLED,
  "throttled-partitions": setsOff(["server-errors", "put-record-failed", "kinesis-write-throttled"]),
  "flat-json": ONLY_5XX,
  "message-pack": ONLY_5XX,
  "key-not-spread": KEYS_REFUSED,
  "plan-throttled": setsOff(["plan-throttled"]),
  // These two strike before API Gateway counts anything.
  "empty-5xx": NONE,
  "gateway-reset-before": NONE,
  // API Gateway has answered, and counts its answer. Only the connector knows that it did not arrive.
  "gateway-reset-after": NONE,
  "gateway-too-late": NONE,
  "xdr-timeout": NONE,
  "gateway-restart": NONE,
  "connector-restart": NONE,
  // The narrow throttle is so low that any rate is near it, and no record goes to the stream that is added.
  redeployment: setsOff(["plan-throttled"], ["plan-rate-near-limit", "key-trouble", "refused-keys", "silence"]),
  // No record is stored until the stream is there again.
  "stream-deleted": setsOff(["server-errors"], ["put-record-failed", "silence"]),
  silence: setsOff(["silence"]),
  "refused-records": setsOff(["refused-records"]),
  "record-too-large": setsOff(["refused-records"]),
  "wrong-key": KEYS_REFUSED,
  "plan-rate-near-limit": setsOff(["plan-rate-near-limit"]),
  "unread-records": setsOff(["unread-records"]),
  "traffic-anomaly": setsOff(["traffic-anomaly"]),
  // Too few to be there in half of ten minutes.
  "few-failures": NONE,
  // It wakes nobody: put-record-failed waits until the next day.
  "rare-failures": setsOff([], ["put-record-failed"]),
  everything: EVERYTHING,
  "everything-by-record": EVERYTHING,
};

/** A run, as far as its alarms follow from it. */
export interface ExpectingRun {
  readonly name: string;
  /** The names of everything that goes wrong in it. */
  readonly troubles: readonly string[];
  readonly isShardLimited: boolean;
  /** Whether the command line says what shards take. */
  readonly hasOwnShardRate: boolean;
}

/**
 * The alarms of a run. Rules of the command line can be too rare or too short for an alarm, so they promise none: each
 * that one of their faults could set off is possible.
 * @param run a profile, or rules
 * @returns its alarms
 */
export function expectedAlarms({ name, troubles, isShardLimited, hasOwnShardRate }: ExpectingRun): ExpectedAlarms {
  const known = EXPECTED_ALARMS[name];
  const throttled = isShardLimited ? WRITES_THROTTLED.promised : [];
  if (known !== undefined && !hasOwnShardRate) return known;
  if (known !== undefined && name !== "hot-partition-key") {
    return { ...known, possible: [...known.possible, ...throttled] };
  }
  const ofTroubles = troubles.flatMap((trouble) => {
    const { promised, possible } = EXPECTED_ALARMS[trouble] ?? NONE;
    return [...promised, ...possible];
  });
  return { promised: [], possible: [...new Set([...ofTroubles, ...throttled])] };
}
