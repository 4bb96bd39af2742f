import { ASSUMPTIONS } from "@aerospike-kinesis/local-aws";

import { type Api, openApi } from "./api";
import { type Check, Mismatch } from "./check";
import { CHECKS } from "./checks";
import type { Experiment } from "./experiment";
import { EXPERIMENTS } from "./experiments";
import { checkLine, experimentLine } from "./format/lines";
import { openHttpClient } from "./http-client";
import { openLedger } from "./ledger";
import { createPatience } from "./patience";
import type { CheckResult, ConformanceResult, ExperimentResult } from "./result";
import type { Target } from "./target";

export interface RunOptions {
  /** Takes one line for each check and experiment. */
  readonly report: (line: string) => void;
  /** Begins the mark of each record. */
  readonly mark: string;
  /** @defaultValue all */
  readonly checks?: readonly Check[];
  /** @defaultValue all */
  readonly experiments?: readonly Experiment[];
  /** Milliseconds since the epoch. @defaultValue now */
  readonly startedAt?: number;
  /** Milliseconds for which a 429 is tried again. @defaultValue as {@link openApi} says */
  readonly patienceMs?: number;
  /** Ends the run after the check that is under way. @defaultValue it runs to its end */
  readonly signal?: AbortSignal;
}

/**
 * Runs the checks and the experiments one after another, and then compares the streams with what was answered.
 * @param target the API and its streams
 * @param options who is told of each line, and what runs
 * @returns what each found
 * @throws whatever Kinesis answers if the streams cannot be read in the end; the reason of the signal
 */
export async function runConformance(target: Target, options: RunOptions): Promise<ConformanceResult> {
  const { report, mark, startedAt = Date.now(), patienceMs, signal } = options;
  const client = openHttpClient(target.ca);
  const patience = createPatience();
  const ledger = openLedger(target, mark, startedAt, patience);
  const api = openApi({ target, client, ledger, patience, run: mark, ...(patienceMs !== undefined && { patienceMs }) });
  const checks: CheckResult[] = [];
  const experiments: ExperimentResult[] = [];
  const noteCheck = (result: CheckResult): void => {
    checks.push(result);
    report(checkLine(result));
  };
  try {
    for (const check of options.checks ?? CHECKS) {
      signal?.throwIfAborted();
      noteCheck(await runCheck(api, check));
    }
    for (const experiment of options.experiments ?? EXPERIMENTS) {
      signal?.throwIfAborted();
      const result = await runExperiment(api, experiment);
      experiments.push(result);
      report(experimentLine(result));
    }
    noteCheck(summary("every answer has the promised form", api.malformed));
    noteCheck(summary("the streams hold what was acknowledged, and nothing else", await ledger.compare()));
  } finally {
    await client.close();
  }
  const { requests, bytes } = client.sent();
  const decided = new Set<string>(EXPERIMENTS.map(({ name }) => name));
  return {
    target: target.name,
    startedAt: new Date(startedAt).toISOString(),
    mark,
    requests,
    bytes,
    checks,
    experiments,
    undecidable: Object.keys(ASSUMPTIONS).filter((name) => !decided.has(name)),
  };
}

async function runCheck(api: Api, { name, run }: Check): Promise<CheckResult> {
  api.enter(name);
  try {
    return { name, ok: true, found: await run(api) };
  } catch (error) {
    return { name, ok: false, found: reasonOf(error) };
  }
}

async function runExperiment(api: Api, { name, decide, broken = {} }: Experiment): Promise<ExperimentResult> {
  api.enter(name);
  const { question, default: assumed } = ASSUMPTIONS[name];
  const shared = { name, question, assumed };
  try {
    const { value, found } = await decide(api);
    if (value === undefined) return { ...shared, found };
    const toDo = (broken as Readonly<Record<string, string | undefined>>)[value];
    return { ...shared, measured: value, found, ...(toDo !== undefined && { toDo }) };
  } catch (error) {
    return { ...shared, found: reasonOf(error) };
  }
}

/** Why a check fails. An error of the network says less in its message than in its code. */
const reasonOf = (error: unknown): string => {
  if (error instanceof Mismatch) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  return `no answer: ${code ?? message}`;
};

const MOST_SHOWN = 5;

function summary(name: string, problems: readonly string[]): CheckResult {
  if (problems.length === 0) return { name, ok: true, found: "all" };
  const more = problems.length > MOST_SHOWN ? `; and ${problems.length - MOST_SHOWN} more` : "";
  return { name, ok: false, found: problems.slice(0, MOST_SHOWN).join("; ") + more };
}
