import { setTimeout as delay } from "node:timers/promises";

import { AwsError } from "../errors";
import type { StreamInputs } from "./inputs/stream";
import type { Kinesis } from "./kinesis";
import { type StreamSummary, type Tag, updateCallsOf } from "./stream-updates";

const POLL_MS = 20;
const POLLS = 250;

/**
 * Asks Kinesis how a stream is.
 * @param kinesis of the account
 * @param region of the stream
 * @param name of the stream
 * @returns the summary
 * @throws AwsError ResourceNotFoundException
 */
export async function describeStream(kinesis: Kinesis, region: string, name: string): Promise<StreamSummary> {
  const output = await kinesis.send(region, "DescribeStreamSummary", { StreamName: name });
  return output.StreamDescriptionSummary as StreamSummary;
}

/**
 * Creates a stream, then sets what CreateStream cannot set.
 * @param kinesis of the account
 * @param inputs of the stream
 * @throws AwsError as Kinesis answers; the stream is deleted again then
 */
export async function createStream(kinesis: Kinesis, inputs: StreamInputs): Promise<void> {
  const { region, name } = inputs;
  await kinesis.send(region, "CreateStream", {
    StreamName: name,
    StreamModeDetails: { StreamMode: inputs.streamModeDetails.streamMode },
    ShardCount: inputs.shardCount,
    MaxRecordSizeInKiB: inputs.maxRecordSizeInKib,
    Tags: inputs.tags,
  });
  try {
    await waitUntilActive(kinesis, region, name);
    await updateStream(kinesis, inputs);
  } catch (error) {
    // After a failed create the engine believes that nothing was made.
    await kinesis.send(region, "DeleteStream", { StreamName: name });
    throw error;
  }
}

/**
 * Changes a stream until it is as its inputs say. AWS takes one change at a time.
 * @param kinesis of the account
 * @param inputs of the stream
 * @throws AwsError as Kinesis answers
 */
export async function updateStream(kinesis: Kinesis, inputs: StreamInputs): Promise<void> {
  const { region, name } = inputs;
  const now = await describeStream(kinesis, region, name);
  const { Tags } = await kinesis.send(region, "ListTagsForStream", { StreamName: name });
  for (const [action, input] of updateCallsOf(now, Tags as readonly Tag[], inputs)) {
    await kinesis.send(region, action, input);
    await waitUntilActive(kinesis, region, name);
  }
}

/** Waits until AWS has made the last change. Until then it refuses the next one. */
async function waitUntilActive(kinesis: Kinesis, region: string, name: string): Promise<void> {
  for (let polls = 0; polls < POLLS; polls += 1) {
    if ((await describeStream(kinesis, region, name)).StreamStatus === "ACTIVE") {
      return;
    }
    await delay(POLL_MS);
  }
  throw new AwsError(
    "LimitExceededException",
    `Stream ${name} did not become ACTIVE within ${(POLLS * POLL_MS) / 1000} s`,
  );
}
