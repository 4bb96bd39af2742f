import { NEW_STREAM, requestQuotasOf } from "../../config/quotas";
import type { RegionSettings } from "../../config/settings";
import { type Load, writtenBytes } from "../shared/cost/load";
import { groupDigits } from "../shared/cost/money";
import { loadedStream } from "../shared/cost/parts";
import { MB } from "../shared/cost/units";

/** Something that takes only so many records a second in a region. */
export interface Limit {
  readonly name: string;
  /** Records a second at the load's record size; may be a fraction. */
  readonly recordsPerSecond: number;
  /** The load's own part of that limit: 1 is all of it. */
  readonly used: number;
  /** How the number comes about. */
  readonly why: string;
  readonly raise: string;
  readonly source: string;
}

/** Regions where an on-demand stream grows to 10 GB/s; elsewhere it grows to 200 MB/s. */
const LARGE_STREAM_REGIONS = ["us-east-1", "us-west-2", "eu-west-1"];

const QUOTAS = "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html";
const MODES = "https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html";
const STREAM_QUOTAS = "https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html";

const SHARD_RECORDS = 1000;

/**
 * Finds what a region of a stage can take.
 * @param settings of the region
 * @param load of the region
 * @returns every limit, the one that the load reaches first before the others
 */
export function limitsOf(settings: RegionSettings, load: Load): readonly Limit[] {
  const isNew = loadedStream(settings)?.existing === undefined;
  return [
    ...apiLimits(settings),
    ...connectionLimits(settings, load),
    // What an existing stream takes is its owner's.
    ...(isNew ? streamLimits(load, settings.region) : []),
  ]
    .map((limit) => ({ ...limit, used: load.peak / limit.recordsPerSecond }))
    .sort((one, other) => other.used - one.used);
}

type Measured = Omit<Limit, "used">;

function apiLimits({ api, region }: RegionSettings): readonly Measured[] {
  return [
    {
      name: "requests of the account",
      recordsPerSecond: requestQuotasOf(region).ratePerSecond,
      why: "AWS's default for all APIs of the account in the region together",
      raise: "ask AWS for more: Service Quotas, API Gateway, L-8A5B8E43",
      source: QUOTAS,
    },
    {
      name: "rate of the usage plan",
      recordsPerSecond: api.throttle.ratePerSecond,
      why: `the setting api.throttle.ratePerSecond, and ${groupDigits(String(api.throttle.burst))} at once, api.throttle.burst`,
      raise: "api.throttle.ratePerSecond and burst",
      source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
    },
  ];
}

/** With HTTP/1.1 a connection has one request at a time. HTTP/2 has many, so that no such limit is known. */
function connectionLimits({ connector }: RegionSettings, { connectors, latencyMs, peak }: Load): readonly Measured[] {
  if (connector.protocol !== "HTTP_1_1") return [];
  const connections = connector["max-connections-per-endpoint"];
  const enough = Math.ceil((peak * latencyMs) / (connections * 1000));
  return [
    {
      name: "connections of the connectors",
      recordsPerSecond: (connections * connectors * 1000) / latencyMs,
      why: `${connectors} x ${connections} connections, ${latencyMs} ms for each record`,
      raise: `${enough > connectors ? `${groupDigits(String(enough))} connectors for the peak` : "more connectors"}, or raise connector.max-connections-per-endpoint`,
      source: "https://aerospike.com/docs/connectors/streaming/esp/configure/",
    },
  ];
}

function streamLimits(load: Load, region: string): readonly Measured[] {
  const bytes = writtenBytes(load);
  const perMB = Number(MB) / bytes;
  const fresh = Math.min(NEW_STREAM.recordsPerSecond, NEW_STREAM.bytesPerSecond / bytes);
  const largest = LARGE_STREAM_REGIONS.includes(region) ? 10_240 : 200;
  const warm = "warm throughput, with On-demand Advantage";
  return [
    {
      name: "a new stream",
      recordsPerSecond: fresh,
      why: `4 MB and 4,000 records a second; ${groupDigits(String(bytes))} bytes a record with its key`,
      raise: `double the load every 15 minutes at most, or ${warm}`,
      source: STREAM_QUOTAS,
    },
    {
      name: "growth of the stream",
      recordsPerSecond: Math.max(fresh, 2 * load.recordsPerSecond),
      why: "twice the stream's peak of the last 30 days, for which the average stands here",
      raise: warm,
      source: MODES,
    },
    {
      name: "largest on-demand stream",
      recordsPerSecond: largest * perMB,
      why: `${largest === 200 ? "200 MB" : "10 GB"} a second`,
      raise: "ask AWS for more, or use more streams",
      source: STREAM_QUOTAS,
    },
  ];
}

/** What one record's key can take, however large the stream is. */
export interface KeyLimit {
  readonly recordsPerSecond: number;
  /** The part of the peak that the changes of one record may be. */
  readonly share: number;
}

/**
 * Finds how often one record of Aerospike may change: its digest is the partition key, and a key has one shard.
 * @param load of the region
 * @returns the limits of a shard, 1 MB and 1,000 records a second: https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
 */
export function keyLimit(load: Load): KeyLimit {
  const perSecond = Math.min(SHARD_RECORDS, Number(MB) / writtenBytes(load));
  return { recordsPerSecond: perSecond, share: Math.min(1, perSecond / load.peak) };
}
