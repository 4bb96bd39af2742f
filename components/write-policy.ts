/** What the API needs to write. @see https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html */
const WRITE_ACTIONS = ["kinesis:PutRecord"];

/**
 * The policy document that lets the API write to these streams and to no others.
 * @param streamArns ARNs of streams; at preview they are not known yet
 * @returns an IAM policy document
 */
export const writePolicy = <Arn>(streamArns: readonly Arn[]) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: WRITE_ACTIONS, Resource: streamArns }],
});
