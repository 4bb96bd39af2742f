/**
 * What Kinesis says with a ProvisionedThroughputExceededException.
 * @param shardId e.g. `shardId-000000000000`
 * @param stream its name
 * @param accountId 12 digits
 * @returns the message
 */
export const rateExceededMessage = (shardId: string, stream: string, accountId: string): string =>
  `Rate exceeded for shard ${shardId} in stream ${stream} under account ${accountId}.`;
