import { NOT_JUDGED, runCommandLine } from "../shared/command";
import { count } from "../shared/count";
import { createLifetime } from "../shared/lifetime";
import { createProgress } from "../shared/progress";
import { openRunDirectory } from "../shared/runs";
import { deployTarget } from "./deploy-target";
import { readFlags } from "./flags";
import { printOutages } from "./outage/print-outages";
import { exitCodeOf, type ProfileReport, reportLines } from "./report";
import { soak } from "./soak";
import { usage } from "./usage";

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
  failureCode: NOT_JUDGED,
  read: ({ json, ...given }) => ({ json, ...readFlags(given) }),
  run: async ({ json, mode, profiles, store, timeouts, ...options }) => {
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
