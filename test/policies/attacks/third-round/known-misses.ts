/** Attacks of the third round that the pack does not find, each with the reason. A rule that finds one takes its line out. */
export const THIRD_ROUND_MISSES: readonly string[] = [
  // AWS refuses it: a metric filter needs a group of the class STANDARD, and a group for delivery takes no execution log.
  "r3-watch-log-forgotten",
  "r3-watch-log-infrequent",
  // KMS refuses a policy that leaves nobody to change it.
  "r3-watch-topic-key-without-owner",
  // Kinesis refuses a key that is not for encryption, when it begins to encrypt.
  "r3-stream-key-of-asymmetric-kind",
  // CloudWatch refuses an action that is no ARN.
  "r3-unknown-late-alarm-topic",
  // API Gateway refuses the deployment of a private API without a policy.
  "r3-pair-private-without-door",
  // The engine does not tell policies of retainOnDelete and replaceOnChanges.
  "r3-option-key-replaced-by-tag",
  "r3-option-key-stays",
  "r3-option-link-stays",
  "r3-option-policy-stays",
  // In between, the API answers 403 or 502, and the connector sends again. A deployment is a snapshot: it has the old mapping.
  "r3-option-link-deleted-first",
  "r3-option-mapping-deleted-first",
  "r3-option-plan-deleted-first",
  "r3-option-policy-deleted-first",
  // What is muted during planned work looks the same. Nobody says which hours are too many, or what stands for ever.
  "r3-watch-alarm-suppressed",
  "r3-watch-alarms-muted",
  // A service as principal, without a condition, is what AWS's own examples have. It is no opening for people.
  "r3-watch-topic-key-of-any-account",
  "r3-watch-topic-of-any-account",
  // AWS's own example of a producer's policy has no kms:ViaService. With GenerateDataKey alone nobody reads a record.
  "r3-stream-key-any-way",
];
