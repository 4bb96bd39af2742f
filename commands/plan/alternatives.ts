import type { RegionSettings } from "../../config/settings";
import { type Part, PARTS, type RegionEstimate } from "../shared/cost/estimate";
import type { Features } from "../shared/cost/features";
import { type Line, type Pricer, pricerOf, sumOf } from "../shared/cost/line";
import { type Load, type Network, NETWORKS, recordsPerMonth, roundUp } from "../shared/cost/load";
import type { NanoDollars } from "../shared/cost/money";
import {
  extraHours,
  loadedStream,
  monitoringLines,
  networkLines,
  paidStreams,
  requestsPerMonth,
  streamBytesPerMonth,
} from "../shared/cost/parts";
import type { Prices } from "../shared/cost/prices";
import { KB, MB, SECONDS_PER_MONTH } from "../shared/cost/units";
import { CONSUMERS, CONSUMERS_WITH_ADVANTAGE } from "./consumers";
import { provisionedLines, shardsOf } from "./provisioned-shards";

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
    const lines = PARTS.flatMap((part) => parts[part] ?? []).filter((line) => !isKept(line, estimate));
    return { name, total, difference: total - estimate.total, but, lines };
  };
  const requests = requestsPerMonth(settings, load);
  const shards = shardsOf(settings, load);
  const allShards = shards.reduce((sum, own) => sum + own.shards, 0n);
  const monitoring = (lacks: Partial<Features>) => monitoringLines({ ...estimate.features, ...lacks }, requests, price);
  const streams = [
    instead("Kinesis On-demand Advantage", advantageNote(estimate.region) + tooMany(load, CONSUMERS_WITH_ADVANTAGE), {
      stream: advantageLines(settings, load, price),
    }),
    instead(
      `Kinesis with ${allShards} provisioned shard${allShards === 1n ? "" : "s"}`,
      PROVISIONED + tooMany(load, CONSUMERS),
      { stream: provisionedLines(settings, load, shards, price) },
    ),
  ];
  return [
    // The owner of a stream chooses its mode.
    ...(paidStreams(settings).hasLoad ? streams : []),
    instead("HTTP API in place of the REST API", HTTP_API, {
      api: price("httpRequests", meteredByHttp(requests, load)),
      monitoring: monitoring({ tracing: false }),
    }),
    instead("your own writer with PutRecords", OWN_WRITER, {
      api: [],
      monitoring: monitoring({ accessLogBytes: 0, metrics: 0, tracing: false }),
      network: [],
    }),
    ...NETWORKS.filter((network) => network !== load.network).map((network) =>
      instead(NETWORK_NAMES[network], NETWORK_NOTES[network], {
        network: networkLines(network, requests, load, price),
      }),
    ),
  ];
}

/** Of what is watched, most stays the same. */
const isKept = (line: Line, { lines }: RegionEstimate): boolean =>
  lines.some(({ name, tier, quantity }) => name === line.name && tier === line.tier && quantity === line.quantity);

/** No page of AWS was found that says so of these partitions. */
const advantageNote = (region: string): string =>
  /^(cn|us-gov)-/.test(region) ? `It is not known whether ${region} has it. ${ADVANTAGE}` : ADVANTAGE;

const tooMany = ({ consumers }: Load, most: number): string =>
  consumers > most ? ` TOO SMALL: a stream then takes ${most} consumers with enhanced fan-out.` : "";

const ADVANTAGE =
  "A setting of the account and region, for all its on-demand streams: at least 25 MB a second in and 25 MB a second " +
  "out are charged. With it, a stream can be warmed before a peak.";
const PROVISIONED =
  "For this peak and no more: above it Kinesis throttles until somebody adds shards. The policy pack refuses it " +
  "(kinesis-stream-on-demand).";
/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html and
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-services-apigateway.html
 */
const HTTP_API =
  "It has no API keys, no usage plans, no mapping templates and no X-Ray traces. So it cannot keep the promise that no record is " +
  "acknowledged that Kinesis did not store.";
const OWN_WRITER =
  "The ESP connector cannot sign requests to AWS. You would write, run and pay for servers between it and Kinesis; they " +
  "and their logs are not in this price, but as many alarms as now.";

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

/** An HTTP API counts a request for each 512 KB: https://aws.amazon.com/api-gateway/pricing/ */
const HTTP_METERED_BYTES = 512n * KB;

function meteredByHttp(requests: bigint, { recordsPerSecond, recordBytes }: Load): bigint {
  const units = roundUp(BigInt(recordBytes), HTTP_METERED_BYTES) / HTTP_METERED_BYTES;
  return requests + recordsPerMonth(recordsPerSecond) * (units - 1n);
}
