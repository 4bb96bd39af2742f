import { type Stages, stageValues } from "@aerospike-kinesis/pulumi-engine";

import { estimateStage, type RegionEstimate } from "../shared/cost/estimate";
import { sumOf } from "../shared/cost/line";
import type { Load } from "../shared/cost/load";
import type { NanoDollars } from "../shared/cost/money";
import { priceNotes } from "../shared/cost/price-notes";
import type { Prices } from "../shared/cost/prices";
import { stageLoadProblems } from "../shared/cost/stage-load";
import { isForPeople } from "../shared/errors";
import { requireStageSettings } from "../shared/stage-settings";
import type { Base } from "./base";

/** What one thing of a region cost at the base and costs now, in a month. */
export interface PriceChange {
  readonly region: string;
  readonly name: string;
  readonly before: NanoDollars;
  readonly after: NanoDollars;
}

/** What a stage costs in a month, and what it cost at the base. */
export interface StagePrice {
  readonly load: Load;
  readonly total: NanoDollars;
  /** Absent where nothing is compared. */
  readonly base?: {
    readonly name: string;
    readonly total: NanoDollars;
    /** What costs more or less. */
    readonly changes: readonly PriceChange[];
  };
  /** What to know about the prices, and what could not be compared. */
  readonly notes: readonly string[];
}

/** What is priced, and with what it is compared. */
export interface PriceOptions {
  readonly stages: Stages;
  readonly stage: string;
  readonly load: Load;
  readonly base?: Base | undefined;
  readonly prices: Prices;
  readonly today: Date;
}

/**
 * Estimates what a stage costs with its present settings, and with those at the base. Both are priced by the program as it
 * is now.
 * @param options what is priced
 * @returns the price; why there is none, where the settings cannot be read or do not take the load
 */
export async function priceStage(options: PriceOptions): Promise<StagePrice | string> {
  const { stages, stage, load, base, today } = options;
  try {
    const { text } = await stages.read(stage);
    const now = estimate(options, stages.project.text, text);
    if (typeof now === "string") return now;
    const price = { load, total: now.total, notes: priceNotes(now.regions, today) };
    if (base === undefined) return price;
    const before = await estimateAt(base, options);
    if (typeof before === "string") return { ...price, notes: [...price.notes, before] };
    const changes = changesBetween(before.regions, now.regions);
    return { ...price, base: { name: base.name, total: before.total, changes } };
  } catch (error) {
    if (!isForPeople(error)) throw error;
    return error.message;
  }
}

/** A stage that the base does not have costs nothing there. */
async function estimateAt(base: Base, options: PriceOptions): Promise<Estimated | string> {
  const { stages, stage } = options;
  const text = await base.read(stages.fileOf(stage));
  if (text === undefined) return { total: 0n, regions: [] };
  try {
    const found = estimate(options, (await base.read(stages.project.file)) ?? stages.project.text, text);
    return typeof found === "string" ? `Not compared with ${base.name}: ${found}` : found;
  } catch (error) {
    if (!isForPeople(error)) throw error;
    return `Not compared with ${base.name}, whose settings cannot be read: ${error.message}`;
  }
}

interface Estimated {
  readonly total: NanoDollars;
  readonly regions: readonly RegionEstimate[];
}

function estimate({ stages, stage, load, prices }: PriceOptions, project: string, text: string): Estimated | string {
  const file = { stage, file: stages.fileOf(stage), project: stages.project.name, text };
  const values = stageValues(file, { ...stages.project, text: project });
  const settings = requireStageSettings(stage, stages.project.name, values);
  const problems = stageLoadProblems(settings, load);
  return problems.length > 0 ? problems.join("\n") : estimateStage(settings, load, { prices });
}

function changesBetween(before: readonly RegionEstimate[], after: readonly RegionEstimate[]): readonly PriceChange[] {
  const regions = [...new Set([...after, ...before].map(({ region }) => region))];
  return regions.flatMap((region) => {
    const [then, now] = [before, after].map(
      (estimates) => estimates.find((each) => each.region === region)?.lines ?? [],
    );
    const names = [...new Set([...(now ?? []), ...(then ?? [])].map(({ name }) => name))];
    return names
      .map((name) => ({
        region,
        name,
        before: sumOf((then ?? []).filter((line) => line.name === name)),
        after: sumOf((now ?? []).filter((line) => line.name === name)),
      }))
      .filter((change) => change.before !== change.after);
  });
}
