import { ASSUMPTIONS } from "@aerospike-kinesis/local-aws";

import { keyMask, maskTexts } from "../shared/mask-keys";
import { type Api, openApi } from "./api";
import { AGAIN, BOUND } from "./bounds";
import { type Budget, openBudget } from "./budget";
import type { Check } from "./check";
import { ANSWER_FORM, STREAMS } from "./check-names";
import { CHECKS } from "./checks";
import { type Clock, MACHINE_CLOCK } from "./clock";
import { CANNOT_BE_READ } from "./expect";
import type { Experiment } from "./experiment";
import { EXPERIMENTS } from "./experiments";
import { checkLine, experimentLine } from "./format/lines";
import { openHttpClient, type Sent } from "./http-client";
import { type Judge, openJudge } from "./judge";
import { keysOf } from "./keys-of";
import type { Emulator } from "./known-differences/known-difference";
import { openLedger } from "./ledger";
import { Mismatch } from "./mismatch";
import { describeNetworkError } from "./network-error";
import { createPatience } from "./patience";
import { ReadingError } from "./reading-error";
import { readRecordLimit } from "./record-limit";
import type { CheckResult, ConformanceResult, ExperimentResult } from "./result";
import type { Target } from "./target";
import { tryReading } from "./try-reading";

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
  /** Milliseconds for which a 429 is tried again. With 0, nothing is. @defaultValue as {@link openRepeats} says */
  readonly patienceMs?: number;
  /** An emulator of AWS whose known differences are no failures. @defaultValue none */
  readonly emulator?: Emulator | undefined;
  /** Tells the time and waits. @defaultValue this machine's */
  readonly clock?: Clock;
  /** What may be sent. @defaultValue {@link BOUND} */
  readonly budget?: Budget;
  /** What the run sent before. It counts in the result. @defaultValue nothing */
  readonly sentBefore?: Sent;
  /** Ends the run after the check that is under way. @defaultValue it runs to its end */
  readonly signal?: AbortSignal;
  /** Takes what was found before an error that ends the run. @defaultValue it is lost */
  readonly onUnfinished?: (result: ConformanceResult) => void;
}

/**
 * Runs the checks and the experiments one after another, and then compares the streams with what was answered.
 * @param target the API and its streams
 * @param options who is told of each line, and what runs
 * @returns what each found
 * @throws whatever Kinesis answers if a stream of this account cannot be read; the reason of the signal
 */
export async function runConformance(target: Target, options: RunOptions): Promise<ConformanceResult> {
  const { report, mark, clock = MACHINE_CLOCK, startedAt = clock.now(), patienceMs, signal, onUnfinished } = options;
  const patience = createPatience(undefined, clock);
  const ledger = openLedger(target, mark, startedAt, patience, clock);
  for (const stream of [target.stream, ...target.otherStreams]) await tryReading(target.kinesis, stream, patience);
  const recordLimit = await readRecordLimit(target);
  const { budget = openBudget(BOUND, "one run sends"), sentBefore = { requests: 0, bytes: 0 } } = options;
  const again = openBudget(AGAIN, "one run sends again");
  const client = openHttpClient(budget, target.ca);
  const api = openApi({ target, client, ledger, patience, run: mark, clock, recordLimit, patienceMs, again });
  const judge = openJudge(options.emulator);
  const checks: CheckResult[] = [];
  const experiments: ExperimentResult[] = [];
  let unread: readonly string[] = [];
  const mask = keyMask(keysOf(target));
  const noteCheck = (found: CheckResult): void => {
    const result = maskTexts(found, mask);
    checks.push(result);
    report(checkLine(result));
  };
  const resultSoFar = (): ConformanceResult => {
    const sent = client.sent();
    const decided = new Set<string>(EXPERIMENTS.map(({ name }) => name));
    return {
      target: target.name,
      startedAt: new Date(startedAt).toISOString(),
      mark,
      requests: sentBefore.requests + sent.requests,
      bytes: sentBefore.bytes + sent.bytes,
      checks,
      experiments,
      unread,
      passedAfterAll: judge.passed(),
      undecidable: Object.keys(ASSUMPTIONS).filter((name) => !decided.has(name)),
    };
  };
  try {
    for (const check of options.checks ?? CHECKS) {
      signal?.throwIfAborted();
      noteCheck(await runCheck(api, judge, check));
    }
    for (const experiment of options.experiments ?? EXPERIMENTS) {
      signal?.throwIfAborted();
      const result = maskTexts(await runExperiment(api, experiment), mask);
      experiments.push(result);
      report(experimentLine(result));
    }
    noteCheck(judge.judge(ANSWER_FORM, api.malformed, "all"));
    const comparison = await ledger.compare();
    ({ unread } = comparison);
    noteCheck(judge.judge(STREAMS, comparison.differences, unread.length === 0 ? "all" : notRead(unread)));
    return resultSoFar();
  } catch (error) {
    if (signal?.aborted !== true) onUnfinished?.({ ...resultSoFar(), isUnfinished: true });
    throwIfUnread(error);
    throw error;
  } finally {
    await client.close();
  }
}

async function runCheck(api: Api, { judge }: Judge, { name, run }: Check): Promise<CheckResult> {
  api.enter(name);
  const before = api.hidden();
  const late = api.late();
  try {
    const found = await run(api);
    return judge(name, [], (api.hidden() === before ? found : CANNOT_BE_READ) + afterLate(api, late));
  } catch (error) {
    throwIfUnread(error);
    return judge(name, [reasonOf(error)], "");
  }
}

async function runExperiment(api: Api, { name, decide, broken = {} }: Experiment): Promise<ExperimentResult> {
  api.enter(name);
  const { question, default: assumed } = ASSUMPTIONS[name];
  const shared = { name, question, assumed };
  try {
    const before = api.hidden();
    const late = api.late();
    const { value, found: seen } = await decide(api);
    const found = seen + afterLate(api, late);
    if (value === undefined) return { ...shared, found: api.hidden() === before ? found : CANNOT_BE_READ };
    const toDo = (broken as Readonly<Record<string, string | undefined>>)[value];
    return { ...shared, measured: value, found, ...(toDo !== undefined && { toDo }) };
  } catch (error) {
    throwIfUnread(error);
    return { ...shared, found: reasonOf(error) };
  }
}

/** Ends the run: without its records, nothing can be judged. */
function throwIfUnread(error: unknown): void {
  if (error instanceof ReadingError) throw error.cause;
}

/** A 504 heals by itself if the record is sent again. */
const afterLate = (api: Api, before: number): string =>
  api.late() === before ? "" : ", at the second attempt: at the first, the API did not answer in time (504)";

/** Why a check fails. An error of the network says less in its message than in its code. */
const reasonOf = (error: unknown): string => {
  if (error instanceof Mismatch) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  return `no answer: ${describeNetworkError(error) ?? code ?? message}`;
};

const notRead = (streams: readonly string[]): string => `all but what this account may not read: ${streams.join(", ")}`;
