/**
 * Attacks in which the pack finds nothing, by kind, each with the reason. A rule that finds one takes its line out. What a user
 * has to know of them is in policies/README.md, "What a preview can judge".
 */
export const KNOWN_MISSES: readonly string[] = [
  // KMS refuses a policy that leaves nobody to change it.
  "r3-watch-topic-key-without-owner",
  // What is muted during planned work looks the same. Nobody says which hours are too many, or what stands for ever.
  "r3-watch-alarm-suppressed",
  "r3-watch-alarms-muted",
  // A service as principal, without a condition, is what AWS's own examples have. It is no opening for people.
  "r3-watch-topic-key-of-any-account",
  "r3-watch-topic-of-any-account",
  // The import of a body makes the missing method response, as @pulumi/aws-apigateway relies on.
  "body-undeclared",
  // Nothing calls Kinesis in that API, and no connector's file leads to it. So nobody can tell it from a health check.
  "body-mock-post",
  // The policy of an endpoint grants nothing: roles and the stream's own policy still decide. AWS's default is the same.
  // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
  "door-endpoint-of-nothing",
  // Nothing shows that the listener leads to the API; every web site would have the finding.
  "r2-door-balancer-old-tls",
  // API Gateway refuses the deployment of a private API without a policy.
  "r3-pair-private-without-door",
  // The SDK gives rules a file (an asset) as a promise, and rules do not wait.
  "key-in-function-code",
  // The SDK hands policies an asset whose text is a promise, and checks do not wait.
  "r2-held-asset",
  // At the end of a run the engine tells of a component only what it registers as outputs.
  "r2-key-in-component-input",
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
  // CloudWatch refuses an action that is no ARN.
  "r3-unknown-late-alarm-topic",
  // AWS refuses it: a metric filter needs a group of the class STANDARD, and a group for delivery takes no execution log.
  "r3-watch-log-forgotten",
  "r3-watch-log-infrequent",
  // Web sites open buckets like that. Nothing shows that this one holds records.
  "r2-open-bucket-unblocked",
  // A domain in a VPC has this policy by AWS's own advice. Nothing shows that this one is outside.
  "r2-open-search",
  // Web sites are published like that. Nothing shows that this bucket holds records.
  "r2-who-bucket-acl",
  // As with a list of grants.
  "r2-who-bucket-open",
  // No record is lost, and none is taken as stored: the sender is answered 415. Which types it sends, its file does not say.
  "request-types-without-json",
  // Whether a sender compresses, its file says, not the template.
  "r2-request-compressed-as-text",
  // API Gateway shows an empty body as {}: AWS's own template stores it, and XDR sends no empty body.
  "r2-request-nothing-as-record",
  // Kinesis refuses a key that is not for encryption, when it begins to encrypt.
  "r3-stream-key-of-asymmetric-kind",
  // AWS's own example of a producer's policy has no kms:ViaService. With GenerateDataKey alone nobody reads a record.
  "r3-stream-key-any-way",
  // A template may choose other streams than the pipeline's own, of another stack. What its role may write, rules judge.
  "r2-undo-stream-of-dev",
  // The deployment waits for the integration, which waits for the method, and for the mappings, which wait for the integration.
  "undo-deployment-before-method",
  "undo-deployment-before-integration",
  // An alias names another URN of the same stack's state. One that is not there does nothing.
  "undo-aliases-of-another-stack",
  // The provider speaks TLS with AWS through the proxy, and checks the certificate.
  "undo-provider-http-proxy",
  // Which account is the stage's, the program does not say. aws:allowedAccountIds does, at the update.
  "undo-provider-other-account",
  // Stacks of several accounts have it. Which account is the right one, aws:allowedAccountIds says.
  "r2-undo-provider-profile",
  // As with a profile.
  "r2-undo-provider-web-identity",
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
  // The engine does not show where a plugin comes from.
  "r4-code-plugin-elsewhere",
  // A function that reads needs the same name, and what a role of elsewhere may, nobody sees.
  "r2-writer-function-by-name",
];

/** Harmless changes in which the pack finds something all the same. */
export const KNOWN_FALSE_FINDINGS: readonly string[] = [];
