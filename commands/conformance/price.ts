import { type Line, pricerOf, sumOf } from "../shared/cost/line";
import { roundUp } from "../shared/cost/load";
import { formatUsd, type NanoDollars } from "../shared/cost/money";
import type { Prices } from "../shared/cost/prices";
import { BOUND, type Bound } from "./bounds";

/** Nano-dollars. */
const CENT = 10_000_000n;

/**
 * What it costs to send a bound, and to read it back.
 * @param bound requests, and bytes of their bodies
 * @param region where it is
 * @param prices of AWS
 * @returns API Gateway's requests, and Kinesis's bytes in and out. The bytes are read twice: one by one, and in the end
 */
export function sendingLines({ requests, bytes }: Bound, region: string, prices: Prices): Line[] {
  const price = pricerOf(prices, region);
  return [
    ...price("restRequests", BigInt(requests)),
    ...price("dataIn", BigInt(bytes)),
    ...price("dataOut", 2n * BigInt(bytes)),
  ];
}

/**
 * Says what a run costs at most.
 * @param regions one for each API
 * @param prices of AWS
 * @returns such as `at most US$0.04`
 */
export const describeRunPrice = (regions: readonly string[], prices: Prices): string =>
  atMost(regions.reduce((sum, region) => sum + sumOf(sendingLines(BOUND, region, prices)), 0n));

/**
 * An amount, rounded up to a cent.
 * @param amount that is not exceeded
 * @returns such as `at most US$0.04`
 */
export const atMost = (amount: NanoDollars): string => `at most US$${formatUsd(roundUp(amount, CENT), 2)}`;
