import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../command";
import { findEngine } from "../engine/cli";
import type { Progress } from "../progress";
import { describePack } from "./pack";
import { exitCodeOf, tally, type GateReport, type StageReport } from "./report";
import { judgeStage } from "./stage";

export interface GateOptions {
  /** Directory of the program's Pulumi.yaml. */
  readonly project: string;
  /** Directory of the stages' Pulumi.<stage>.yaml. @defaultValue `project` */
  readonly settings?: string;
  /** @defaultValue every stage that has a Pulumi.<stage>.yaml */
  readonly stages?: readonly string[];
  /** Directory of the policy pack. @defaultValue `policies` in the project */
  readonly pack?: string;
  /** File of the pack's configuration. @defaultValue `config.<stage>.json` in the pack */
  readonly policyConfig?: string | undefined;
  /** For everything that the engine writes. */
  readonly directory: string;
  /** A file to run in the program's place. */
  readonly main?: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
}

/**
 * Judges stages before anything of them is deployed: the real program, the real engine, the policy pack, and an empty local
 * AWS. Needs no credentials and no AWS.
 * @throws UserError for a stage that does not exist
 */
export async function runGate(options: GateOptions): Promise<GateReport> {
  const { project, settings = project, directory, main, progress, signal } = options;
  const stages = await chosen(settings, options.stages);
  const engine = await progress.step("Pulumi engine", () => findEngine(progress.detail, signal && { signal }));
  const home = options.pack ?? join(project, "policies");
  const pack = await progress.step("Policy pack", () => describePack(home, signal));
  const reports: StageReport[] = [];
  for (const stage of stages) {
    const report = await progress.step(
      `Stage ${stage}`,
      () =>
        judgeStage({
          ...{ engine, project, settings, stage, pack, main, signal },
          policyConfig: options.policyConfig ?? join(home, `config.${stage}.json`),
          directory: join(directory, stage),
        }),
      (judged) => exitCodeOf({ pack, stages: [judged] }) === 0,
    );
    progress.detail(tally(report));
    reports.push(report);
  }
  return { pack, stages: reports };
}

/** The stages to judge, all of them known. */
async function chosen(settings: string, wanted: readonly string[] | undefined): Promise<readonly string[]> {
  const known = (await readdir(settings)).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []).sort();
  const unknown = wanted?.filter((stage) => !known.includes(stage)) ?? [];
  if (unknown.length > 0 || known.length === 0) {
    throw new UserError(
      `--stage: expected one of ${known.join(", ") || "those with a Pulumi.<stage>.yaml, and there is none"}, ` +
        `got ${unknown.join(", ") || "nothing"}.`,
    );
  }
  return wanted ?? known;
}
