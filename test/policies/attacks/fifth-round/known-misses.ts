/**
 * Attacks of the fifth round that the pack does not find, each with the reason. A rule that finds one takes its line out.
 */
export const FIFTH_ROUND_MISSES: readonly string[] = [
  // No rule reads where a container's log goes, and the stack shows only the name of the role.
  "r5-other-container-log",
  // This group stops records for what they say, and not for their size or number.
  "r5-other-acl-sql",
  // The provider refuses the name itself, before anything is made.
  "r5-other-sampling-name",
];
