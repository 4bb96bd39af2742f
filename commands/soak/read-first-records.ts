import { streamArnIn, streamIn } from "../shared/stream-reference";
import type { SoakTarget } from "./target";

/**
 * Reads the first record of each shard, as a consumer that does not come forward.
 * @param target the pipeline with the stream
 */
export async function readFirstRecords({
  aws,
  region,
  stream,
}: Pick<SoakTarget, "aws" | "region" | "stream">): Promise<void> {
  const { Shards } = (await aws.kinesis.send(region, "ListShards", streamIn(stream))) as {
    readonly Shards: readonly { readonly ShardId: string }[];
  };
  for (const { ShardId } of Shards) {
    const { ShardIterator } = (await aws.kinesis.send(region, "GetShardIterator", {
      ...streamIn(stream),
      ShardId,
      ShardIteratorType: "TRIM_HORIZON",
    })) as { readonly ShardIterator: string };
    await aws.kinesis.send(region, "GetRecords", { ...streamArnIn(stream), ShardIterator, Limit: 1 });
  }
}
