import type { FoundPipeline, WantedPipeline } from "./found-pipeline";
import { NOTES } from "./notes";
import type { PlannedPipeline } from "./planned-pipeline";
import { PROBLEMS } from "./problems";

/** What is to be said before an import. */
export interface Judgement {
  /** What stands in its way, as `option: expected ..., got ...`. */
  readonly problems: readonly string[];
  /** What `pulumi up` then changes or leaves, where that matters to who sends records. */
  readonly notes: readonly string[];
}

/**
 * Finds everything that stands in the way of an import, and what a person should know of it.
 * @param planned the program's pipeline of the region
 * @param found what is in the account
 * @param wanted what was asked for
 * @returns problems and notes; one run shows all of them
 */
export const judgeImport = (planned: PlannedPipeline, found: FoundPipeline, wanted: WantedPipeline): Judgement => ({
  problems: PROBLEMS.flatMap((check) => check(planned, found, wanted)),
  notes: NOTES.flatMap((check) => check(planned, found, wanted)),
});
