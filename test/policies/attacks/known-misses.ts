/** Attacks that the pack does not find yet. A rule that finds one takes its line out. */
export const KNOWN_MISSES: readonly string[] = ["call-action-delete-stream", "call-target-constant"];

/** Control cases in which the pack finds something though it is harmless. */
export const KNOWN_FALSE_FINDINGS: readonly string[] = [];
