import { randomUUID } from "node:crypto";

import { trustedCertificates } from "../shared/account/certificates";
import { ACCOUNT_USAGE, readChoice } from "../shared/choose-pipelines";
import { NOT_JUDGED, runCommandLine } from "../shared/command";
import { readPrices } from "../shared/cost/read-prices";
import { readAll } from "../shared/flags/read-all";
import { createLifetime } from "../shared/lifetime";
import { requireWritable, writeOrPrint } from "../shared/output-file";
import { readAssumptions } from "../shared/read-assumptions";
import { announce } from "./announce";
import { EPHEMERAL_FLAGS, EPHEMERAL_OPTIONS, EPHEMERAL_USAGE, isEphemeral } from "./ephemeral/flags";
import { runEphemeral } from "./ephemeral/run-ephemeral";
import { emulatorOf, formatOf, OPTIONS, urlTargetOf } from "./flags";
import { formatReport } from "./format";
import { readKey, stageTargets, urlTargets } from "./open-target";
import { type ConformanceResult, isConform } from "./result";
import { runTarget } from "./run-target";

const usage = `npm run conformance -- --stage STAGE [--region REGION] [--report FILE]
npm run conformance -- --local [--region REGION] [--report FILE]
npm run conformance -- --url URL --key-file FILE --stream NAME [--region REGION] [--endpoint URL] [--report FILE]
${EPHEMERAL_USAGE}

Tests a deployed API from outside: each answer, media type, header, size and kind of connection. It reads each stored
record back by its shard and sequence number. It decides each assumption of the local AWS that can be decided from
outside. It prints a line for each check, then a table. It takes about five minutes on AWS. It says first what it sends
and costs.

Exit code: 0 every promise holds; 1 a promise is broken, or the report could not be written in the end; 2 a wrong call,
or the run did not come to its end; 130 you interrupted it.

  --region REGION  only this one of the stage's regions; with --url, the stream's region
  --url URL        the API's whole address, for an API that no stage here describes
  --key-file FILE  a file that holds the API key, for --url
  --stream NAME    the stream that gets the records, for --url
  --endpoint URL   where Kinesis is, for --url (default: AWS)
${EPHEMERAL_FLAGS}
  --report FILE    writes a report, too: FILE.json, FILE.md or FILE.txt
  --format FORMAT  of the report and the table: text, markdown, json (default: what the name of the report says)
  --known-differences localstack
                   checks that LocalStack is known to fail are no failures; every other one is
${ACCOUNT_USAGE}

A report in JSON is a file of assumptions: npm start -- --assumptions FILE. docs/conformance.md says more.`;

void runCommandLine({
  usage,
  options: { ...OPTIONS, ...EPHEMERAL_OPTIONS },
  failureCode: NOT_JUDGED,
  read: async (flags) => ({
    flags,
    ...(await readAll({
      format: () => formatOf(flags),
      // Checked before the run, which takes minutes and money and would be lost.
      report: () => (flags.report === undefined ? undefined : requireWritable("--report", flags.report)),
      emulator: () => emulatorOf(flags),
      ephemeral: () => isEphemeral(flags),
      byUrl: () => (flags.ephemeral === true ? undefined : urlTargetOf(flags)),
      // Read here only to name all problems at once.
      key: () => flags.url !== undefined && flags["key-file"] !== undefined && readKey(flags["key-file"]),
      ca: () => flags.local !== true && trustedCertificates(flags.ca, undefined),
      assumptions: () => readAssumptions(flags.assumptions),
      choice: () => (flags.ephemeral === true || flags.url !== undefined ? undefined : readChoice(flags)),
    })),
  }),
  run: async ({ flags, format, report, emulator, byUrl, ephemeral }) => {
    // Only the table or the report goes to standard output in a format for programs.
    const tell = report === undefined && format === "json" ? console.error : console.log;
    const publish = async (results: readonly ConformanceResult[]): Promise<number> => {
      console.log(`\n${formatReport(results, report === undefined ? format : "text")}`.trimEnd());
      const isWritten = report === undefined || (await writeOrPrint("--report", report, formatReport(results, format)));
      return isWritten && results.every(isConform) ? 0 : 1;
    };
    if (ephemeral) return runEphemeral(flags, tell, publish);
    const { regions, useTargets } =
      byUrl === undefined
        ? await stageTargets(flags)
        : { regions: [byUrl.region], useTargets: await urlTargets(byUrl) };
    const mark = `conformance-${randomUUID().slice(0, 8)}`;
    announce(regions, mark, readPrices(new Date())).forEach((line) => {
      tell(line);
    });
    const lifetime = createLifetime();
    const results: ConformanceResult[] = [];
    try {
      await useTargets(async (target) => {
        tell(`\n${target.name}`);
        const { signal } = lifetime;
        const onUnfinished = (result: ConformanceResult): void => void results.push(result);
        results.push(await runTarget(target, { report: tell, mark, emulator, signal, onUnfinished }));
      });
    } catch (error) {
      // What was measured until then, and in other regions, is not lost.
      if (results.length > 0) await publish(results);
      return lifetime.codeOf(error);
    } finally {
      await lifetime.end();
    }
    return publish(results);
  },
});
