import { access, constants, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { resolve } from "node:path";

import { findStages } from "@aerospike-kinesis/pulumi-engine";
import { writingTo } from "@aerospike-kinesis/pulumi-engine/places";
import { makeProcessDirectory } from "@aerospike-kinesis/pulumi-engine/process-directory";

import { NOT_JUDGED, runCommandLine } from "../shared/command";
import { type LoadFlags, readLoad } from "../shared/cost/load-flags";
import { UsageError } from "../shared/errors";
import { readAll } from "../shared/flags/read-all";
import { requireKnownStages } from "../shared/known-stages";
import { createLifetime } from "../shared/lifetime";
import { requireWritable, writeOrPrint } from "../shared/output-file";
import { createProgress } from "../shared/progress";
import { PROJECT } from "../shared/project";
import { type Format, format, formatOfFile, parseFormat } from "./format";
import { runGate } from "./gate";
import { exitCodeOf } from "./report";

const usage = `npm run policy -- --stage STAGE [--stage STAGE]
npm run policy -- --all

Previews each stage with the policy pack on the real Pulumi engine, then brings it up on an empty local AWS, so that
every value is known and every policy has judged. Needs no credentials and no AWS.

  --format FORMAT       what to print: text (default), markdown, json, sarif
  --output FILE         writes a file as well, in the format of its ending: .txt, .md, .json, .sarif; repeatable
  --base COMMIT         lists what is weaker than at that commit, such as origin/main
  --policy-config FILE  the pack's configuration, in place of policies/config.<stage>.json
  --records-per-second R, --record-bytes B
                        the load of each region: adds the month's price, and what of it differs from --base

Exit code: 0 no violation; 1 violations; 2 a stage or a policy could not be judged.`;

void runCommandLine({
  usage,
  options: {
    stage: { type: "string", multiple: true },
    all: { type: "boolean" },
    format: { type: "string" },
    output: { type: "string", multiple: true },
    base: { type: "string" },
    "policy-config": { type: "string" },
    "records-per-second": { type: "string" },
    "record-bytes": { type: "string" },
  },
  failureCode: NOT_JUDGED,
  read: async ({ stage, all = false, base, format: name, output = [], "policy-config": policyConfig, ...flags }) => ({
    base,
    ...(await readAll({
      stages: () => readStages(stage, all),
      load: () => loadOf(flags),
      policyConfig: () => readableFile("policy-config", policyConfig),
      printed: () => parseFormat(name ?? "text"),
      // Checked before the run, which takes a minute and would be lost.
      files: () => readAll(Object.fromEntries(output.map((file) => [file, () => outputFile(file)]))),
    })),
  }),
  run: async ({ stages, base, load, printed, files, policyConfig }) => {
    const lifetime = createLifetime();
    try {
      const directory = await writingTo(tmpdir(), "TMPDIR", () =>
        makeProcessDirectory(tmpdir(), "aerospike-kinesis-policy-"),
      );
      lifetime.onEnd(() => rm(directory, { recursive: true, force: true }));
      const report = await runGate({
        project: PROJECT,
        directory,
        ...(stages && { stages }),
        ...(base && { base }),
        ...(load && { load }),
        ...(policyConfig && { policyConfig }),
        // The progress goes to stderr, because programs read stdout.
        progress: createProgress(console.error),
        signal: lifetime.signal,
      });
      process.stdout.write(format(report, printed));
      let isWritten = true;
      for (const [file, as] of Object.entries(files)) {
        isWritten = (await writeOrPrint("--output", file, format(report, as))) && isWritten;
      }
      return exitCodeOf(report) || (isWritten ? 0 : 1);
    } catch (error) {
      return lifetime.codeOf(error);
    } finally {
      await lifetime.end();
    }
  },
});

/** @throws UsageError with every problem of the load */
function loadOf(flags: LoadFlags) {
  if (Object.keys(flags).length === 0) return undefined;
  const problems: string[] = [];
  const load = readLoad(flags, problems);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return load;
}

/**
 * @returns undefined for all stages
 * @throws UsageError if neither or both were asked for, or for a stage that has no file
 */
async function readStages(stages: readonly string[] | undefined, all: boolean): Promise<readonly string[] | undefined> {
  if (all && stages !== undefined) throw new UsageError("--all: expected it without --stage.");
  if (all) return undefined;
  if (stages === undefined) throw new UsageError("--stage: expected a stage, or --all for every stage, got nothing.");
  requireKnownStages(await findStages(PROJECT), stages);
  return stages;
}

/** @throws UsageError if the file cannot be read */
async function readableFile(flag: string, file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const path = resolve(file);
  try {
    await access(path, constants.R_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`--${flag}: expected a file that can be read, got ${String(code)} for ${file}.`);
  }
  return path;
}

/**
 * @returns the format of the file
 * @throws UsageError if the file cannot be written, or has no known ending
 */
async function outputFile(file: string): Promise<Format> {
  const as = formatOfFile(file);
  await requireWritable("--output", file);
  return as;
}
