import { count } from "../shared/count";

/** What a check found. */
export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  /** Why it fails, if known differences of an emulator make it fail: one sentence for each. */
  readonly known?: readonly string[];
}

/** What an experiment found. */
export interface ExperimentResult {
  /** Of the assumption. */
  readonly name: string;
  readonly question: string;
  /** Absent if it is not decided. */
  readonly measured?: string;
  readonly assumed: string;
  readonly found: string;
  /** What to do, if the value breaks a promise. */
  readonly toDo?: string;
}

/** The results of one run. */
export interface ConformanceResult {
  readonly target: string;
  readonly startedAt: string;
  readonly mark: string;
  readonly requests: number;
  readonly bytes: number;
  readonly checks: readonly CheckResult[];
  readonly experiments: readonly ExperimentResult[];
  /** Streams of another account that their owner does not let this one read. */
  readonly unread: readonly string[];
  /** Checks that passed, although a difference of the emulator is known that makes them fail. */
  readonly passedAfterAll: readonly string[];
  /** Assumptions that nobody can decide from outside. */
  readonly undecidable: readonly string[];
  /** An error ended the run, so that it is not judged. The rest is what it found before. */
  readonly isUnfinished?: boolean;
}

/**
 * Whether every promise holds.
 * @param result of a run
 * @returns false if a check fails and no known difference of an emulator makes it fail, if a measured value breaks a
 * promise, or if the run is unfinished
 */
export const isConform = ({ checks, experiments, isUnfinished = false }: ConformanceResult): boolean =>
  !isUnfinished &&
  checks.every(({ ok, known }) => ok || known !== undefined) &&
  experiments.every(({ toDo }) => toDo === undefined);

/**
 * Says the result in a few sentences.
 * @param result of a run
 * @returns whether a promise is broken, what was not seen, and which known difference was not
 */
export function verdictOf(result: ConformanceResult): string {
  const { checks, unread, passedAfterAll } = result;
  const known = checks.filter(({ known: reason }) => reason !== undefined).length;
  const passed = passedAfterAll.length === 1 ? "the check passes" : "these checks pass";
  const limits = [
    ...(known === 0 ? [] : [`${count(known, "check")} failed for known differences of the emulator`]),
    ...(passedAfterAll.length === 0 ? [] : [`A difference is known, and ${passed}: ${passedAfterAll.join("; ")}`]),
    ...unread.map((stream) => `The owner of a stream does not let this account read it: ${stream}`),
  ];
  return [judgementOf(result, limits.length > 0), ...limits.map((limit) => `${limit}.`)].join(" ");
}

function judgementOf(result: ConformanceResult, isLimited: boolean): string {
  if (result.isUnfinished === true) return "The run did not come to its end, so it is not judged.";
  if (!isConform(result)) return "A promise is broken: see FAIL above.";
  return isLimited ? "No promise is seen broken." : "Every promise holds.";
}
