import type { LocalAwsOptions } from "@aerospike-kinesis/local-aws";

/**
 * The account that a local run deploys to. It has what a stage needs and does not make: the role for API Gateway's logs, as
 * after `bootstrap/`, and the KMS keys that the settings name.
 */
export const PREPARED_ACCOUNT = { hasLogRole: true, hasForeignKeys: true } satisfies LocalAwsOptions;
