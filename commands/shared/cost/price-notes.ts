import type { Line } from "./line";
import { isOld } from "./prices";

/** Lines of one region. */
export interface RegionLines {
  readonly region: string;
  readonly lines: readonly Line[];
}

/**
 * Says which prices to doubt.
 * @param regions the lines whose prices were used
 * @param today the present day
 * @param where follows what is said of another region's prices. @defaultValue nothing
 * @returns a sentence for each kind of doubt: a price of another region, one that is older than a year, an uncertain one
 */
export function priceNotes(regions: readonly RegionLines[], today: Date, where = ""): readonly string[] {
  const used = regions.flatMap(({ lines }) => lines.map(({ price }) => price));
  const foreign = regions.flatMap(({ region, lines }) => {
    const names = unique(lines.filter(({ price }) => price.region !== region).map(({ name }) => name));
    const [other = ""] = unique(lines.map(({ price }) => price.region).filter((name) => name !== region));
    return names.length === 0 ? [] : [`NOT PRICES OF ${region} but of ${other}${where}: ${names.join("; ")}.`];
  });
  const old = used.filter(({ price }) => isOld(price.read, today));
  const uncertain = used.flatMap(({ name, region, price }) =>
    price.uncertain === undefined ? [] : [`Uncertain: ${name} (${region}): ${price.uncertain}.`],
  );
  return [
    ...foreign,
    ...unique(old.map(({ name, region, price }) => `Older than a year: ${name} (${region}), price of ${price.read}.`)),
    ...unique(uncertain),
  ];
}

/**
 * Finds the months that the used prices are of.
 * @param regions the lines whose prices were used
 * @returns for example `2026-02 to 2026-10`
 */
export function priceMonths(regions: readonly RegionLines[]): string {
  const months = unique(regions.flatMap(({ lines }) => lines.map(({ price }) => price.price.read))).sort();
  const [first = "", last = first] = [months[0], months.at(-1)];
  return first === last ? first : `${first} to ${last}`;
}

const unique = (words: readonly string[]): string[] => [...new Set(words)];
