import { findStages, shortName, stageFileName, stageValues } from "@aerospike-kinesis/pulumi-engine";

import type { RegionSettings } from "../../../config/settings";
import { UsageError } from "../../shared/errors";
import { requireStageSettings } from "../../shared/stage-settings";
import type { EphemeralFlags } from "./flags";

/** The stage of `npm start`, whose settings a local run has if nobody names another. */
const LOCAL_STAGE = "dev";

/** Stands in the place of an encrypted value. */
const ENCRYPTED = "[encrypted]";

/** The stage whose settings an ephemeral stack has. */
export interface ChosenStage {
  readonly stage: string;
  readonly settings: RegionSettings;
  /** The text of the stage's file. */
  readonly text: string;
  /** Of a stack's file, by the stack's name. */
  readonly fileName: (stack: string) => string;
  /** The stage's settings of the AWS provider, by key without `aws:`. */
  readonly awsSettings: Readonly<Record<string, unknown>>;
  /** What is not read of the stage's file. */
  readonly notes: readonly string[];
}

/**
 * Reads the stage and the region that the flags name.
 * @param flags as they were typed
 * @param project the directory of Pulumi.yaml
 * @returns the stage
 * @throws UsageError for a stage or a region that is not there, or credentials that only the stage's own Pulumi can read
 * @throws UserError with everything that is wrong with the stage's settings
 */
export async function chooseStage(flags: EphemeralFlags, project: string): Promise<ChosenStage> {
  const { local = false, region } = flags;
  const stages = await findStages(project);
  const stage = shortName(flags.stage ?? (local ? LOCAL_STAGE : ""));
  if (!stages.names.includes(stage)) {
    const expected = stages.names.join(", ") || "a stage that has a file, and there is none";
    throw new UsageError(`--stage: expected one of ${expected}, got ${flags.stage ? stage : "nothing"}.`);
  }
  const file = await stages.read(stage);
  const values = stageValues(file, stages.project);
  const { regions } = requireStageSettings(stage, stages.project.name, values);
  const [only, ...others] = region === undefined ? regions : regions.filter((own) => own.region === region);
  if (only === undefined || others.length > 0) {
    throw new UsageError(
      `--region: expected one of ${regions.map((own) => own.region).join(", ")}, got ${region ?? "nothing"}.`,
    );
  }
  const awsSettings = awsSettingsIn(values);
  if (!local) refuseEncrypted(file.file, awsSettings);
  const fileName = (stack: string): string => stageFileName(stages.project, stack);
  return { stage, settings: only, text: file.text, fileName, awsSettings, notes: await stages.notesOf(stage) };
}

const awsSettingsIn = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      key.startsWith("aws:") ? [[key.slice("aws:".length), value]] : [],
    ),
  );

/** The secrets of a stage belong to its stack. Another stack cannot decrypt them. */
function refuseEncrypted(file: string, settings: Readonly<Record<string, unknown>>): void {
  const encrypted = Object.entries(settings).filter(([, value]) => JSON.stringify(value).includes(ENCRYPTED));
  if (encrypted.length === 0) return;
  throw new UsageError(
    `${file}: --ephemeral cannot decrypt ${encrypted.map(([key]) => `aws:${key}`).join(", ")}, for only the stage's own ` +
      "stack can. Name a profile (aws:profile), or leave the credentials to the shell.",
  );
}
