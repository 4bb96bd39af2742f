import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
} from "@aws-sdk/client-kinesis";

import type { StoredRecord } from "./records";
import { streamArnIn, streamIn } from "./stream-name";

/** Reads a stream. Each reading begins where the last one ended. */
export interface ShardReader {
  /** Calls `take` with every record of every shard since the last reading, each shard in its order. */
  readonly read: (take: (record: StoredRecord) => void) => Promise<void>;
  /** Begins again at the first records, for a stream that replaces this one. */
  readonly restart: () => void;
}

/**
 * A reader of all shards of a stream. It begins at the first record that each shard still has.
 * @param kinesis a client of the stream's region
 * @param stream the stream's name, or the ARN of a stream of another account
 * @returns a reader that has read nothing yet
 */
export function createShardReader(kinesis: KinesisClient, stream: string): ShardReader {
  const lastRead = new Map<string, string>();

  async function readShard(shard: string, take: (record: StoredRecord) => void): Promise<void> {
    const after = lastRead.get(shard);
    let { ShardIterator: iterator } = await kinesis.send(
      new GetShardIteratorCommand({
        ...streamIn(stream),
        ShardId: shard,
        ...(after === undefined
          ? { ShardIteratorType: "TRIM_HORIZON" }
          : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: after }),
      }),
    );
    while (iterator !== undefined) {
      const answer = await kinesis.send(new GetRecordsCommand({ ...streamArnIn(stream), ShardIterator: iterator }));
      const { Records: records = [], MillisBehindLatest: behind = 0 } = answer;
      for (const { Data = [], PartitionKey: partitionKey = "", SequenceNumber = "" } of records) {
        lastRead.set(shard, SequenceNumber);
        take({ ShardId: shard, SequenceNumber, partitionKey, data: Buffer.from(Data) });
      }
      iterator = records.length === 0 && behind === 0 ? undefined : answer.NextShardIterator;
    }
  }

  return {
    read: async (take) => {
      const { Shards = [] } = await kinesis.send(new ListShardsCommand(streamIn(stream)));
      for (const { ShardId = "" } of Shards) await readShard(ShardId, take);
    },
    restart: () => {
      lastRead.clear();
    },
  };
}
