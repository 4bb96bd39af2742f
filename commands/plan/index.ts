import { runCommandLine } from "../shared/command";
import { readPrices } from "../shared/cost/read-prices";
import { PROJECT } from "../shared/project";
import { format } from "./format";
import { readPlan } from "./read";
import { planStage } from "./result";

const usage = `npm run plan -- --stage STAGE --records-per-second R --record-bytes B

Estimates what a stage costs on AWS in a month, which limit its load reaches first, and what alternatives would cost.
It reads the stage's file and a list of AWS's public prices. It needs no credentials, and asks nobody.

  --stage STAGE           a stage with a Pulumi.<stage>.yaml
  --records-per-second R  records a second in each region, on average over the month
  --record-bytes B        bytes of a record's body, on average
  --peak P                the most records a second (default: R)
  --consumers N           applications that read every record (default: 1)
  --connectors N          connectors in each region (default: 1)
  --latency-ms MS         from a connector's request to its answer (default: 50)
  --network NETWORK       between connectors and API Gateway: internet (default), nat, vpc-endpoint
  --region REGION         one region of the stage (default: all)
  --format FORMAT         text (default), markdown, json

  npm run plan -- --stage dev --records-per-second 50 --record-bytes 800
  npm run plan -- --stage prod --records-per-second 1200 --record-bytes 1500 --peak 4000 --consumers 2 --connectors 6
  npm run --silent plan -- --stage prod --records-per-second 1200 --record-bytes 1500 --format json > plan.json

docs/cost.md says what is counted and what is not.`;

void runCommandLine({
  usage,
  options: {
    stage: { type: "string" },
    "records-per-second": { type: "string" },
    "record-bytes": { type: "string" },
    peak: { type: "string" },
    consumers: { type: "string" },
    connectors: { type: "string" },
    "latency-ms": { type: "string" },
    network: { type: "string" },
    region: { type: "string" },
    format: { type: "string" },
  },
  read: (flags) => readPlan(flags, PROJECT),
  run: ({ settings, load, region, format: as, notes }) => {
    const today = new Date();
    const options = { region, notes, today, prices: readPrices(today) };
    process.stdout.write(format(planStage(settings, load, options), as));
    return Promise.resolve(0);
  },
});
