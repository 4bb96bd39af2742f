import { access, constants, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, resolve } from "node:path";

import { writingTo } from "@aerospike-kinesis/pulumi-engine/places";
import { makeProcessDirectory } from "@aerospike-kinesis/pulumi-engine/process-directory";

import { runCommandLine } from "../shared/command";
import { type LoadFlags, readLoad } from "../shared/cost/load-flags";
import { UsageError } from "../shared/errors";
import { createLifetime } from "../shared/lifetime";
import { createProgress } from "../shared/progress";
import { PROJECT } from "../shared/project";
import { format, formatOfFile, parseFormat } from "./format";
import { runGate } from "./gate";
import { exitCodeOf, NOT_JUDGED } from "./report";

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
  run: async ({ stage, all, base, format: name = "text", output = [], "policy-config": policyConfig, ...flags }) => {
    if ((stage === undefined) === (all === undefined)) {
      throw new UsageError("Say which stages: --stage STAGE, or --all.");
    }
    const load = loadOf(flags);
    const printed = parseFormat(name);
    const files = output.map((file) => ({ file, as: formatOfFile(file) }));
    // Checked before the run, which takes a minute and would be lost.
    for (const { file } of files) await mustBeWritable(dirname(resolve(file)));
    const lifetime = createLifetime();
    try {
      const directory = await writingTo(tmpdir(), "TMPDIR", () =>
        makeProcessDirectory(tmpdir(), "aerospike-kinesis-policy-"),
      );
      lifetime.onEnd(() => rm(directory, { recursive: true, force: true }));
      const report = await runGate({
        project: PROJECT,
        directory,
        ...(stage && { stages: stage }),
        ...(base && { base }),
        ...(load && { load }),
        ...(policyConfig && { policyConfig: resolve(policyConfig) }),
        // The progress goes to stderr, because programs read stdout.
        progress: createProgress(console.error),
        signal: lifetime.signal,
      });
      for (const { file, as } of files) await writeFile(file, format(report, as));
      process.stdout.write(format(report, printed));
      return exitCodeOf(report);
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

async function mustBeWritable(directory: string): Promise<void> {
  try {
    await access(directory, constants.W_OK);
  } catch {
    throw new UsageError(`--output: expected a file in a directory that can be written, got ${directory}.`);
  }
}
