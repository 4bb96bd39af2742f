/** Attacks of the second round that the pack does not find yet. A rule that finds one takes its line out. */
export const SECOND_ROUND_MISSES: readonly string[] = [
  // Nothing shows that the listener leads to the API; every web site would have the finding.
  "r2-door-balancer-old-tls",
  // The SDK hands policies an asset whose text is a promise, and checks do not wait.
  "r2-held-asset",
  // At the end of a run the engine tells of a component only what it registers as outputs.
  "r2-key-in-component-input",
  // Web sites open buckets like that. Nothing shows that this one holds records.
  "r2-open-bucket-unblocked",
  // A domain in a VPC has this policy by AWS's own advice. Nothing shows that this one is outside.
  "r2-open-search",
  // Whether a sender compresses, its file says, not the template.
  "r2-request-compressed-as-text",
  // API Gateway shows an empty body as {}: AWS's own template stores it, and XDR sends no empty body.
  "r2-request-nothing-as-record",
  // A template may choose other streams than the pipeline's own, of another stack. What its role may write, rules judge.
  "r2-undo-stream-of-dev",
  // Stacks of several accounts have it. Which account is the right one, aws:allowedAccountIds says.
  "r2-undo-provider-profile",
  // As with a profile.
  "r2-undo-provider-web-identity",
  // Web sites are published like that. Nothing shows that this bucket holds records.
  "r2-who-bucket-acl",
  // As with a list of grants.
  "r2-who-bucket-open",
  // A function that reads needs the same name, and what a role of elsewhere may, nobody sees.
  "r2-writer-function-by-name",
];
