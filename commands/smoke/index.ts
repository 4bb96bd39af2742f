import { ACCOUNT_USAGE, CHOICE_OPTIONS, readChoice } from "../shared/choose-pipelines";
import { NOT_JUDGED, runCommandLine } from "../shared/command";
import { findPipelines } from "../shared/find-pipelines";
import { smokeRegions } from "./regions";

const usage = `npm run smoke -- --stage STAGE [--region REGION]
npm run smoke -- --local [--region REGION]

Tests each region of a stage. To each stream that the connector's file names, it posts one marked record in the
connector's format, and reads exactly that record back from Kinesis. It also posts without a key. It prints a line for
each check, then a line for each region. Exit code 1 if a check fails
or a region cannot be reached, 2 if nothing was tested.

AWS takes minutes to spread a new key. It waits up to five minutes for a new key, and up to one minute for an API that
answers 429 or 5xx. If the connector writes Avro, the record is JSON with Avro's media type, because only you have the
schema.

  --region REGION  only this one of the stage's regions
${ACCOUNT_USAGE}`;

void runCommandLine({
  usage,
  options: CHOICE_OPTIONS,
  failureCode: NOT_JUDGED,
  read: readChoice,
  run: async (choice) => ((await smokeRegions(await findPipelines(choice), { report: console.log })) ? 0 : 1),
});
