import { FAULT_NAMES } from "@aerospike-kinesis/local-aws/faults";

import { runCommandLine } from "../shared/command";
import { count } from "../shared/count";
import { createLifetime } from "../shared/lifetime";
import { createProgress } from "../shared/progress";
import { openRunDirectory } from "../shared/runs";
import { ACTION_NAMES } from "./actions";
import { readArguments } from "./arguments";
import { deployTarget } from "./deploy-target";
import { SILENCE_MINUTES } from "./minutes";
import { MODE_NAMES } from "./outage/modes";
import { printOutages } from "./outage/print-outages";
import { PROFILES } from "./profiles";
import { exitCodeOf, type ProfileReport, reportLines } from "./report";
import { soak } from "./soak";

const usage = `npm run soak -- [--records N] [--faults PROFILES|RULES|all] [--seconds S] [--instances K]
                [--store kinesis-local|memory] [--order partition|record] [--partitions N] [--shard-rate SHARE]
                [--seed N] [--json]
       npm run soak -- --regions MODE [--records N] [--store kinesis-local|memory] [--seed N] [--json]

Deploys the pipeline on a local AWS with the real Pulumi engine, sends records through it as XDR and Aerospike's
connectors do while things fail, reads every shard back and compares byte for byte. Exit code 1 if a record was
acknowledged and is not stored, was altered, or was not acknowledged although nothing failed any more, if a consumer
was left with an old version of one, if an alarm that a profile promises stayed quiet or another one went off, or if the
run was cut short or a fault never came, so that it proves nothing; 2 for a wrong call, 130 if it is interrupted.
docs/evidence.md explains the report, and the minutes of the alarms.

It uses stage dev with four changes: api.throttle is too high to matter, nothing is protected, the alarms are on with a
silenceMinutes of ${SILENCE_MINUTES}, and with the memory store the timeouts are shorter. It sends MessagePack instead of Avro.

  --regions MODE  in place of the profiles: stage prod, whose first region dies while records flow through all of its
                  regions. Its API breaks connections, then hangs, then answers 503. MODE is how connectors use the
                  regions: ${MODE_NAMES.join(", ")}. A third of the records is written meanwhile. Exit code 1 if a
                  record is lost, or if a path that does not need the dead region noticed it
  --records N     records for each profile (1000); more while something is done to the pipeline; with far fewer, a share
                  of 10 % can be too rare for its alarm
  --faults WHAT   all (the default), or some of these profiles, with commas, one run each:
                  ${wrapWords(PROFILES.map(({ name }) => name))}
                  or one run of rules, and of profiles between them. A rule narrows a fault by share, number or seconds:
                  AccessDenied:from=1:until=2.5,reset-after-stored:rate=0.05:count=100,gateway-restart:from=2:count=3
                  faults: ${wrapWords(FAULT_NAMES)}
                  done to the pipeline, once and from the half of the records on unless the rule says otherwise, its
                  rate that of ten times a second: ${wrapWords(ACTION_NAMES)}
  --seconds S     seconds for which a profile's faults go on, and records are written, at most (60); then
                  as long again, at least 30, until every record has to be acknowledged
  --instances K   connectors side by side (3), each with the stage's max-connections-per-endpoint
  --store STORE   kinesis-local (the default: not ours, 170 to 320 records a second, the stage's own timeouts) or
                  memory (ours, faster; timeouts of about two seconds)
  --order WHAT    what XDR sends one by one: all of a partition (the default, stricter than XDR), or the versions of a
                  record, as XDR does; profiles for which it matters choose for themselves unless it is given
  --partitions N  Aerospike's partitions among which the keys are spread (as they fall, or as the profile says)
  --shard-rate S  what a shard takes, as a multiple of AWS's 1,000 records and 1 MiB a second (1, or as the profile
                  says)
  --seed N        of the random numbers (1)
  --json          the report as JSON on stdout, everything else on stderr`;

void runCommandLine({
  usage,
  options: {
    records: { type: "string", default: "1000" },
    faults: { type: "string", default: "all" },
    seconds: { type: "string", default: "60" },
    instances: { type: "string", default: "3" },
    store: { type: "string", default: "kinesis-local" },
    order: { type: "string" },
    partitions: { type: "string" },
    "shard-rate": { type: "string" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
    regions: { type: "string" },
  },
  run: async ({ json, ...given }) => {
    const { mode, profiles, store, timeouts, ...options } = readArguments(given);
    // Node reads the stack of every error that breaks a connection. Mapping each to TypeScript would be a third of the
    // work.
    process.setSourceMapsEnabled(false);
    const say = json ? console.error : console.log;
    const lifetime = createLifetime();
    const reports: ProfileReport[] = [];
    const print = (): void => {
      const isComplete = reports.length === profiles.length;
      const report = { sound: isComplete && exitCodeOf(reports) === 0, store, ...options };
      console.log(
        json ? JSON.stringify({ ...report, profiles: reports }, undefined, 2) : reportLines(reports).join("\n"),
      );
    };
    try {
      const directory = await openRunDirectory();
      lifetime.onEnd(directory.remove);
      if (mode !== undefined) {
        const { records, seed } = options;
        return await printOutages({
          mode,
          store,
          records,
          seed,
          lifetime,
          json,
          directory: directory.path,
          progress: createProgress(say),
        });
      }
      const target = await deployTarget({
        store,
        seed: options.seed,
        directory: directory.path,
        progress: createProgress(say),
        ...(timeouts && { timeouts }),
        signal: lifetime.signal,
        onStarted: lifetime.onEnd,
        onBroken: lifetime.fail,
      });
      const running = { ...options, report: say, signal: lifetime.signal };
      for await (const report of soak(target, profiles, running)) reports.push(report);
      print();
      return exitCodeOf(reports);
    } catch (error) {
      if (lifetime.signal.aborted) {
        if (reports.length > 0) print();
        say(
          `Ended before its time: ${reports.length} of ${count(profiles.length, "profile")} judged, the rest proves nothing.`,
        );
      }
      return lifetime.codeOf(error);
    } finally {
      await lifetime.end();
    }
  },
});

function wrapWords(words: readonly string[]): string {
  const lines = [""];
  for (const word of words) {
    if (`${String(lines.at(-1))} ${word}`.length > 95) lines.push("");
    lines.push(`${String(lines.pop())} ${word}`.trim());
  }
  return lines.join("\n                  ");
}
