/**
 * Attacks of the fifth round that the pack does not find, each with the reason. A rule that finds one takes its line out.
 */
export const FIFTH_ROUND_MISSES: readonly string[] = [];
