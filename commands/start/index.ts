import { once } from "node:events";

import { readNotifications } from "@aerospike-kinesis/esp-simulator";

import { NOT_JUDGED, runCommandLine } from "../shared/command";
import { MINUTE_MS } from "../shared/durations";
import { createLifetime } from "../shared/lifetime";
import { createProgress } from "../shared/progress";
import { alarmsThatStand, describeAlarms, type Every, reportAlarmChanges } from "./alarms";
import { readFlags } from "./flags";
import { keepSending } from "./keep-sending";
import { listenWarning } from "./listen-address";
import { openRecorder } from "./record/recorder";
import { type RunResult, runStage } from "./run-stage";
import { DEFAULT_STAGE, usage } from "./usage";

void runCommandLine({
  usage,
  options: {
    stage: { type: "string", default: DEFAULT_STAGE },
    input: { type: "string" },
    once: { type: "boolean" },
    assumptions: { type: "string" },
    faults: { type: "string" },
    "faults-region": { type: "string" },
    record: { type: "string" },
    listen: { type: "string" },
  },
  failureCode: NOT_JUDGED,
  read: readFlags,
  run: async ({ onlyOnce, record, ...wanted }) => {
    if (wanted.gatewayAddress !== undefined) listenWarning(wanted.gatewayAddress).forEach(say);
    const lifetime = createLifetime();
    try {
      const notifications = wanted.notifications ?? (await readNotifications(process.stdin, Date.now()));
      const recorder = record === undefined ? undefined : await openRecorder({ file: record });
      const progress = createProgress();
      const result = await runStage({ ...wanted, notifications, recorder, lifetime, progress });
      const { alarms } = result.aws.cloudWatch;
      // The minute in which the records came counts: before it ends, a new stage has seen nothing but silence.
      alarms.evaluate(Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS);
      if (onlyOnce) {
        alarmsThatStand(alarms.all()).forEach(say);
      } else {
        console.log(
          [...describeAlarms(alarms.all()), "", result.toTry.join("\n\n"), "", "Running until Ctrl-C."].join("\n"),
        );
        await stayUp(result, lifetime.signal);
        if (recorder) console.log(["", ...(await recorder.end())].join("\n"));
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

/** Until the signal is aborted, tells what alarms do. Under faults records go on: without any, only silence can go off. */
async function stayUp({ aws, sendsOn, notifications }: RunResult, signal: AbortSignal): Promise<void> {
  const { alarms } = aws.cloudWatch;
  const ends = [
    reportAlarmChanges({ alarms, now: Date.now, every, report: say }),
    ...sendsOn.map((configuration) => keepSending({ configuration, ca: aws.ca, notifications, every })),
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

function say(line: string): void {
  console.log(line);
}
