/** What the API needs to write. @see https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html */
const WRITE_ACTIONS = ["kinesis:PutRecord"];

/** The region, and the KMS keys with which its streams are encrypted. */
export interface KeyUse {
  readonly region: string;
  /** None for AWS' own key, which needs no permission. */
  readonly kmsKeyArns: readonly string[];
}

/**
 * The policy document that lets the API write to these streams and to no others. Kinesis uses a stream's KMS key in the
 * name of the one who writes. So the API may use the key, but only through Kinesis.
 * @param streamArns ARNs of streams; at preview they are not known yet
 * @param keys the KMS keys of the streams
 * @returns an IAM policy document
 * @see https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
 */
export const writePolicy = <Arn>(streamArns: readonly Arn[], { region, kmsKeyArns }: KeyUse) => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: WRITE_ACTIONS, Resource: streamArns },
    ...(kmsKeyArns.length > 0 ? [keyStatement(region, [...new Set(kmsKeyArns)])] : []),
  ],
});

/**
 * What follows the region in the service's name differs between AWS' partitions.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
const keyStatement = (region: string, kmsKeyArns: readonly string[]) => ({
  Effect: "Allow",
  Action: ["kms:GenerateDataKey"],
  Resource: kmsKeyArns,
  Condition: { StringLike: { "kms:ViaService": `kinesis.${region}.*` } },
});
