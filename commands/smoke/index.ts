import { runCommandLine } from "../shared/command";
import { ACCOUNT_USAGE, CHOICE_OPTIONS, findPipelines } from "../shared/deployed-stage";
import { smokeRegions } from "./regions";

const usage = `npm run smoke -- --stage STAGE [--region REGION]
npm run smoke -- --local [--region REGION]

For each stream that the connector's file names, posts one marked record to each region's API, however the connector is
set, reads exactly that record back from Kinesis, and tries without a key. One line for each check, then one for each region; exit code 1 if one fails. Waits up
to five minutes for a new key, which AWS takes minutes to spread, and one minute for an API that answers 429 or 5xx.
Where the connector writes Avro, the record is JSON, in Avro's media type: the schema is yours.

  --region REGION  only this one of the stage's regions
${ACCOUNT_USAGE}`;

void runCommandLine({
  usage,
  options: CHOICE_OPTIONS,
  run: async (choice) => ((await smokeRegions(await findPipelines(choice), { report: console.log })) ? 0 : 1),
});
