import { runCommand } from "../local/command";
import { CHOICE_OPTIONS, withPipeline } from "./stage";

const usage = `npm run --silent connector-config -- --stage STAGE [--region REGION]
npm run --silent connector-config -- --local

Prints the connector's aerospike-esp-outbound.yml, API key included, for the connector's host.`;

void runCommand({
  usage,
  options: CHOICE_OPTIONS,
  run: (choice) =>
    withPipeline(choice, ({ connectorConfig }) => {
      process.stdout.write(connectorConfig);
      return Promise.resolve(0);
    }),
});
