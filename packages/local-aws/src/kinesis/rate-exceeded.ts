/** What Kinesis says with a ProvisionedThroughputExceededException. */
export const rateExceededMessage = (shardId: string, stream: string, accountId: string): string =>
  `Rate exceeded for shard ${shardId} in stream ${stream} under account ${accountId}.`;
