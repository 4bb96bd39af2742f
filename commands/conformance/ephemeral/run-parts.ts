import type { AwsAccess, LocalEndpoint } from "../../shared/clients";
import { UserError } from "../../shared/errors";
import { openBudget } from "../budget";
import { Mismatch } from "../mismatch";
import type { ConformanceResult } from "../result";
import { runConformance, type RunOptions } from "../run";
import type { Target } from "../target";
import { INSIDE } from "./bounds";
import { insideParts } from "./inside";
import type { Pace } from "./inside/inside";
import { waitUntilKeyOpens } from "./key-opens";
import { mergeResults } from "./merge-results";
import type { EphemeralStack } from "./stack";
import { openTarget } from "./stack-target";

export interface PartsOptions extends Pick<RunOptions, "report" | "mark" | "checks" | "experiments" | "onUnfinished"> {
  /** Ends the run after what is under way. */
  readonly signal: AbortSignal;
  readonly pace: Pace;
}

/**
 * Runs everything on a stack that is up: first what a client can see, then what only somebody inside can provoke.
 * @param stack that is up
 * @param place the local AWS, or the account
 * @param options who is told of each line, and how long it waits
 * @returns one result
 * @throws whatever Kinesis answers if the streams cannot be read; UserError if the stack cannot be changed; the signal's reason
 */
export async function runParts(
  stack: EphemeralStack,
  place: LocalEndpoint | AwsAccess,
  { pace, signal, report, onUnfinished, ...rest }: PartsOptions,
): Promise<ConformanceResult> {
  const { probe } = await stack.outputs();
  const tell = (line: string): void => {
    // What an interrupt broke off says nothing of AWS.
    if (!signal.aborted) report(line);
  };
  const options = { ...rest, signal, report: tell };
  const budget = openBudget(INSIDE, "the checks from inside send");
  const sentBefore = await withTarget(stack, place, (target) =>
    waitUntilKeyOpens(target, { pace, signal, budget }, tell),
  );
  const ended: ConformanceResult[] = [];
  const runPart = (part: Partial<RunOptions>): Promise<ConformanceResult> =>
    withTarget(stack, place, (target) =>
      runConformance(target, { ...options, ...part, onUnfinished: (result) => ended.push(result) }),
    );
  try {
    ended.push(await runPart({ sentBefore }));
    for (const { name, checks, experiments } of insideParts({ stack: failingChecks(stack), probe, pace, signal })) {
      // A 429 is an answer here: nothing is sent again.
      ended.push(await runPart({ mark: `${options.mark}-${name}`, checks, experiments, patienceMs: 0, budget }));
    }
    return mergeResults(ended);
  } catch (error) {
    if (ended.length > 0 && !signal.aborted) onUnfinished?.({ ...mergeResults(ended), isUnfinished: true });
    throw error;
  }
}

async function withTarget<Result>(
  stack: EphemeralStack,
  place: LocalEndpoint | AwsAccess,
  use: (target: Target) => Promise<Result>,
): Promise<Result> {
  const { target, close } = await openTarget(stack, place);
  try {
    return await use(target);
  } finally {
    close();
  }
}

/** A stack whose failing update is the failure of the check that needs it. */
const failingChecks = (stack: EphemeralStack): EphemeralStack => ({
  ...stack,
  up: (change) =>
    stack.up(change).catch((error: unknown) => {
      throw error instanceof UserError ? new Mismatch(error.message) : error;
    }),
});
