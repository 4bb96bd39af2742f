import type { RegionSettings, Settings } from "../../../config/settings";
import { absentFeatures, type Features, featuresOf } from "./features";
import { type Line, pricerOf, sumOf } from "./line";
import type { Load } from "./load";
import type { NanoDollars } from "./money";
import { keyLines, monitoringLines, networkLines, requestsPerMonth, standardStreamLines } from "./parts";
import type { Prices } from "./prices";

/** The parts of a region's price, in the order in which people read them. */
export const PARTS = ["api", "stream", "monitoring", "keys", "network"] as const;
export type Part = (typeof PARTS)[number];

/** What a region of a stage costs in a month. */
export interface RegionEstimate {
  readonly region: string;
  readonly parts: Readonly<Record<Part, readonly Line[]>>;
  readonly lines: readonly Line[];
  /** The sum of the lines. */
  readonly total: NanoDollars;
  /** What the region has besides its API and its streams. */
  readonly features: Features;
  /** What settings switch off in the region, so that it is not paid. */
  readonly absent: readonly string[];
}

/** What a stage costs in a month. */
export interface Estimate {
  readonly stage: string;
  readonly load: Load;
  readonly regions: readonly RegionEstimate[];
  /** The sum of the regions. */
  readonly total: NanoDollars;
}

/** What an estimate is made with. */
export interface EstimateOptions {
  readonly prices: Prices;
  /** What a region has. */
  readonly features?: (settings: RegionSettings, isFirst: boolean) => Features;
  /** Only this one. @defaultValue all regions of the stage */
  readonly region?: string | undefined;
}

/**
 * Estimates what a stage costs in a month of 730 hours at AWS's public prices.
 * @param settings of the stage
 * @param load of each region
 * @param options the prices; other features, or one region
 * @returns every line, and exact sums
 */
export function estimateStage(settings: Settings, load: Load, options: EstimateOptions): Estimate {
  const regions = settings.regions.flatMap((own, index) =>
    options.region === undefined || own.region === options.region
      ? [estimateRegion(own, load, index === 0, options)]
      : [],
  );
  return { stage: settings.stage, load, regions, total: regions.reduce((sum, { total }) => sum + total, 0n) };
}

function estimateRegion(
  settings: RegionSettings,
  load: Load,
  isFirst: boolean,
  options: EstimateOptions,
): RegionEstimate {
  const { prices, features = featuresOf } = options;
  const { region } = settings;
  const price = pricerOf(prices, region);
  const has = features(settings, isFirst);
  const requests = requestsPerMonth(settings, load);
  const parts = {
    api: price("restRequests", requests),
    stream: standardStreamLines(settings, load, price),
    monitoring: monitoringLines(has, requests, price),
    keys: keyLines(has, load, price),
    network: networkLines(load.network, requests, load, price),
  };
  const lines = PARTS.flatMap((part) => parts[part]);
  return { region, parts, lines, total: sumOf(lines), features: has, absent: absentFeatures(settings.observability) };
}
