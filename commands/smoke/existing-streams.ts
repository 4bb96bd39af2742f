import {
  DescribeStreamSummaryCommand,
  type KinesisClient,
  type StreamDescriptionSummary,
} from "@aws-sdk/client-kinesis";

import { MAX_RECORD_KIB } from "../../config/quotas";
import type { PipelineOutputs } from "../shared/pipeline-outputs";
import { isHidden, readableStreamOf, streamIn } from "../shared/stream-reference";
import type { Check } from "./check";

/**
 * Looks at the streams that the stage uses and does not own. How they are set is their owner's, so that it is told and
 * not judged: only a stream that takes no record is a failure.
 * @param kinesis a client of the streams' region
 * @param outputs what the program publishes of the pipeline
 * @returns a check of each such stream, by its name; right also where its owner lets nobody look
 */
export const lookAtExistingStreams = (
  kinesis: KinesisClient,
  outputs: Pick<PipelineOutputs, "streams" | "existingStreams" | "connectorSecretArn">,
): Promise<Check[]> =>
  Promise.all(
    (outputs.existingStreams ?? []).map(async (name) => {
      const stream = readableStreamOf(name, outputs);
      try {
        const { StreamDescriptionSummary: summary } = await kinesis.send(
          new DescribeStreamSummaryCommand(streamIn(stream)),
        );
        const isUsable = summary?.StreamStatus === "ACTIVE" || summary?.StreamStatus === "UPDATING";
        return { name, ok: isUsable, found: summary === undefined ? "nothing" : describeStream(summary) };
      } catch (error) {
        const { name: code, message } = error as Error;
        return isHidden(stream, error)
          ? {
              name,
              ok: true,
              found: "its owner does not let this account describe it; ask for its record size and mode",
            }
          : { name, ok: false, found: `${code}: ${message}` };
      }
    }),
  );

function describeStream(summary: StreamDescriptionSummary): string {
  const { StreamStatus, StreamModeDetails, OpenShardCount, RetentionPeriodHours, EncryptionType, KeyId } = summary;
  const recordKiB = summary.MaxRecordSizeInKiB ?? 1024;
  return [
    String(StreamStatus),
    StreamModeDetails?.StreamMode === "ON_DEMAND"
      ? "on demand"
      : `${String(OpenShardCount)} shards: it throttles what they cannot take`,
    `kept ${String(RetentionPeriodHours)} hours`,
    EncryptionType === "KMS" ? `encrypted with ${String(KeyId)}` : "not encrypted",
    `records up to ${recordKiB} KiB` +
      (recordKiB < MAX_RECORD_KIB
        ? ": a larger one is refused again and again, and stalls its Aerospike partition"
        : ""),
  ].join(", ");
}
