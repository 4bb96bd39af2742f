import { randomUUID } from "node:crypto";

import { NOT_JUDGED } from "../../shared/command";
import { readPrices } from "../../shared/cost/read-prices";
import { createLifetime, type Lifetime } from "../../shared/lifetime";
import { createProgress, type Progress } from "../../shared/progress";
import { PROJECT } from "../../shared/project";
import { readAssumptions } from "../../shared/read-assumptions";
import type { ConformanceResult } from "../result";
import { chooseStage } from "./chosen-stage";
import { confirm } from "./confirm";
import { destroyLeft } from "./destroy-left";
import { destroyCommand, StackLeftError } from "./destroy-stack";
import type { EphemeralFlags } from "./flags";
import { AWS_PACE, LOCAL_PACE } from "./inside/inside";
import { describePrice } from "./price";
import { runParts } from "./run-parts";
import { leftStacks, stackName } from "./stack-directory";
import { withStack } from "./with-stack";

/** Prints and writes the report. @returns the exit code */
export type Publish = (results: readonly ConformanceResult[]) => Promise<number>;

/**
 * Runs everything on a stack that exists for this run alone, or destroys what an earlier run left.
 * @param flags as they were typed
 * @param tell takes each line for people
 * @param publish takes the result, before the stack is destroyed
 * @returns the exit code
 * @throws UsageError for wrong flags, and without agreement to the price
 * @throws UserError if the stack does not come up or is not destroyed
 */
export async function runEphemeral(
  flags: EphemeralFlags,
  tell: (line: string) => void,
  publish: Publish,
): Promise<number> {
  const lifetime = createLifetime();
  const progress = createProgress(tell);
  try {
    if (flags.destroy !== undefined) {
      await destroyLeft(flags.destroy, lifetime, progress);
      return 0;
    }
    return await runOnStack(flags, { tell, publish, lifetime, progress });
  } catch (error) {
    // What costs money is said whoever ended the run.
    if (error instanceof StackLeftError && lifetime.signal.aborted) console.error(error.message);
    return lifetime.codeOf(error);
  } finally {
    await lifetime.end();
  }
}

interface Run {
  readonly tell: (line: string) => void;
  readonly publish: Publish;
  readonly lifetime: Lifetime;
  readonly progress: Progress;
}

async function runOnStack(flags: EphemeralFlags, { tell, publish, lifetime, progress }: Run): Promise<number> {
  const isLocal = flags.local === true;
  const local = isLocal ? readAssumptions(flags.assumptions) : undefined;
  const chosen = await chooseStage(flags, PROJECT);
  const name = stackName();
  const { settings, stage, notes } = chosen;
  notes.forEach(tell);
  for (const { name: left } of await leftStacks()) {
    tell(`An earlier run left stack ${left}, which can cost money. Destroy it: ${destroyCommand(left)}`);
  }
  tell(`Stack ${name} has the settings of stage ${stage} in ${settings.region}, and is destroyed in the end.`);
  if (!isLocal) {
    tell(`It costs ${describePrice(settings.region, settings.streams.length, readPrices(new Date()))}.`);
    const isAgreed = await confirm("Start? yes or no:", flags.yes === true, lifetime.signal);
    if (!isAgreed) {
      tell("Nothing was started.");
      return NOT_JUDGED;
    }
  }
  return withStack({ chosen, name, local, ca: flags.ca, lifetime, progress }, async (stack, access) => {
    let unfinished: ConformanceResult | undefined;
    try {
      const result = await runParts(stack, access, {
        report: tell,
        mark: `conformance-${randomUUID().slice(0, 8)}`,
        signal: lifetime.signal,
        pace: isLocal ? LOCAL_PACE : AWS_PACE,
        onUnfinished: (found) => {
          unfinished = found;
        },
      });
      return await publish([result]);
    } catch (error) {
      if (unfinished !== undefined) await publish([unfinished]);
      throw error;
    }
  });
}
