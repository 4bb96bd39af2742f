import { findStages, shortName, stageValues } from "@aerospike-kinesis/pulumi-engine";

import type { Settings } from "../../config/settings";
import type { Load } from "../shared/cost/load";
import { type LoadFlags, readLoad } from "../shared/cost/load-flags";
import { stageLoadProblems } from "../shared/cost/stage-load";
import { UsageError } from "../shared/errors";
import { show } from "../shared/flags/show";
import { unknownStageProblems } from "../shared/known-stages";
import { requireStageSettings } from "../shared/stage-settings";
import { type Format, FORMAT_NAMES } from "./format";

/** What the command line says, all of it text. */
export interface PlanFlags extends LoadFlags {
  readonly stage?: string | undefined;
  readonly region?: string | undefined;
  /** @defaultValue text */
  readonly format?: string | undefined;
}

/** What to estimate, and how to print it. */
export interface PlanInput {
  readonly settings: Settings;
  readonly load: Load;
  readonly region: string | undefined;
  readonly format: Format;
  /** What was not read of the stage's files. */
  readonly notes: readonly string[];
}

/**
 * Reads the command line and the stage's files. Needs no engine and no credentials.
 * @param flags the command line
 * @param project the directory of Pulumi.yaml
 * @returns what to estimate
 * @throws UsageError with every problem of the command line
 * @throws UserError with every problem of the settings
 */
export async function readPlan(flags: PlanFlags, project: string): Promise<PlanInput> {
  const problems: string[] = [];
  const stages = await findStages(project);
  const stage = shortName(flags.stage ?? "");
  const isKnown = stages.names.includes(stage);
  problems.push(...unknownStageProblems(stages, [flags.stage]));
  const load = readLoad(flags, problems);
  const format = FORMAT_NAMES.find((name) => name === (flags.format ?? "text"));
  if (format === undefined) {
    problems.push(`--format: expected one of ${FORMAT_NAMES.join(", ")}, got ${show(flags.format)}`);
  }
  if (!isKnown) throw new UsageError(problems.join("\n"));

  const values = stageValues(await stages.read(stage), stages.project);
  const settings = requireStageSettings(stage, stages.project.name, values);
  const { region } = flags;
  const regions = settings.regions.map((own) => own.region);
  if (region !== undefined && !regions.includes(region)) {
    problems.push(`--region: expected one of ${regions.join(", ")}, got ${show(region)}`);
  }
  problems.push(...stageLoadProblems(settings, load));
  if (problems.length > 0 || format === undefined) throw new UsageError(problems.join("\n"));
  return { settings, load, region, format, notes: await stages.notesOf(stage) };
}
