import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { type ChangeNotification, type Configuration, isServed } from "@aerospike-kinesis/esp-simulator";
import type { Assumptions, LocalAws } from "@aerospike-kinesis/local-aws";
import type { FaultRule } from "@aerospike-kinesis/local-aws/faults";

import { openLocalStage } from "../shared/deploy";
import type { WatchedFaults } from "../shared/faults";
import type { Lifetime } from "../shared/lifetime";
import type { Progress } from "../shared/progress";
import { openRunDirectory } from "../shared/runs";
import { differences } from "./differences";
import { faultsFor } from "./faults";
import type { Recorder } from "./record/recorder";
import { withRecorder } from "./record/with-recorder";
import { sendThrough } from "./send";

/** For more notifications, kinesis-local needs minutes. */
const MANY = 5000;

/** The result of a run that stays up. */
export interface RunResult {
  /** How many records are not where they should be. */
  readonly missing: number;
  /** Each endpoint with a curl to paste. */
  readonly toTry: readonly string[];
  /** Undefined if no faults were asked for. */
  readonly faults: WatchedFaults | undefined;
  readonly aws: LocalAws;
  /** The configurations of the connectors to which the stand-in sends on: none if nothing is to be sent on. */
  readonly sendsOn: readonly Configuration[];
  readonly notifications: readonly ChangeNotification[];
}

/** What is run, and how. */
export interface RunOptions {
  /** The stage's name. */
  readonly stage: string;
  readonly notifications: readonly ChangeNotification[];
  /** Undefined if no faults were asked for. */
  readonly faultRules: readonly FaultRule[] | undefined;
  /** The one region in which faults strike. Undefined: in all. */
  readonly faultsRegion: string | undefined;
  /** What the local AWS does where AWS does not document it, beside the defaults. */
  readonly assumptions: Partial<Assumptions>;
  /** Undefined if nothing is to be recorded. */
  readonly recorder: Recorder | undefined;
  /** Where the gateway listens. Undefined: on loopback. */
  readonly gatewayAddress: string | undefined;
  readonly lifetime: Lifetime;
  readonly progress: Progress;
}

/**
 * Builds a stage on a local AWS, sends notifications through each of its regions, and prints what became of them.
 * @param options the stage, the notifications, the faults and the recorder
 * @returns the running stage; the lifetime ends it
 * @throws UsageError for a region of faults that the stage does not have
 */
export async function runStage(options: RunOptions): Promise<RunResult> {
  const {
    stage: name,
    notifications,
    faultRules,
    faultsRegion,
    assumptions,
    recorder,
    gatewayAddress,
    lifetime,
    progress,
  } = options;
  const directory = await openRunDirectory();
  lifetime.onEnd(directory.remove);
  const { signal, onEnd: onStarted } = lifetime;
  const isMany = notifications.length > MANY;
  if (isMany) progress.detail(`more than ${MANY} notifications: they go to a store in memory, not to kinesis-local`);
  const store = isMany ? "memory" : "kinesis-local";
  const stage = await openLocalStage({ stage: name, directory: directory.path, progress, signal, onStarted });
  differences(stage.settings).forEach(progress.detail);
  const faults = faultRules && faultsFor(faultRules, stage.settings, faultsRegion);
  const localAws = {
    ...faults?.localAws,
    ...(recorder && { gatewayHooks: withRecorder(faults?.localAws.gatewayHooks, recorder) }),
    ...(gatewayAddress !== undefined && { gatewayAddress }),
    assumptions,
    store,
    onBroken: lifetime.fail,
  } as const;
  const deployed = await stage.deploy({ localAws });
  const { aws, pipelines } = deployed;
  const caFile = join(directory.path, "ca.pem");
  await writeFile(caFile, aws.ca);
  await directory.publish({ startedAt: Date.now(), stage: name, endpoint: aws.endpoint, ca: aws.ca, pipelines });

  // While a connector is recorded, faults strike what it sends, and not the samples.
  if (!recorder) faults?.begin(pipelines);
  const all = await Promise.all(
    Object.entries(pipelines).map(([region, outputs]) =>
      sendThrough({ region, outputs, deployed, notifications, caFile, progress, signal }),
    ),
  );
  // One region below the other, in the order of the settings, whichever was the first to be ready.
  console.log(all.flatMap(({ lines }) => lines).join("\n"));
  const configurations = all.map(({ configuration }) => configuration);
  recorder?.begin(configurations);
  if (recorder) faults?.begin(pipelines);
  else if (faults) console.log(`Faults so far: ${faults.describe()}`);
  return {
    missing: all.reduce((sum, { missing }) => sum + missing, 0),
    toTry: all.map(({ toTry }) => toTry),
    faults,
    aws,
    sendsOn: faults && !recorder ? configurations.filter(({ format }) => isServed(format)) : [],
    notifications,
  };
}
