/**
 * Attacks of the fifth round that the pack does not find, each with the reason. A rule that finds one takes its line out.
 */
export const FIFTH_ROUND_MISSES: readonly string[] = [
  // AWS/ApiGateway has a datapoint a minute. The metric's name, unit and dimensions are right, and the period is shorter.
  "r5-heard-ten-seconds",
  // A pattern of columns never fits the access log of JSON lines.
  "r5-heard-columns",
  // Trust in the stage's own account as a whole is no finding, with or without a condition.
  "r5-may-own-account",
  // Without its condition it is found. The condition holds for every role of the other account.
  "r5-may-partner-account",
  // A name of 600 characters is not found, either: names of metric filters are not judged.
  "r5-beside-filter-name",
  // The group only counts, and a rule that follows blocks by the label that the group sets.
  "r5-beside-acl-label",
  // Only a note. A window that deletes the API's stage is found; this one deletes the API's role, by the role's unique id.
  "r5-beside-window",
];
