import { setTimeout as delay } from "node:timers/promises";

import { AwsError } from "@aerospike-kinesis/local-aws";

import { streamIn } from "../shared/stream-reference";
import type { SoakTarget } from "./target";

const POLL_MS = 20;

/**
 * Deletes the stream directly, without Pulumi. Resolves when it is gone.
 * @param target the pipeline with the stream
 * @returns when it is gone
 */
export async function deleteStream({
  aws,
  region,
  stream,
}: Pick<SoakTarget, "aws" | "region" | "stream">): Promise<void> {
  const about = streamIn(stream);
  await aws.kinesis.send(region, "DeleteStream", about);
  while (await exists(() => aws.kinesis.send(region, "DescribeStreamSummary", about))) await delay(POLL_MS);
}

async function exists(describe: () => Promise<unknown>): Promise<boolean> {
  try {
    await describe();
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.type === "ResourceNotFoundException") return false;
    throw error;
  }
}
