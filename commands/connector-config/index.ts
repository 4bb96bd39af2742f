import { rm, writeFile } from "node:fs/promises";

import { ACCOUNT_USAGE, CHOICE_OPTIONS, readChoice } from "../shared/choose-pipelines";
import { runCommandLine } from "../shared/command";
import { UserError } from "../shared/errors";
import { findPipeline } from "../shared/find-pipelines";
import { readAll } from "../shared/flags/read-all";
import { withPipeline } from "../shared/open-pipeline";
import { isThere, requireNew, requireWritable } from "../shared/output-file";
import { FORMAT_OPTIONS, FORMAT_USAGE, readFormat } from "./flags";
import { render } from "./render";

const OR_FORCE = ", or --force to replace it";

const usage = `npm run --silent connector-config -- --stage STAGE [--region REGION] [--format FORMAT] [--output FILE [--force]]
npm run --silent connector-config -- --local [--region REGION] [--format FORMAT] [--output FILE [--force]]

Prints what connects Aerospike with the pipeline of a region: the connector's aerospike-esp-outbound.yml, API key
included, for the connector's host, or what makes the cluster ship its changes to the connectors.

  --region REGION  whose file; each region of a stage has one
  --output FILE    writes it, readable by you only, and prints nothing of it
  --force          replaces FILE if it is there
${FORMAT_USAGE}
${ACCOUNT_USAGE}`;

void runCommandLine({
  usage,
  options: { ...CHOICE_OPTIONS, ...FORMAT_OPTIONS, output: { type: "string" }, force: { type: "boolean" } },
  read: async ({ output, force = false, ...flags }) => ({
    output,
    force,
    ...(await readAll({
      format: () => readFormat(flags),
      choice: () => readChoice(flags),
      file: () => requireFile(output, force),
    })),
  }),
  run: async ({ output, force, format, choice }) => {
    const pipeline = await findPipeline(choice);
    return withPipeline(pipeline, async ({ connectorConfig }) => {
      const text = render(format, connectorConfig, pipeline.region);
      if (output === undefined) {
        process.stdout.write(text);
      } else {
        await writeForOwner(output, text, force);
        console.log(`${output}: ${pipeline.stage} in ${pipeline.region}, readable by its owner only`);
      }
      return 0;
    });
  },
});

/** @throws UsageError if the file is there and not to be replaced, or cannot be written */
async function requireFile(file: string | undefined, replace: boolean): Promise<void> {
  if (file === undefined) return;
  await (replace ? requireWritable("--output", file) : requireNew("--output", file, OR_FORCE));
}

/** @throws UsageError if the file is there and not to be replaced; UserError if it cannot be written */
async function writeForOwner(file: string, text: string, replace: boolean): Promise<void> {
  try {
    // Removed first: a file that is only overwritten keeps its permissions.
    if (replace) await rm(file, { force: true });
    await writeFile(file, text, { flag: "wx", mode: 0o600 });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw isThere("--output", file, OR_FORCE);
    // The file holds the API key: it is not printed instead.
    throw new UserError(`--output: ${file} could not be written: ${message}. Run the command again with another file.`);
  }
}
