import { SECOND_ROUND_MISSES } from "./second-round/known-misses";

/** Attacks that the pack does not find yet. A rule that finds one takes its line out. */
export const KNOWN_MISSES: readonly string[] = [
  "call-role-without-policy",
  "request-no-templates",
  "request-types-without-json",
  "undo-aliases-of-another-stack",
  "undo-deployment-before-method",
  "undo-ignores-connector-file",
  "undo-provider-http-proxy",
  "undo-provider-other-account",
  "undo-secret-version-not-current",
  "body-mock-post",
  "body-undeclared",
  "door-endpoint-of-nothing",
  "keep-access-log-elsewhere",
  "keep-account-logs",
  "keep-alias-moved",
  "keep-delivery-plain",
  "keep-key-other-account",
  "keep-log-delivery",
  "keep-log-group-one-day",
  "keep-log-group-plain",
  "keep-logs-to-other-account",
  "keep-logs-to-other-region",
  "keep-metrics-elsewhere",
  "keep-queue-plain",
  "keep-stream-deletes-consumers",
  "keep-stream-key-elsewhere",
  "keep-stream-key-other-region",
  "keep-stream-key-without-permission",
  "keep-stream-reader-firehose",
  "keep-traces-plain",
  "key-in-function-code",
  ...SECOND_ROUND_MISSES,
];

/** Control cases in which the pack finds something though it is harmless. */
export const KNOWN_FALSE_FINDINGS: readonly string[] = [];
