import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { ChangeNotification, Configuration } from "@aerospike-kinesis/esp-simulator";
import { readNotifications, SAMPLES } from "@aerospike-kinesis/esp-simulator";
import type { LocalAws } from "@aerospike-kinesis/local-aws";
import {
  FAULT_NAMES,
  type FaultRule,
  parseFaultRules,
  realFaultEnvironment,
} from "@aerospike-kinesis/local-aws/faults";

import type { Settings } from "../../config/settings";
import { runCommandLine } from "../shared/command";
import { openLocalStage } from "../shared/deploy";
import { type WatchedFaults, watchFaults } from "../shared/faults";
import { createLifetime, type Lifetime } from "../shared/lifetime";
import { createProgress, type Progress } from "../shared/progress";
import { openRunDirectory } from "../shared/runs";
import { timeoutsOf } from "../shared/stage-settings";
import { alarmsThatStand, describeAlarms, type Every, reportAlarmChanges } from "./alarms";
import { differences } from "./differences";
import { keepSending } from "./keep-sending";
import { sendThrough } from "./send";

const STAGE = "dev";
/** The seed of the random numbers of faults. They are the same in each run. */
const SEED = 1;
/** For more notifications, kinesis-local needs minutes. */
const MANY = 5000;

const usage = `npm start [-- --input FILE] [-- --once] [-- --faults RULES]

Builds stage ${STAGE} on a local AWS with the real Pulumi engine, sends sample change notifications through it as
Aerospike's connector does, reads them back from Kinesis, and stays up until Ctrl-C.

  --input FILE    your own notifications, one JSON object a line (docs/notifications.md); - reads stdin
  --once          end after the records were read back; exit code 1 if one is missing
  --faults RULES  what goes wrong, by share, number or seconds from the first record on, with commas:
                  AccessDenied:count=3,reset-after-stored:rate=0.5,garbage:from=60:until=90
                  ${FAULT_NAMES.join(", ")}

It prints which alarms stand, and while it stays up each change of an alarm. With --faults it also sends a record a
second while it stays up: an alarm needs trouble in 5 of 10 minutes.`;

void runCommandLine({
  usage,
  options: { input: { type: "string" }, once: { type: "boolean" }, faults: { type: "string" } },
  run: async ({ input = SAMPLES, once: onlyOnce = false, faults: rules }) => {
    const lifetime = createLifetime();
    try {
      const faultRules = rules === undefined ? undefined : parseFaultRules(rules, FAULT_NAMES);
      const notifications = await readNotifications(input === "-" ? process.stdin : input, Date.now());
      const result = await run({ notifications, faultRules, lifetime, progress: createProgress() });
      const { alarms } = result.aws.cloudWatch;
      alarms.evaluate(Date.now());
      if (onlyOnce) {
        alarmsThatStand(alarms.all()).forEach(say);
      } else {
        console.log(
          [...describeAlarms(alarms.all()), "", result.toTry.join("\n\n"), "", "Up until Ctrl-C."].join("\n"),
        );
        await stayUp(result, lifetime.signal);
        if (result.faults) console.log(`\nFaults: ${result.faults.describe()}`);
        lifetime.throwIfFailed();
      }
      return result.missing === 0 ? 0 : 1;
    } catch (error) {
      return lifetime.codeOf(error);
    } finally {
      if (lifetime.signal.aborted) console.log("\nEnding; nothing stays behind.");
      await lifetime.end();
    }
  },
});

/** The result of a run that stays up. */
interface RunResult {
  /** How many records are not where they should be. */
  readonly missing: number;
  /** Each endpoint with a curl to paste. */
  readonly toTry: readonly string[];
  /** Undefined if no faults were asked for. */
  readonly faults: WatchedFaults | undefined;
  readonly aws: LocalAws;
  /** The configurations of the connectors, one for each region whose format is served. */
  readonly configurations: readonly Configuration[];
  readonly notifications: readonly ChangeNotification[];
}

interface RunOptions {
  readonly notifications: readonly ChangeNotification[];
  /** Undefined if no faults were asked for. */
  readonly faultRules: readonly FaultRule[] | undefined;
  readonly lifetime: Lifetime;
  readonly progress: Progress;
}

async function run({ notifications, faultRules, lifetime, progress }: RunOptions): Promise<RunResult> {
  const directory = await openRunDirectory();
  lifetime.onEnd(directory.remove);
  const { signal, onEnd: onStarted } = lifetime;
  const isMany = notifications.length > MANY;
  if (isMany) progress.detail(`more than ${MANY} notifications: they go to a store in memory, not to kinesis-local`);
  const store = isMany ? "memory" : "kinesis-local";
  const stage = await openLocalStage({ stage: STAGE, directory: directory.path, progress, signal, onStarted });
  differences(stage.settings).forEach(progress.detail);
  const faults = faultRules && faultsFor(faultRules, stage.settings);
  const localAws = { ...faults?.localAws, store, onBroken: lifetime.fail } as const;
  const deployed = await stage.deploy({ localAws });
  const { aws, pipelines } = deployed;
  const caFile = join(directory.path, "ca.pem");
  await writeFile(caFile, aws.ca);
  await directory.publish({ startedAt: Date.now(), stage: STAGE, endpoint: aws.endpoint, ca: aws.ca, pipelines });

  faults?.begin();
  let missing = 0;
  const toTry: string[] = [];
  const configurations: Configuration[] = [];
  for (const [region, outputs] of Object.entries(pipelines)) {
    const sent = await sendThrough({ region, outputs, deployed, notifications, caFile, progress, signal });
    missing += sent.missing;
    toTry.push(sent.toTry);
    if (sent.configuration) configurations.push(sent.configuration);
  }
  if (faults) console.log(`Faults so far: ${faults.describe()}`);
  return { missing, toTry, faults, aws, configurations, notifications };
}

const faultsFor = (rules: readonly FaultRule[], settings: Settings): WatchedFaults =>
  watchFaults({ rules, timeouts: timeoutsOf(settings), environment: realFaultEnvironment(SEED) });

/** Until the signal is aborted, tells what alarms do. Under faults records go on: without any, only silence can go off. */
async function stayUp({ aws, faults, configurations, notifications }: RunResult, signal: AbortSignal): Promise<void> {
  const { alarms } = aws.cloudWatch;
  const ends = [
    reportAlarmChanges({ alarms, now: Date.now, every, report: say }),
    ...(faults ? configurations : []).map((configuration) =>
      keepSending({ configuration, ca: aws.ca, notifications, every }),
    ),
  ];
  // A pending promise alone does not keep Node alive. The servers of the local AWS do.
  if (!signal.aborted) await once(signal, "abort");
  for (const end of ends) end();
}

const every: Every = (milliseconds, run) => {
  const timer = setInterval(run, milliseconds);
  return () => {
    clearInterval(timer);
  };
};

const say = (line: string): void => {
  console.log(line);
};
