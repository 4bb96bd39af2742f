/** What the API needs to write. @see https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html */
const WRITE_ACTIONS = ["kinesis:PutRecord"];

/** The policy document that lets the API write to these streams and to no others. */
export const writePolicy = <Arn>(streamArns: readonly Arn[]) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: WRITE_ACTIONS, Resource: streamArns }],
});
