import { formatUsd, groupDigits, type NanoDollars } from "../../shared/cost/money";
import type { PriceChange, StagePrice } from "../price";
import type { GateReport } from "../report";

/** How to get a price where there is none. */
const HOW = "No price: give --records-per-second and --record-bytes. npm run plan says more.";

/**
 * Says how to get a price.
 * @param report of the gate
 * @returns a sentence, or none where the load was given
 */
export const noPrice = ({ stages }: GateReport): readonly string[] =>
  stages.some(({ price }) => price !== undefined) ? [] : [HOW];

/**
 * Says what a stage costs, and how much more than at the base.
 * @param price of the stage
 * @returns for example `9,463.29 US dollars a month, +118.65 against origin/main`
 */
export const priceWords = ({ total, base }: StagePrice): string =>
  `${formatUsd(total)} US dollars a month${base ? `, ${signed(total - base.total)} against ${base.name}` : ""}`;

/**
 * Says what the price is for.
 * @param price of the stage
 * @returns a sentence
 */
export const loadWords = ({ load }: StagePrice): string =>
  `For ${load.recordsPerSecond} records a second of ${groupDigits(String(load.recordBytes))} bytes in each region.`;

/**
 * Says what costs more or less than at the base.
 * @param price of the stage
 * @returns cells: what, before, after, difference
 */
export const changeCells = ({ base }: StagePrice): readonly (readonly string[])[] =>
  (base?.changes ?? []).map(({ region, name, before, after }: PriceChange) => [
    `${region}: ${name}`,
    formatUsd(before),
    formatUsd(after),
    signed(after - before),
  ]);

const signed = (amount: NanoDollars): string => `${amount < 0n ? "" : "+"}${formatUsd(amount)}`;
