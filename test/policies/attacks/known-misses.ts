import { FIFTH_ROUND_MISSES } from "./fifth-round/known-misses";
import { FOURTH_ROUND_MISSES } from "./fourth-round/known-misses";
import { SECOND_ROUND_MISSES } from "./second-round/known-misses";
import { THIRD_ROUND_MISSES } from "./third-round/known-misses";

/**
 * Attacks in which the pack finds nothing, each with the reason. A rule that finds one takes its line out. What a user has to
 * know of them is in policies/README.md, "What a preview can judge".
 */
export const KNOWN_MISSES: readonly string[] = [
  // No record is lost, and none is taken as stored: the sender is answered 415. Which types it sends, its file does not say.
  "request-types-without-json",
  // The import of a body makes the missing method response, as @pulumi/aws-apigateway relies on.
  "body-undeclared",
  // Nothing calls Kinesis in that API, and no connector's file leads to it. So nobody can tell it from a health check.
  "body-mock-post",
  // The deployment waits for the integration, which waits for the method, and for the mappings, which wait for the integration.
  "undo-deployment-before-method",
  "undo-deployment-before-integration",
  // An alias names another URN of the same stack's state. One that is not there does nothing.
  "undo-aliases-of-another-stack",
  // The provider speaks TLS with AWS through the proxy, and checks the certificate.
  "undo-provider-http-proxy",
  // Which account is the stage's, the program does not say. aws:allowedAccountIds does, at the update.
  "undo-provider-other-account",
  // The policy of an endpoint grants nothing: roles and the stream's own policy still decide. AWS's default is the same.
  // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
  "door-endpoint-of-nothing",
  // The SDK gives rules a file (an asset) as a promise, and rules do not wait.
  "key-in-function-code",
  // A stage may keep logs where it wants: other rules see to it that they hold no key and no body.
  "keep-access-log-elsewhere",
  "keep-access-log-authorizer",
  "keep-log-delivery",
  "keep-logs-to-other-account",
  "keep-logs-to-other-region",
  // These are encrypted with AWS's own key if no other is named. The setting "key" of the rules asks for a customer's.
  "keep-log-group-plain",
  "keep-secret-replica",
  // No record of an API goes there, or S3 encrypts it there.
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
  "keep-delivery-plain",
  "keep-metrics-elsewhere",
  "keep-queue-plain",
  "keep-stream-reader-firehose",
  // AWS keeps aliases that begin with alias/aws/ for its own keys, and refuses this one.
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
  "keep-alias-moved",
  // It counts only when the stream is deleted. stateful-protected sees to that.
  "keep-stream-deletes-consumers",
  // Kinesis takes keys of other accounts, and which account is the stack's own, a preview does not know.
  "keep-stream-key-elsewhere",
  // The key's own policy may let the role use it, and this stack does not show it.
  "keep-stream-key-without-permission",
  ...SECOND_ROUND_MISSES,
  ...THIRD_ROUND_MISSES,
  ...FOURTH_ROUND_MISSES,
  ...FIFTH_ROUND_MISSES,
];

/** Control cases in which the pack finds something though it is harmless. */
export const KNOWN_FALSE_FINDINGS: readonly string[] = [];
