/**
 * Attacks of the fifth round that the pack does not find, each with the reason. A rule that finds one takes its line out.
 */
export const FIFTH_ROUND_MISSES: readonly string[] = [
  // AWS/ApiGateway has a datapoint a minute. The metric's name, unit and dimensions are right, and the period is shorter.
  "r5-heard-ten-seconds",
  // A pattern of columns never fits the access log of JSON lines.
  "r5-heard-columns",
  // The group only counts, and a rule that follows blocks by the label that the group sets.
  "r5-beside-acl-label",
];
