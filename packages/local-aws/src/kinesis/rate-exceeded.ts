/** What Kinesis says with a ProvisionedThroughputExceededException. */
export const rateExceeded = (shardId: string, stream: string, accountId: string): string =>
  `Rate exceeded for shard ${shardId} in stream ${stream} under account ${accountId}.`;
