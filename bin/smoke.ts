import { runCommand } from "../local/command";
import { smokeRegions } from "./smoke/regions";
import { ACCOUNT_USAGE, CHOICE_OPTIONS, findPipelines } from "./stage";

const usage = `npm run smoke -- --stage STAGE [--region REGION]
npm run smoke -- --local [--region REGION]

Sends one marked record through each region's pipeline as the connector would, reads exactly that record back from
Kinesis, and tries without a key. One line for each check, then one for each region; exit code 1 if one fails. Waits up
to five minutes for a new key, which AWS takes minutes to spread.

  --region REGION  only this one of the stage's regions
${ACCOUNT_USAGE}`;

void runCommand({
  usage,
  options: CHOICE_OPTIONS,
  run: async (choice) => ((await smokeRegions(await findPipelines(choice), { report: console.log })) ? 0 : 1),
});
