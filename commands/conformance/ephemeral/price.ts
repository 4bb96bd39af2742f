import { type Line, pricerOf, sumOf } from "../../shared/cost/line";
import { roundUp } from "../../shared/cost/load";
import type { Prices } from "../../shared/cost/prices";
import { HOURS_PER_MONTH } from "../../shared/cost/units";
import { BOUND } from "../bounds";
import { atMost, sendingLines } from "../price";
import { INSIDE } from "./bounds";

/**
 * Says what an ephemeral stack costs before it starts: an hour of what it has, and all that a run sends.
 * @param region where it is
 * @param streams how many it has
 * @param prices of AWS
 * @returns such as `at most US$0.08 for up to an hour`
 */
export function describePrice(region: string, streams: number, prices: Prices): string {
  const price = pricerOf(prices, region);
  const sent = [
    ...price("streamHours", BigInt(streams)),
    ...sendingLines(BOUND, region, prices),
    ...sendingLines(INSIDE, region, prices),
  ];
  const kept = price("secrets", 1n);
  const total = sumOf(sent) + roundUp(sumOf(kept), HOURS_PER_MONTH) / HOURS_PER_MONTH;
  return `${atMost(total)} for up to an hour${foreign([...sent, ...kept], region)}`;
}

function foreign(lines: readonly Line[], region: string): string {
  const others = new Set(lines.map(({ price }) => price.region).filter((other) => other !== region));
  return others.size === 0 ? "" : ` (in part at the prices of ${[...others].join(", ")})`;
}
