import type { Emulator } from "./known-differences/known-difference";
import type { CheckResult } from "./result";

/** Says of what a check found whether it passes. */
export interface Judge {
  /** Judges a check by its problems; it passes if there is none. `found` is what a check without problems found. */
  readonly judge: (name: string, problems: readonly string[], found: string) => CheckResult;
  /** The names of checks that passed, although a difference of the emulator is known that makes them fail. */
  readonly passed: () => readonly string[];
}

const MOST_SHOWN = 5;

/**
 * Opens the judge of a run.
 * @param emulator whose known differences are no failures. @defaultValue none
 * @returns judges each check
 */
export function openJudge(emulator: Emulator | undefined): Judge {
  const passed = new Set<string>();
  const { title = "", differences = [] } = emulator ?? {};
  return {
    judge: (name, problems, found) => {
      const ofCheck = differences.filter(({ checks }) => checks.includes(name));
      if (problems.length === 0) {
        if (ofCheck.length > 0) passed.add(name);
        return { name, ok: true, found };
      }
      const reasonOf = (problem: string) => ofCheck.find((one) => one.found.test(problem))?.reason;
      const unknown = problems.filter((problem) => reasonOf(problem) === undefined);
      if (unknown.length > 0) return { name, ok: false, found: list(unknown) };
      const reasons = new Set(problems.map((problem) => String(reasonOf(problem))));
      const known = [...reasons].map((reason) => `Known difference of ${title}: ${reason}`);
      return { name, ok: false, found: list(problems), known };
    },
    passed: () => [...passed],
  };
}

function list(problems: readonly string[]): string {
  const more = problems.length > MOST_SHOWN ? `; and ${problems.length - MOST_SHOWN} more` : "";
  return problems.slice(0, MOST_SHOWN).join("; ") + more;
}
