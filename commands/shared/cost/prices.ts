import type { Unit } from "./units";

/** A price up to a volume in a month. Above it the next tier's price holds. */
export interface Tier {
  /** In the price's unit. Absent: without an end. */
  readonly upTo?: number | undefined;
  /** US dollars for one unit. */
  readonly usd: string;
}

/** A price in one region, and where it is from. */
export interface RegionPrice {
  readonly tiers: readonly Tier[];
  /** The month in which the price held, e.g. `2026-09`. */
  readonly read: string;
  /** Address of AWS's page or price list. */
  readonly source: string;
  /** Why the price may be another, in a few words. */
  readonly uncertain?: string | undefined;
}

/** What AWS charges for one thing. */
export interface Price {
  readonly name: string;
  readonly unit: Unit;
  /** By region. Of us-east-1 there is always one. */
  readonly regions: Readonly<Record<string, RegionPrice | undefined>>;
}

/** What AWS charges for, as prices.json names it. */
export const PRICE_NAMES = [
  "restRequests",
  "httpRequests",
  "streamHours",
  "dataIn",
  "dataOut",
  "fanOut",
  "retention",
  "longRetention",
  "advantageDataIn",
  "advantageDataOut",
  "advantageRetention",
  "shardHours",
  "payloadUnits",
  "shardRetention",
  "fanOutShardHours",
  "provisionedFanOut",
  "logsIn",
  "logsStored",
  "metrics",
  "alarmMetrics",
  "compositeAlarms",
  "dashboards",
  "traces",
  "kmsKeys",
  "kmsRequests",
  "secrets",
  "internetOut",
  "natHours",
  "natBytes",
  "endpointHours",
  "endpointBytes",
] as const;
export type PriceName = (typeof PRICE_NAMES)[number];
export type Prices = Readonly<Record<PriceName, Price>>;

/** Whose price is taken where none of the region itself is known. */
export const FALLBACK_REGION = "us-east-1";

/** A price, and the region whose it is. */
export interface KnownPrice {
  readonly name: string;
  readonly unit: Unit;
  readonly region: string;
  readonly price: RegionPrice;
}

/**
 * Finds a price.
 * @param prices all that are known
 * @param name of the price
 * @param region where the thing is used
 * @returns the region's price, or else that of {@link FALLBACK_REGION}
 * @throws Error if neither is known: the list of prices is wrong
 */
export function priceIn(prices: Prices, name: PriceName, region: string): KnownPrice {
  const { unit, regions, name: words } = prices[name];
  for (const candidate of [region, FALLBACK_REGION]) {
    const price = regions[candidate];
    if (price !== undefined) return { name: words, unit, region: candidate, price };
  }
  throw new Error(`prices.json: no price of ${name} in ${FALLBACK_REGION}`);
}

/**
 * Whether a price is older than a year.
 * @param read the month in which the price held, e.g. `2026-09`
 * @param today the present day
 * @returns true from the month after the same month of the next year
 */
export function isOld(read: string, today: Date): boolean {
  const [year = 0, month = 0] = read.split("-").map(Number);
  return today.getUTCFullYear() * 12 + today.getUTCMonth() + 1 > year * 12 + month + 12;
}
