/**
 * Attacks of the fourth round that the pack does not find, each with the reason. A rule that finds one takes its line out.
 */
export const FOURTH_ROUND_MISSES: readonly string[] = [
  // The engine does not show where a plugin comes from.
  "r4-code-plugin-elsewhere",
];
