import type { RegionSettings } from "../../config/settings";
import { FAN_OUT_FROM } from "../shared/cost/assumptions";
import { type Part, PARTS, type RegionEstimate } from "../shared/cost/estimate";
import { type Line, type Pricer, pricerOf, sumOf } from "../shared/cost/line";
import { type Load, type Network, NETWORKS, recordsPerMonth, roundUp, writtenBytes } from "../shared/cost/load";
import type { NanoDollars } from "../shared/cost/money";
import { extraHours, loadedStream, networkLines, requestsPerMonth, streamBytesPerMonth } from "../shared/cost/parts";
import type { Prices } from "../shared/cost/prices";
import { HOURS_PER_MONTH, KB, MB, SECONDS_PER_MONTH } from "../shared/cost/units";

/** Another way to do a part of the work. */
export interface Alternative {
  readonly name: string;
  /** What the region costs with it in a month. */
  readonly total: NanoDollars;
  /** What the region costs more with it; below zero: less. */
  readonly difference: NanoDollars;
  /** What is otherwise with it. */
  readonly but: string;
  /** The lines that take the place of others. */
  readonly lines: readonly Line[];
}

/**
 * Prices other ways to do what a region of a stage does.
 * @param settings of the region
 * @param estimate of one region
 * @param load of the region
 * @param prices all that are known
 * @returns each alternative, with what is lost or needed
 */
export function alternativesOf(
  settings: RegionSettings,
  estimate: RegionEstimate,
  load: Load,
  prices: Prices,
): readonly Alternative[] {
  const price = pricerOf(prices, estimate.region);
  const instead = (name: string, but: string, parts: Partial<Record<Part, readonly Line[]>>): Alternative => {
    const total = sumOf(PARTS.flatMap((part) => parts[part] ?? estimate.parts[part]));
    const lines = PARTS.flatMap((part) => parts[part] ?? []);
    return { name, total, difference: total - estimate.total, but, lines };
  };
  const requests = requestsPerMonth(settings, load);
  const shards = shardsOf(settings, load);
  const allShards = shards.reduce((sum, own) => sum + own.shards, 0n);
  return [
    instead("Kinesis On-demand Advantage", ADVANTAGE, { stream: advantageLines(settings, load, price) }),
    instead(`Kinesis with ${allShards} provisioned shard${allShards === 1n ? "" : "s"}`, PROVISIONED, {
      stream: provisionedLines(settings, load, shards, price),
    }),
    instead("HTTP API in place of the REST API", HTTP_API, {
      api: price("httpRequests", meteredByHttp(requests, load)),
    }),
    instead("your own writer with PutRecords", OWN_WRITER, { api: [], network: [] }),
    ...NETWORKS.filter((network) => network !== load.network).map((network) =>
      instead(NETWORK_NAMES[network], NETWORK_NOTES[network], {
        network: networkLines(network, requests, load, price),
      }),
    ),
  ];
}

const ADVANTAGE =
  "A setting of the account and region, for all its on-demand streams: at least 25 MB a second in and 25 MB a second " +
  "out are charged. With it, a stream can be warmed before a peak.";
const PROVISIONED =
  "For this peak and no more: above it Kinesis throttles until somebody adds shards. The policy pack refuses it " +
  "(kinesis-stream-on-demand).";
/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html */
const HTTP_API =
  "It has no API keys, no usage plans and no mapping templates. So it cannot keep the promise that no record is " +
  "acknowledged that Kinesis did not store.";
const OWN_WRITER =
  "The ESP connector cannot sign requests to AWS. You would write, run and pay for servers between it and Kinesis; they " +
  "are not in this price.";

const NETWORK_NAMES: Readonly<Record<Network, string>> = {
  internet: "connectors outside AWS",
  nat: "connectors in a VPC, NAT gateways",
  "vpc-endpoint": "connectors in a VPC, VPC endpoint",
};
const NETWORK_NOTES: Readonly<Record<Network, string>> = {
  internet: "Answers leave AWS through the Internet.",
  nat: "Two NAT gateways, used for nothing else.",
  "vpc-endpoint": "Two zones. It needs a private API; this program builds a regional one, which is public.",
};

/**
 * On-demand Advantage charges the missing part of 25 MiB/s of data in and of data out at the same prices:
 * https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
 */
const COMMITTED_BYTES_PER_MONTH = 25n * MB * SECONDS_PER_MONTH;

function advantageLines(settings: RegionSettings, load: Load, price: Pricer): readonly Line[] {
  const bytes = streamBytesPerMonth(load);
  const { extended, long } = extraHours(loadedStream(settings));
  return [
    ...price("advantageDataIn", atLeast(COMMITTED_BYTES_PER_MONTH, bytes)),
    ...price("advantageDataOut", atLeast(COMMITTED_BYTES_PER_MONTH, bytes * BigInt(load.consumers))),
    ...price("advantageRetention", bytes * (extended + long)),
  ];
}

const atLeast = (least: bigint, value: bigint): bigint => (value < least ? least : value);

/** A PUT payload unit is 25 KB of one record: https://aws.amazon.com/kinesis/data-streams/pricing/ */
const PAYLOAD_UNIT = 25n * KB;

/** A stream, and the provisioned shards that it needs. */
interface ShardedStream {
  readonly retentionHours: number;
  readonly isLoaded: boolean;
  readonly shards: bigint;
}

/** The stream that the connectors write to has what the peak needs; every other one has a shard. */
function shardsOf(settings: RegionSettings, load: Load): readonly ShardedStream[] {
  const loaded = loadedStream(settings);
  return settings.streams.map((stream) => ({
    retentionHours: stream.retentionHours,
    isLoaded: stream === loaded,
    shards: stream === loaded ? shardsFor(load) : 1n,
  }));
}

function provisionedLines(
  settings: RegionSettings,
  load: Load,
  streams: readonly ShardedStream[],
  price: Pricer,
): readonly Line[] {
  const records = recordsPerMonth(load.recordsPerSecond);
  const units = roundUp(BigInt(load.recordBytes), PAYLOAD_UNIT) / PAYLOAD_UNIT;
  const consumers = BigInt(load.consumers);
  const isFannedOut = load.consumers >= FAN_OUT_FROM;
  const count = (isCounted: (stream: ShardedStream) => boolean): bigint =>
    streams.filter(isCounted).reduce((sum, { shards }) => sum + shards, 0n);
  return [
    ...price("shardHours", count(() => true) * HOURS_PER_MONTH),
    ...price("payloadUnits", records * units),
    ...price("shardRetention", count((stream) => extraHours(stream).extended > 0n) * HOURS_PER_MONTH),
    ...price("longRetention", records * BigInt(load.recordBytes) * extraHours(loadedStream(settings)).long),
    ...price("fanOutShardHours", isFannedOut ? count(({ isLoaded }) => isLoaded) * consumers * HOURS_PER_MONTH : 0n),
    ...price("provisionedFanOut", isFannedOut ? records * BigInt(load.recordBytes) * consumers : 0n),
  ];
}

/**
 * The shards that the peak needs: 1 MB and 1,000 records a second each, and 2 MB a second for all that share the reads.
 * @see https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html
 */
function shardsFor(load: Load): bigint {
  const writtenMB = (load.peak * writtenBytes(load)) / Number(MB);
  const readMB = load.consumers < FAN_OUT_FROM ? writtenMB * load.consumers : 0;
  return BigInt(Math.max(1, Math.ceil(Math.max(writtenMB, load.peak / 1000, readMB / 2))));
}

/** An HTTP API counts a request for each 512 KB: https://aws.amazon.com/api-gateway/pricing/ */
const HTTP_METERED_BYTES = 512n * KB;

function meteredByHttp(requests: bigint, { recordsPerSecond, recordBytes }: Load): bigint {
  const units = roundUp(BigInt(recordBytes), HTTP_METERED_BYTES) / HTTP_METERED_BYTES;
  return requests + recordsPerMonth(recordsPerSecond) * (units - 1n);
}
