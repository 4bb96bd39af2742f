import { BOUND } from "./bounds";
import { openBudget } from "./budget";
import { requireOpenApi } from "./opens-api";
import type { ConformanceResult } from "./result";
import { runConformance, type RunOptions } from "./run";
import type { Target } from "./target";

/**
 * Runs everything on an API that exists already. It first looks whether the API takes the key.
 * @param target the API and its streams
 * @param options who is told of each line, and what runs
 * @returns what each check and experiment found. All that was sent is counted, and within one bound
 * @throws UserError if the API refuses the key; whatever {@link runConformance} throws
 */
export async function runTarget(
  target: Target,
  options: Omit<RunOptions, "budget" | "sentBefore">,
): Promise<ConformanceResult> {
  const budget = openBudget(BOUND, "one run sends");
  const sentBefore = await requireOpenApi(target, budget);
  return runConformance(target, { ...options, budget, sentBefore });
}
