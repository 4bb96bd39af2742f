import { runCommand } from "../local/command";
import { smoke } from "./smoke/smoke";
import { CHOICE_OPTIONS, withPipeline } from "./stage";

const usage = `npm run smoke -- --stage STAGE [--region REGION]
npm run smoke -- --local

Sends one marked record through a deployed pipeline as the connector would, reads exactly that record back from
Kinesis, and tries without a key. One line for each check; exit code 1 if one fails. Waits up to five minutes for a
new key, which AWS takes minutes to spread.`;

void runCommand({
  usage,
  options: CHOICE_OPTIONS,
  run: (choice) =>
    withPipeline(choice, async (pipeline) => {
      console.log(`Smoke test of ${pipeline.name}: ${pipeline.outputs.endpoint}`);
      const checks = await smoke(pipeline, { report: console.log });
      return checks.every(({ ok }) => ok) ? 0 : 1;
    }),
});
