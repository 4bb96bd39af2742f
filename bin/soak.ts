import { FAULT_NAMES, FaultRuleError, parseFaultRules } from "../local/aws/faults";
import { runCommand, UserError } from "../local/command";
import { createProgress } from "../local/progress";
import { deployTarget } from "../local/soak/deployed";
import { PROFILES, type Profile } from "../local/soak/profiles";
import { isSound, reportLines } from "../local/soak/report";
import { soak } from "../local/soak/soak";
import { createLifetime } from "../local/start/lifetime";
import { openRunDirectory } from "../local/start/runs";

const names = PROFILES.map(({ name }) => name);

const usage = `npm run soak -- [--records N] [--faults PROFILE|all|RULES] [--seconds S] [--instances K]
                [--store kinesis-local|memory] [--seed N] [--json]

Deploys the pipeline on a local AWS with the real Pulumi engine, sends records through it as XDR and Aerospike's
connectors do while things fail, reads every shard back and compares byte for byte. Exit code 1 if a record was
acknowledged and is not stored, was altered, or was not acknowledged although nothing failed any more.

  --records N     records for each profile (1000); more while the pipeline is redeployed or restarted
  --faults WHAT   all (the default), or one or more of these profiles, with commas:
                  ${wrapped(names)}
                  or rules, such as AccessDenied:from=1:until=2.5,reset-after-stored:rate=0.05:count=100, of the faults
                  ${wrapped(FAULT_NAMES)}
  --seconds S     seconds for which a profile's faults go on, and records are written, at most (60); then
                  as long again, at least 30, until every record has to be acknowledged
  --instances K   connectors side by side (3)
  --store STORE   kinesis-local (the default: not ours, 170 to 320 records a second, the stage's own timeouts) or
                  memory (ours, faster; timeouts of about a second)
  --seed N        of the random numbers (1)
  --json          the report as JSON on stdout, everything else on stderr`;

void runCommand({
  usage,
  options: {
    records: { type: "string", default: "1000" },
    faults: { type: "string", default: "all" },
    seconds: { type: "string", default: "60" },
    instances: { type: "string", default: "3" },
    store: { type: "string", default: "kinesis-local" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
  run: async ({ json, ...given }) => {
    const settings = readSettings(given);
    const say = json ? console.error : console.log;
    const lifetime = createLifetime();
    try {
      const directory = await openRunDirectory();
      lifetime.onEnd(directory.remove);
      const target = await deployTarget({
        ...{ store: settings.store, seed: settings.seed, directory: directory.path, progress: createProgress(say) },
        ...(settings.store === "memory" && { timeouts: { integrationTimeoutMs: 800, callTimeoutMs: 1200 } }),
        ...{ signal: lifetime.signal, onStarted: lifetime.onEnd },
      });
      const reports = await soak(target, settings.profiles, { ...settings, report: say, signal: lifetime.signal });
      const sound = reports.every(isSound);
      const { records, instances, store, seed } = settings;
      if (json)
        console.log(JSON.stringify({ sound, records, instances, store, seed, profiles: reports }, undefined, 2));
      else console.log(reportLines(reports).join("\n"));
      return sound ? 0 : 1;
    } catch (error) {
      if (!lifetime.signal.aborted) throw error;
      return 130;
    } finally {
      await lifetime.end();
    }
  },
});

function readSettings(
  given: Readonly<Record<"records" | "faults" | "seconds" | "instances" | "store" | "seed", string>>,
) {
  const problems: string[] = [];
  const whole = (name: "records" | "instances" | "seed", minimum: number): number => {
    const value = Number(given[name]);
    if (Number.isInteger(value) && value >= minimum) return value;
    problems.push(`--${name}: expected a whole number of at least ${minimum}, got "${given[name]}"`);
    return minimum;
  };
  const seconds = Number(given.seconds);
  if (!(seconds > 0)) problems.push(`--seconds: expected a number above 0, got "${given.seconds}"`);
  const store = given.store === "memory" ? ("memory" as const) : ("kinesis-local" as const);
  if (given.store !== store) problems.push(`--store: expected kinesis-local or memory, got "${given.store}"`);
  const settings = {
    ...{ records: whole("records", 1), instances: whole("instances", 1), seed: whole("seed", 0), store },
    ...{
      profiles: profilesOf(given.faults, problems),
      faultsMs: seconds * 1000,
      drainMs: Math.max(30_000, seconds * 1000),
    },
  } as const;
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return settings;
}

/** Names of profiles, or one profile of the rules that the text holds. */
function profilesOf(text: string, problems: string[]): readonly Profile[] {
  if (text === "all") return PROFILES;
  const asked = text.split(",").map((name) => name.trim());
  const found = asked.flatMap((name) => PROFILES.filter((profile) => profile.name === name));
  if (found.length === asked.length) return found;
  try {
    const rules = parseFaultRules(text);
    return [{ name: "rules", faults: () => rules }];
  } catch (error) {
    if (!(error instanceof FaultRuleError)) throw error;
    problems.push(...error.problems.map((problem) => `--faults: all, profiles, or rules: ${problem}`));
    return [];
  }
}

function wrapped(words: readonly string[]): string {
  const lines = [""];
  for (const word of words) {
    if (`${String(lines.at(-1))} ${word}`.length > 95) lines.push("");
    lines.push(`${String(lines.pop())} ${word}`.trim());
  }
  return lines.join("\n                  ");
}
