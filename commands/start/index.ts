import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { ChangeNotification, Configuration } from "@aerospike-kinesis/esp-simulator";
import { readNotifications, SAMPLES } from "@aerospike-kinesis/esp-simulator";
import type { Assumptions, LocalAws } from "@aerospike-kinesis/local-aws";
import { FAULT_NAMES, type FaultRule, parseFaultRules } from "@aerospike-kinesis/local-aws/faults";

import { runCommandLine } from "../shared/command";
import { openLocalStage } from "../shared/deploy";
import { UsageError } from "../shared/errors";
import type { WatchedFaults } from "../shared/faults";
import { createLifetime, type Lifetime } from "../shared/lifetime";
import { createProgress, type Progress } from "../shared/progress";
import { openRunDirectory } from "../shared/runs";
import { alarmsThatStand, describeAlarms, type Every, reportAlarmChanges } from "./alarms";
import { readAssumptions } from "./assumptions";
import { differences } from "./differences";
import { faultsFor } from "./faults";
import { keepSending } from "./keep-sending";
import { sendThrough } from "./send";
import { DEFAULT_STAGE, usage } from "./usage";

const MINUTE_MS = 60_000;
/** For more notifications, kinesis-local needs minutes. */
const MANY = 5000;

void runCommandLine({
  usage,
  options: {
    stage: { type: "string", default: DEFAULT_STAGE },
    input: { type: "string" },
    once: { type: "boolean" },
    assumptions: { type: "string" },
    faults: { type: "string" },
    "faults-region": { type: "string" },
  },
  run: async ({
    stage,
    input = SAMPLES,
    once: onlyOnce = false,
    assumptions: file,
    faults: rules,
    "faults-region": faultsRegion,
  }) => {
    if (faultsRegion !== undefined && rules === undefined) {
      throw new UsageError("--faults-region: expected it with --faults RULES, which says what fails there.");
    }
    const lifetime = createLifetime();
    try {
      const faultRules = rules === undefined ? undefined : parseFaultRules(rules, FAULT_NAMES);
      const assumptions = await readAssumptions(file);
      const notifications = await readNotifications(input === "-" ? process.stdin : input, Date.now());
      const progress = createProgress();
      const result = await run({ stage, notifications, faultRules, faultsRegion, assumptions, lifetime, progress });
      const { alarms } = result.aws.cloudWatch;
      // The minute in which the records came counts: before it ends, a new stage has seen nothing but silence.
      alarms.evaluate(Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS);
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
  /** The stage's name. */
  readonly stage: string;
  readonly notifications: readonly ChangeNotification[];
  /** Undefined if no faults were asked for. */
  readonly faultRules: readonly FaultRule[] | undefined;
  /** The one region in which faults strike. Undefined: in all. */
  readonly faultsRegion: string | undefined;
  /** What the local AWS does where AWS does not document it, beside the defaults. */
  readonly assumptions: Partial<Assumptions>;
  readonly lifetime: Lifetime;
  readonly progress: Progress;
}

async function run(options: RunOptions): Promise<RunResult> {
  const { stage: name, notifications, faultRules, faultsRegion, assumptions, lifetime, progress } = options;
  const directory = await openRunDirectory();
  lifetime.onEnd(directory.remove);
  const { signal, onEnd: onStarted } = lifetime;
  const isMany = notifications.length > MANY;
  if (isMany) progress.detail(`more than ${MANY} notifications: they go to a store in memory, not to kinesis-local`);
  const store = isMany ? "memory" : "kinesis-local";
  const stage = await openLocalStage({ stage: name, directory: directory.path, progress, signal, onStarted });
  differences(stage.settings).forEach(progress.detail);
  const faults = faultRules && faultsFor(faultRules, stage.settings, faultsRegion);
  const localAws = { ...faults?.localAws, assumptions, store, onBroken: lifetime.fail } as const;
  const deployed = await stage.deploy({ localAws });
  const { aws, pipelines } = deployed;
  const caFile = join(directory.path, "ca.pem");
  await writeFile(caFile, aws.ca);
  await directory.publish({ startedAt: Date.now(), stage: name, endpoint: aws.endpoint, ca: aws.ca, pipelines });

  faults?.begin(pipelines);
  const all = await Promise.all(
    Object.entries(pipelines).map(([region, outputs]) =>
      sendThrough({ region, outputs, deployed, notifications, caFile, progress, signal }),
    ),
  );
  // One region below the other, in the order of the settings, whichever was the first to be ready.
  console.log(all.flatMap(({ lines }) => lines).join("\n"));
  if (faults) console.log(`Faults so far: ${faults.describe()}`);
  return {
    missing: all.reduce((sum, { missing }) => sum + missing, 0),
    toTry: all.map(({ toTry }) => toTry),
    faults,
    aws,
    configurations: all.flatMap(({ configuration }) => configuration ?? []),
    notifications,
  };
}

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
