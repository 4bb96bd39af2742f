import type { FoundPipeline, WantedPipeline } from "./found-pipeline";
import type { PlannedPipeline } from "./planned-pipeline";

/**
 * Compares the program's pipeline with what is in the account and what was asked for.
 * @returns sentences for a person; none if there is nothing to say
 */
export type Check = (planned: PlannedPipeline, found: FoundPipeline, wanted: WantedPipeline) => readonly string[];
