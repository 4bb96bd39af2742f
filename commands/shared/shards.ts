import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
  type ListShardsCommandInput,
  type Shard,
} from "@aws-sdk/client-kinesis";

import { createReadOn, EMPTY_PAGES, type EmptyPages } from "./empty-pages";
import type { StoredRecord } from "./records";
import { streamArnIn, streamIn } from "./stream-reference";

/** Reads a stream. Each reading begins where the last one ended. */
export interface ShardReader {
  /** Calls `take` with every record of every shard since the last reading, each shard in its order. */
  readonly read: (take: (record: StoredRecord) => void) => Promise<void>;
  /** Begins again at the first records, for a stream that replaces this one. */
  readonly restart: () => void;
}

const FIRST = { ShardIteratorType: "TRIM_HORIZON" } as const;

/** Where a reader begins, and what makes its calls. */
export interface ShardReaderOptions {
  /** It begins at the records of this time. @defaultValue the first record that each shard still has */
  readonly since?: Date;
  /**
   * It leaves a shard at the first record that arrived later, for a stream into which others write without a pause.
   * @defaultValue it reads until nothing comes
   */
  readonly until?: Date;
  /** How long it reads on through pages without records. @defaultValue a minute */
  readonly emptyPages?: EmptyPages;
  /** Makes each call of Kinesis, and may make it again. @defaultValue makes it once */
  readonly attempt?: <Result>(call: () => Promise<Result>) => Promise<Result>;
}

/**
 * A reader of all shards of a stream.
 * @param kinesis a client of the stream's region
 * @param stream the stream's name, or the ARN of a stream of another account
 * @param options where it begins, and what makes its calls
 * @returns a reader that has read nothing yet
 */
export function createShardReader(
  kinesis: KinesisClient,
  stream: string,
  { since, until, emptyPages = EMPTY_PAGES, attempt = (call) => call() }: ShardReaderOptions = {},
): ShardReader {
  const start = since === undefined ? FIRST : ({ ShardIteratorType: "AT_TIMESTAMP", Timestamp: since } as const);
  const lastRead = new Map<string, string>();

  async function listShards(): Promise<Shard[]> {
    const all: Shard[] = [];
    let page: ListShardsCommandInput | undefined = streamIn(stream);
    while (page !== undefined) {
      const from: ListShardsCommandInput = page;
      const { Shards = [], NextToken } = await attempt(() => kinesis.send(new ListShardsCommand(from)));
      all.push(...Shards);
      // A call with a token must not name the stream.
      page = NextToken === undefined ? undefined : { NextToken };
    }
    return all;
  }

  async function readShard(shard: string, take: (record: StoredRecord) => void): Promise<void> {
    const after = lastRead.get(shard);
    const place = {
      ...streamIn(stream),
      ShardId: shard,
      ...(after === undefined
        ? start
        : ({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: after } as const)),
    };
    let { ShardIterator: iterator } = await attempt(() => kinesis.send(new GetShardIteratorCommand(place)));
    const readOn = createReadOn(shard, emptyPages);
    while (iterator !== undefined) {
      const from = { ...streamArnIn(stream), ShardIterator: iterator };
      const answer = await attempt(() => kinesis.send(new GetRecordsCommand(from)));
      for (const { Data = [], PartitionKey: partitionKey = "", SequenceNumber = "", ...record } of answer.Records ??
        []) {
        if (until !== undefined && (record.ApproximateArrivalTimestamp ?? until) > until) return;
        lastRead.set(shard, SequenceNumber);
        take({ ShardId: shard, SequenceNumber, partitionKey, data: Buffer.from(Data) });
      }
      iterator = (await readOn(answer)) ? answer.NextShardIterator : undefined;
    }
  }

  return {
    read: async (take) => {
      for (const { ShardId = "" } of await listShards()) await readShard(ShardId, take);
    },
    restart: () => {
      lastRead.clear();
    },
  };
}
