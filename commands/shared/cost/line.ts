import { divideRounded, groupDigits, type NanoDollars, parseUsd } from "./money";
import { type KnownPrice, priceIn, type PriceName, type Prices } from "./prices";
import { UNITS } from "./units";

/** A part of the month's price: one thing, in one tier of its price. */
export interface Line {
  readonly name: string;
  /** Which part of the volume it is, if the price has tiers, e.g. `first 333`. */
  readonly tier?: string;
  /** How many of what the price's unit counts, e.g. bytes. */
  readonly quantity: bigint;
  /** US dollars for one unit. */
  readonly usd: string;
  readonly amount: NanoDollars;
  readonly price: KnownPrice;
}

/** Makes the lines of a thing in one region. @returns none for a quantity of zero */
export type Pricer = (name: PriceName, quantity: bigint) => readonly Line[];

/**
 * Prices things in one region.
 * @param prices all that are known
 * @param region where the things are used
 * @returns what makes the lines: one for each tier that the quantity reaches, each rounded to a billionth of a dollar
 */
export const pricerOf =
  (prices: Prices, region: string): Pricer =>
  (name, quantity) => {
    const price = priceIn(prices, name, region);
    const { size } = UNITS[price.unit];
    const { tiers } = price.price;
    const ends = tiers.map(({ upTo }) => (upTo === undefined ? undefined : BigInt(upTo) * size));
    return tiers.flatMap(({ usd, upTo }, index) => {
      const start = ends[index - 1] ?? 0n;
      const end = ends[index];
      const inTier = (end === undefined || quantity < end ? quantity : end) - start;
      if (inTier <= 0n) return [];
      const amount = divideRounded(inTier * parseUsd(usd), size);
      const tier = tierWords(tiers[index - 1]?.upTo, upTo);
      return [{ name: price.name, ...(tier && { tier }), quantity: inTier, usd, amount, price }];
    });
  };

function tierWords(from: number | undefined, upTo: number | undefined): string | undefined {
  if (from === undefined) return upTo === undefined ? undefined : `first ${group(upTo)}`;
  return upTo === undefined ? `over ${group(from)}` : `next ${group(upTo - from)}`;
}

const group = (number: number): string => groupDigits(String(number));

/**
 * Adds up.
 * @param lines of one region, or of several
 * @returns the exact sum of their amounts
 */
export const sumOf = (lines: readonly Pick<Line, "amount">[]): NanoDollars =>
  lines.reduce((sum, { amount }) => sum + amount, 0n);
