/** What a check found. */
export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
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
  /** Assumptions that nobody can decide from outside. */
  readonly undecidable: readonly string[];
}

/**
 * Whether every promise holds.
 * @param result of a run
 * @returns false if a check fails, or if a measured value breaks a promise
 */
export const isConform = ({ checks, experiments }: ConformanceResult): boolean =>
  checks.every(({ ok }) => ok) && experiments.every(({ toDo }) => toDo === undefined);
