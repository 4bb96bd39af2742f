import type { RegionSettings, Settings } from "../../config/settings";
import { type Estimate, type EstimateOptions, estimateStage, type RegionEstimate } from "../shared/cost/estimate";
import type { Load } from "../shared/cost/load";
import { priceMonths, priceNotes } from "../shared/cost/price-notes";
import { type Alternative, alternativesOf } from "./alternatives";
import { type ConsumerLimit, consumerLimit } from "./consumers";
import { type KeyLimit, keyLimit, type Limit, limitsOf } from "./limits";

/** What is known of one region. */
export interface RegionResult extends RegionEstimate {
  /** The one that the load reaches first before the others. */
  readonly limits: readonly Limit[];
  readonly alternatives: readonly Alternative[];
}

/** What the command prints. */
export interface PlanResult {
  readonly stage: string;
  readonly load: Load;
  readonly total: Estimate["total"];
  readonly regions: readonly RegionResult[];
  readonly keyLimit: KeyLimit;
  /** Undefined for so few consumers that they share the reads. */
  readonly consumerLimit: ConsumerLimit | undefined;
  /** What to know about the prices. */
  readonly notes: readonly string[];
  /** Months that the prices are of. */
  readonly priceMonths: string;
}

/** What an estimate is made with, and when. */
export interface PlanOptions extends EstimateOptions {
  readonly today: Date;
  /** To be told with those about the prices. */
  readonly notes?: readonly string[];
}

/**
 * Estimates a stage's price, what it can take, and what alternatives would cost.
 * @param settings of the stage
 * @param load of each region
 * @param options when it is, and what else than the defaults to take
 * @returns all that the command prints
 */
export function planStage(settings: Settings, load: Load, options: PlanOptions): PlanResult {
  const { prices, today, notes = [] } = options;
  const estimate = estimateStage(settings, load, options);
  const regions = estimate.regions.flatMap((region) =>
    settings.regions
      .filter((own) => own.region === region.region)
      .map((own) => ({
        ...region,
        limits: limitsOf(own, load),
        alternatives: alternativesOf(own, region, load, prices),
      })),
  );
  const used = regions.map(({ region, lines, alternatives }) => ({
    region,
    lines: [...lines, ...alternatives.flatMap((alternative) => alternative.lines)],
  }));
  return {
    stage: estimate.stage,
    load,
    total: estimate.total,
    regions,
    keyLimit: keyLimit(load),
    consumerLimit: consumerLimit(load),
    notes: [
      ...notes,
      ...absentNotes(regions),
      ...settings.regions.flatMap((own) =>
        regions.some(({ region }) => region === own.region) ? streamNotes(own) : [],
      ),
      ...priceNotes(used, today, ", also in the alternatives"),
    ],
    priceMonths: priceMonths(used),
  };
}

const absentNotes = (regions: readonly RegionEstimate[]): readonly string[] =>
  regions.flatMap(({ region, absent }) =>
    absent.length > 0 ? [`Not in the price: ${region} has ${absent.join(", ")}.`] : [],
  );

const streamNotes = ({ region, streams, connector }: RegionSettings): readonly string[] =>
  streams.flatMap(({ name, existing }) => [
    ...(existing === undefined || existing === true
      ? []
      : [`Not in the price: ${name} in ${region} is a stream of another account, whose owner pays for it.`]),
    ...(existing === true
      ? [`${name} in ${region} is an existing stream. It is priced as on-demand, with a retention of 24 hours.`]
      : []),
    ...(existing !== undefined && name === connector.streamname
      ? [
          `Not in the limits: what ${name} in ${region} takes. It is an existing stream, so its owner sets its mode, and ` +
            "others may write to it. npm run smoke shows how it is set.",
        ]
      : []),
  ]);
