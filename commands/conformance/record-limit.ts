import { DescribeStreamSummaryCommand } from "@aws-sdk/client-kinesis";

import { streamIn } from "../shared/stream-reference";
import type { Target } from "./target";

/** What a stream takes unless it is set to more. */
const DEFAULT_KIB = 1024;

/**
 * Reads how large a record of the stream can be.
 * @param target the stream, and a client of its region
 * @returns bytes, of data and partition key together; undefined if the caller may not describe the stream
 * @throws whatever else Kinesis answers, such as that there is no such stream
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StreamDescriptionSummary.html
 */
export async function readRecordLimit({
  kinesis,
  stream,
}: Pick<Target, "kinesis" | "stream">): Promise<number | undefined> {
  try {
    const { StreamDescriptionSummary: summary } = await kinesis.send(
      new DescribeStreamSummaryCommand(streamIn(stream)),
    );
    return (summary?.MaxRecordSizeInKiB ?? DEFAULT_KIB) * 1024;
  } catch (error) {
    if ((error as Error).name === "AccessDeniedException") return undefined;
    throw error;
  }
}
