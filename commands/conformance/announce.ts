import type { Prices } from "../shared/cost/prices";
import { BOUND, describeBound } from "./bounds";
import { describeRunPrice } from "./price";

/**
 * Says what a run does before it starts.
 * @param regions one for each API
 * @param mark begins the mark of each record
 * @param prices of AWS
 * @returns lines about requests, bytes, cost and marks
 */
export function announce(regions: readonly string[], mark: string, prices: Prices): string[] {
  const apis = regions.length === 1 ? "" : ` to each of ${regions.length} APIs`;
  return [
    `Sends at most ${describeBound(BOUND)}${apis}, and reads them back: ${describeRunPrice(regions, prices)} on AWS.`,
    "They count against the throttle of the usage plan, and the shards share them with your records.",
    `The partition key of each record begins with ${mark}, or its body does: consumers can pass over them.`,
  ];
}
