import type { RegionSettings, StreamSettings } from "../../../config/settings";
import {
  ANSWER_BYTES,
  FAN_OUT_FROM,
  HEADER_BYTES,
  KMS_REQUESTS_PER_HOUR,
  LOG_EVENT_BYTES,
  STORED_LOG_PERCENT,
  ZONES,
} from "./assumptions";
import type { Features } from "./features";
import type { Line, Pricer } from "./line";
import { billedBytes, type Load, type Network, recordsPerMonth } from "./load";
import { HOURS_PER_MONTH, SECONDS_PER_MONTH } from "./units";

type Usage = Pick<RegionSettings, "streams" | "connector">;

/**
 * Counts the requests of a month.
 * @param settings of the region
 * @param load of the region
 * @returns one for each record, and the connectors' health checks: https://aws.amazon.com/api-gateway/pricing/ counts every
 * call that an API receives
 */
export function requestsPerMonth({ connector }: Usage, { recordsPerSecond, connectors }: Load): bigint {
  const { enabled, "interval-seconds": interval } = connector["health-check"];
  const checks = enabled ? (BigInt(connectors) * SECONDS_PER_MONTH) / BigInt(interval) : 0n;
  return recordsPerMonth(recordsPerSecond) + checks;
}

/**
 * Counts the bytes that on-demand Kinesis bills in a month.
 * @param load of the region
 * @returns bytes, each record rounded up to 1 KB
 */
export const streamBytesPerMonth = ({ recordsPerSecond, recordBytes }: Load): bigint =>
  recordsPerMonth(recordsPerSecond) * billedBytes(recordBytes);

/**
 * Finds the stream that the connectors write to. The load is its alone.
 * @param settings of the region
 * @returns the stream that the connector's file names
 */
export const loadedStream = ({ streams, connector }: Usage): StreamSettings | undefined =>
  streams.find(({ name }) => name === connector.streamname);

/** The owner of a stream pays its hours. Of what other accounts write AWS's pages do not say who pays; the owner is taken. */
const isOwn = ({ existing }: StreamSettings): boolean => existing === undefined || existing === true;

/** What of a region's streams the account of the stage pays. */
export interface PaidStreams {
  readonly streams: readonly StreamSettings[];
  /** Whether the stream that the connectors write to is one of them. */
  readonly hasLoad: boolean;
}

/**
 * Finds the streams that are paid.
 * @param settings of the region
 * @returns all but those of other accounts
 */
export function paidStreams(settings: Usage): PaidStreams {
  const loaded = loadedStream(settings);
  return { streams: settings.streams.filter(isOwn), hasLoad: loaded === undefined || isOwn(loaded) };
}

/** Hours that Kinesis keeps a record for longer than the 24 that its price includes. */
export interface ExtraHours {
  /** Up to seven days. */
  readonly extended: bigint;
  /** Past seven days. */
  readonly long: bigint;
}

/**
 * Splits the retention by its prices.
 * @param stream with its retention
 * @returns hours
 */
export function extraHours(stream: Pick<StreamSettings, "retentionHours"> | undefined): ExtraHours {
  const hours = stream?.retentionHours ?? 24;
  return { extended: BigInt(Math.min(hours, 168) - 24), long: BigInt(Math.max(hours - 168, 0)) };
}

/**
 * Prices the streams in on-demand Standard, which the program builds.
 * @param usage settings of the stage
 * @param load of the region
 * @param price prices of the region
 * @returns lines
 */
export function standardStreamLines(usage: Usage, load: Load, price: Pricer): readonly Line[] {
  const { streams, hasLoad } = paidStreams(usage);
  const bytes = hasLoad ? streamBytesPerMonth(load) : 0n;
  const { extended, long } = extraHours(loadedStream(usage));
  return [
    ...price("streamHours", BigInt(streams.length) * HOURS_PER_MONTH),
    ...price("dataIn", bytes),
    ...price(load.consumers < FAN_OUT_FROM ? "dataOut" : "fanOut", bytes * BigInt(load.consumers)),
    // A month's bytes, each for so many hours.
    ...price("retention", bytes * extended),
    ...price("longRetention", bytes * long),
  ];
}

/**
 * Prices logs, metrics, alarms, the dashboard and traces.
 * @param features of the region
 * @param requests of a month
 * @param price prices of the region
 * @returns lines
 */
export function monitoringLines(features: Features, requests: bigint, price: Pricer): readonly Line[] {
  const { accessLogBytes, logRetentionDays } = features;
  const logBytes = accessLogBytes === 0 ? 0n : requests * (BigInt(accessLogBytes) + LOG_EVENT_BYTES);
  // components/observability/sampling-rule.ts lets X-Ray trace one request a second.
  const sampled = requests < SECONDS_PER_MONTH ? requests : SECONDS_PER_MONTH;
  return [
    ...price("logsIn", logBytes),
    ...price("logsStored", (logBytes * BigInt(logRetentionDays) * 24n * STORED_LOG_PERCENT) / 100n),
    ...price("metrics", BigInt(features.metrics)),
    ...price("alarmMetrics", BigInt(features.alarmMetrics)),
    ...price("compositeAlarms", BigInt(features.compositeAlarms)),
    ...price("dashboards", BigInt(features.dashboards)),
    ...price("traces", features.tracing ? sampled : 0n),
  ];
}

/**
 * Prices keys and secrets.
 * @param features of the region
 * @param load of the region
 * @param price prices of the region
 * @returns lines
 */
export const keyLines = (features: Features, { consumers }: Load, price: Pricer): readonly Line[] => [
  ...price("kmsKeys", BigInt(features.kmsKeys)),
  ...price("kmsRequests", BigInt(1 + consumers) * KMS_REQUESTS_PER_HOUR * HOURS_PER_MONTH),
  ...price("secrets", BigInt(features.secrets)),
];

/**
 * Prices the way between the connectors and API Gateway.
 * @param network which way it is
 * @param requests of a month
 * @param load of the region
 * @param price prices of the region
 * @returns lines
 */
export function networkLines(network: Network, requests: bigint, load: Load, price: Pricer): readonly Line[] {
  const answers = requests * ANSWER_BYTES;
  // What comes in from the Internet is free.
  if (network === "internet") return price("internetOut", answers);
  const bytes = answers + requests * HEADER_BYTES + recordsPerMonth(load.recordsPerSecond) * BigInt(load.recordBytes);
  return network === "nat"
    ? [...price("natHours", ZONES * HOURS_PER_MONTH), ...price("natBytes", bytes)]
    : [...price("endpointHours", ZONES * HOURS_PER_MONTH), ...price("endpointBytes", bytes)];
}
