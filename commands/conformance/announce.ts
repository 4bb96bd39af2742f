import { pricerOf, sumOf } from "../shared/cost/line";
import { formatUsd, type NanoDollars } from "../shared/cost/money";
import type { Prices } from "../shared/cost/prices";
import { MEGABYTES, REQUESTS } from "./bounds";

const BYTES = BigInt(MEGABYTES) * 1_000_000n;

/**
 * Says what a run does before it starts.
 * @param regions one for each API
 * @param mark begins the mark of each record
 * @param prices of AWS
 * @returns lines about requests, bytes, cost and marks
 */
export function announce(regions: readonly string[], mark: string, prices: Prices): string[] {
  const cost = regions.reduce((sum, region) => sum + costIn(region, prices), 0n);
  const apis = regions.length === 1 ? "" : ` to each of ${regions.length} APIs`;
  return [
    `Sends up to ${REQUESTS} requests and ${MEGABYTES} MB${apis}, and reads them back: about US$${formatUsd(cost, 2)} on AWS.`,
    "They count against the throttle of the usage plan, and the shards share them with your records.",
    `The partition key of each record begins with ${mark}, or its body does: consumers can pass over them.`,
  ];
}

/** API Gateway's requests, and Kinesis's bytes in and out. The bytes are read twice: one by one, and in the end. */
function costIn(region: string, prices: Prices): NanoDollars {
  const price = pricerOf(prices, region);
  return sumOf([
    ...price("restRequests", BigInt(REQUESTS)),
    ...price("dataIn", BYTES),
    ...price("dataOut", 2n * BYTES),
  ]);
}
