/**
 * Attacks of the fifth round that the pack does not find, each with the reason. A rule that finds one takes its line out.
 */
export const FIFTH_ROUND_MISSES: readonly string[] = [
  // The group only counts, and a rule that follows blocks by the label that the group sets.
  "r5-beside-acl-label",
];
