import { ACCOUNT_USAGE, CHOICE_OPTIONS, readChoice } from "../shared/choose-pipelines";
import { runCommandLine } from "../shared/command";
import { findPipelines } from "../shared/find-pipelines";
import { readAll } from "../shared/flags/read-all";
import { readFlags } from "./flags";
import { showLogs } from "./logs";

const usage = `npm run logs -- --stage STAGE [--request-id ID] [--status 400] [--since 15m]
npm run logs -- --local [--request-id ID] [--status 400] [--since 15m]

Shows lines of the access log, the latest last: one line for each request, also for one that API Gateway refused.
KINESIS is the status of Kinesis' answer; - means that API Gateway got none: it did not ask, or gave up (504).
Exit code 1 if there is no line.

  --request-id ID  the requestId of an error answer, or one of the headers x-amzn-requestid and x-amz-apigw-id
  --status STATUS  a status such as 400, or 4xx
  --since TIME     how far back: 90s, 15m, 6h, 2d (default: 15m, with --request-id 24h)
  --limit N        the most lines of each region, the latest (default: 100)
  --format FORMAT  text (default), or json: a line of JSON for each request, with all that is logged
  --region REGION  only this one of the stage's regions
${ACCOUNT_USAGE}`;

void runCommandLine({
  usage,
  options: {
    ...CHOICE_OPTIONS,
    "request-id": { type: "string" },
    status: { type: "string" },
    since: { type: "string" },
    limit: { type: "string" },
    format: { type: "string" },
  },
  read: (flags) => readAll({ query: () => readFlags(flags), choice: () => readChoice(flags) }),
  run: async ({ query, choice }) => {
    const pipelines = await findPipelines(choice);
    return (await showLogs(pipelines, query, { print: console.log, report: console.error, now: Date.now() })) ? 0 : 1;
  },
});
