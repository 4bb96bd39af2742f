import { join } from "node:path";

import { findEngine, findStages, shortName, type Stages } from "@aerospike-kinesis/pulumi-engine";

import type { Load } from "../shared/cost/load";
import { readPrices } from "../shared/cost/read-prices";
import { UsageError } from "../shared/errors";
import { requireKnownStages } from "../shared/known-stages";
import type { Progress } from "../shared/progress";
import { openBase } from "./base";
import { type JudgedStage, judgeStage } from "./judge-stage";
import { describePack } from "./pack";
import { priceStage } from "./price";
import { exitCodeOf, type GateReport, tally } from "./report";
import { collisionNotes } from "./unique-names";

export interface GateOptions {
  /** Directory of the program's Pulumi.yaml. */
  readonly project: string;
  /** Directory of the stages' Pulumi.<stage>.yaml. @defaultValue the one that Pulumi.yaml names, or its own */
  readonly settings?: string;
  /** @defaultValue every stage that has a Pulumi.<stage>.yaml */
  readonly stages?: readonly string[];
  /** Directory of the policy pack. @defaultValue `policies` in the project */
  readonly pack?: string;
  /** File of the pack's configuration. @defaultValue `config.<stage>.json` in the pack */
  readonly policyConfig?: string | undefined;
  /**
   * A commit, as git takes it. What is weaker than at that commit is listed.
   * @defaultValue only what is weaker than the pack's defaults
   */
  readonly base?: string;
  /**
   * The load of each region.
   * @defaultValue no price is estimated
   */
  readonly load?: Load | undefined;
  /** Directory for everything that the engine writes. */
  readonly directory: string;
  /**
   * A file to run instead of the program.
   * @defaultValue the program
   */
  readonly main?: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
}

/**
 * Judges stages before any of their resources is deployed, with the real program, the real engine, the policy pack, and
 * an empty local AWS. It needs no credentials and no AWS.
 * @param options the project, the stages and the pack
 * @returns what the pack says of each stage
 * @throws UsageError for a stage that does not exist
 * @throws UserError for a pack that does not start, or with a load for a wrong list of prices
 */
export async function runGate(options: GateOptions): Promise<GateReport> {
  const { project, directory, main, progress, signal, load } = options;
  const today = new Date();
  // Read before the run, which takes a minute and would be lost.
  const priced = load && { load, prices: readPrices(today) };
  const stages = await findStages(project, options.settings);
  const toJudge = chooseStages(stages, options.stages?.map(shortName));
  stages.notes.forEach(progress.detail);
  const engine = await progress.step("Pulumi engine", () =>
    findEngine(progress.detail, { project, ...(signal && { signal }) }),
  );
  const home = options.pack ?? join(project, "policies");
  const pack = await progress.step("Policy pack", () => describePack(home, signal));
  const { base: ref } = options;
  const base =
    ref === undefined
      ? undefined
      : await progress.step(`Policy pack of ${ref}`, () =>
          openBase({ ref, project, pack, directory: join(directory, "base"), signal }),
        );
  const reports: JudgedStage[] = [];
  for (const stage of toJudge) {
    const report = await progress.step(
      `Stage ${stage}`,
      () =>
        judgeStage({
          engine,
          stages,
          stage,
          pack,
          base,
          main,
          signal,
          policyConfig: options.policyConfig ?? join(home, `config.${stage}.json`),
          directory: join(directory, stage),
        }),
      (judgement) => exitCodeOf({ pack, stages: [judgement] }) === 0,
    );
    progress.detail(tally(report));
    const price = priced && (await priceStage({ stages, stage, base, today, ...priced }));
    const notes = [...report.notes, ...collisionNotes(report, reports)];
    reports.push({ ...report, notes, ...(price !== undefined && { price }) });
  }
  return { pack, stages: reports.map(({ holdings: _, ...report }) => report) };
}

/**
 * The stages to judge. All of them exist.
 * @throws UsageError for a stage that does not exist, or if there is none
 */
function chooseStages(stages: Stages, wanted: readonly string[] | undefined): readonly string[] {
  const { names, notes, fileOf } = stages;
  if (wanted === undefined && names.length === 0) {
    throw new UsageError([`No stage was found: no ${fileOf("STAGE")}.`, ...notes].join("\n"));
  }
  requireKnownStages(stages, wanted ?? []);
  return wanted ?? names;
}
