import type { KinesisLayer } from "@aerospike-kinesis/local-aws";

import type { SoakTarget } from "./target";

/** Makes the records that a consumer reads look older than they are: a soak does not take hours. */
export interface LateReads {
  readonly layer: KinesisLayer;
  /** From now on, records are so many milliseconds older. */
  readonly setAge: (milliseconds: number) => void;
}

interface Read {
  readonly Records: readonly { readonly ApproximateArrivalTimestamp: number }[];
}

/**
 * @returns the switch, off
 */
export function createLateReads(): LateReads {
  let age = 0;
  return {
    layer: (next) => async (request) => {
      const response = await next(request);
      if (age === 0 || request.action !== "GetRecords" || response.status !== 200) return response;
      const read = JSON.parse(response.body.toString()) as Read;
      const Records = read.Records.map((record) => ({
        ...record,
        ApproximateArrivalTimestamp: record.ApproximateArrivalTimestamp - age / 1000,
      }));
      return { ...response, body: Buffer.from(JSON.stringify({ ...read, Records })) };
    },
    setAge: (milliseconds) => {
      age = milliseconds;
    },
  };
}

/**
 * Reads the first record of each shard, as a consumer that does not come forward.
 * @param target the pipeline with the stream
 */
export async function readFirstRecords({
  aws,
  region,
  stream,
}: Pick<SoakTarget, "aws" | "region" | "stream">): Promise<void> {
  const { Shards } = (await aws.kinesis.send(region, "ListShards", { StreamName: stream })) as {
    readonly Shards: readonly { readonly ShardId: string }[];
  };
  for (const { ShardId } of Shards) {
    const { ShardIterator } = (await aws.kinesis.send(region, "GetShardIterator", {
      StreamName: stream,
      ShardId,
      ShardIteratorType: "TRIM_HORIZON",
    })) as { readonly ShardIterator: string };
    await aws.kinesis.send(region, "GetRecords", { ShardIterator, Limit: 1 });
  }
}
