/**
 * Attacks of the fourth round that the pack does not find, each with the reason. A rule that finds one takes its line out.
 */
export const FOURTH_ROUND_MISSES: readonly string[] = [
  // A preview does not know the account, and an alarm may be about another team's API or log.
  "r4-alarm-other-account",
  "r4-alarm-other-api",
  "r4-alarm-other-group",
  // The engine does not show where a plugin comes from.
  "r4-code-plugin-elsewhere",
];
