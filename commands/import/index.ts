import { ACCOUNT_USAGE } from "../shared/choose-pipelines";
import { runCommandLine } from "../shared/command";
import { readAll } from "../shared/flags/read-all";
import { requireWritable } from "../shared/output-file";
import { readFlags } from "./flags";
import { importPipeline } from "./import-pipeline";

const usage = `npm run import -- --stage STAGE --api-id ID --stream NAME [--key-id ID] [--region REGION] [--output FILE]

Writes the file for pulumi import, for a pipeline that somebody built by hand after Aerospike's guide: its stream, API,
key, usage plan and stage become the stage's own. It reads the account and previews the program. It changes nothing.
The stage's stack and settings must be there (pulumi stack init, Pulumi.STAGE.yaml).

  --api-id ID      the REST API, the first part of its address
  --stream NAME    the stream, one of the settings' streams
  --key-id ID      the id of the connector's API key, not its value; needed if the API's usage plans have several
  --region REGION  where they are; needed if the stage has several regions
  --output FILE    what to write; import.STAGE.REGION.json if it is left out
${ACCOUNT_USAGE}`;

void runCommandLine({
  usage,
  options: {
    stage: { type: "string" },
    "api-id": { type: "string" },
    stream: { type: "string" },
    "key-id": { type: "string" },
    region: { type: "string" },
    output: { type: "string" },
    ca: { type: "string" },
  },
  read: (flags) =>
    readAll({
      wanted: () => readFlags(flags),
      // Without the flag, the file is one of the working directory.
      output: () => (flags.output === "" ? undefined : requireWritable("--output", flags.output ?? "import.json")),
    }),
  run: async ({ wanted }) => {
    const file = await importPipeline({ ...wanted, report: console.log });
    return file === undefined ? 1 : 0;
  },
});
