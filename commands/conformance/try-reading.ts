import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
} from "@aws-sdk/client-kinesis";

import { isHidden, streamArnIn, streamIn } from "../shared/stream-reference";
import type { Patience } from "./patience";

/**
 * Makes each call that reads a stream once, so that a missing permission shows before a run and not at its end. A stream
 * whose owner does not let this account read it is passed over.
 * @param kinesis a client of the stream's region
 * @param stream a name, or the ARN of a stream of another account
 * @param patience for readings that are too fast
 * @throws whatever Kinesis answers
 */
export async function tryReading(kinesis: KinesisClient, stream: string, patience: Patience): Promise<void> {
  try {
    const { Shards: [shard] = [] } = await patience(() => kinesis.send(new ListShardsCommand(streamIn(stream))));
    if (shard === undefined) return;
    const latest = { ...streamIn(stream), ShardId: shard.ShardId, ShardIteratorType: "LATEST" } as const;
    const { ShardIterator } = await patience(() => kinesis.send(new GetShardIteratorCommand(latest)));
    const first = { ...streamArnIn(stream), ShardIterator, Limit: 1 };
    await patience(() => kinesis.send(new GetRecordsCommand(first)));
  } catch (error) {
    if (!isHidden(stream, error)) throw error;
  }
}
