import {
  type _Record,
  GetRecordsCommand,
  type GetRecordsCommandOutput,
  GetShardIteratorCommand,
  type KinesisClient,
} from "@aws-sdk/client-kinesis";

import { createReadOn, EMPTY_PAGES } from "./empty-pages";
import { streamArnIn, streamIn } from "./stream-reference";

/** Where Kinesis stored a record. A POST answers it. */
export interface RecordPosition {
  readonly ShardId: string;
  readonly SequenceNumber: string;
}

export interface StoredRecord extends RecordPosition {
  readonly partitionKey: string;
  readonly data: Buffer;
  /** When Kinesis took it, by its own clock. Absent if it does not say. */
  readonly arrivedAt?: Date | undefined;
}

/** The forms that Kinesis gives. @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
const SHARD = /^[a-zA-Z0-9_.-]{1,128}$/;
const SEQUENCE_NUMBER = /^(?:0|[1-9]\d{0,128})$/;

const isOfForm = (value: unknown, form: RegExp): value is string => typeof value === "string" && form.test(value);

/**
 * Reads the record's position from the answer to a POST.
 * @param body the answer's body
 * @returns undefined for an answer that names none, or none that Kinesis can have given
 */
export function positionIn(body: string): RecordPosition | undefined {
  try {
    const { ShardId, SequenceNumber } = JSON.parse(body) as Partial<RecordPosition>;
    return isOfForm(ShardId, SHARD) && isOfForm(SequenceNumber, SEQUENCE_NUMBER)
      ? { ShardId, SequenceNumber }
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads one record by shard and sequence number, as the console's Data Viewer does.
 * @param kinesis a client of the stream's region
 * @param stream the stream's name, or the ARN of a stream of another account
 * @param position from the answer to a POST
 * @param emptyPages how long it reads on through pages without records
 * @returns undefined if the record is not there
 * @throws UserError if Kinesis gives nothing but such pages; whatever Kinesis answers
 */
export async function readRecord(
  kinesis: KinesisClient,
  stream: string,
  position: RecordPosition,
  emptyPages = EMPTY_PAGES,
): Promise<StoredRecord | undefined> {
  let { ShardIterator: iterator } = await kinesis.send(
    new GetShardIteratorCommand({
      ...streamIn(stream),
      ShardId: position.ShardId,
      ShardIteratorType: "AT_SEQUENCE_NUMBER",
      StartingSequenceNumber: position.SequenceNumber,
    }),
  );
  const readOn = createReadOn(position.ShardId, emptyPages);
  let record: _Record | undefined;
  while (record === undefined && iterator !== undefined) {
    const page: GetRecordsCommandOutput = await kinesis.send(
      new GetRecordsCommand({ ...streamArnIn(stream), ShardIterator: iterator, Limit: 1 }),
    );
    record = page.Records?.[0];
    iterator = (await readOn(page)) ? page.NextShardIterator : undefined;
  }
  return record?.SequenceNumber === position.SequenceNumber
    ? {
        ...position,
        partitionKey: record.PartitionKey ?? "",
        data: Buffer.from(record.Data ?? []),
        arrivedAt: record.ApproximateArrivalTimestamp,
      }
    : undefined;
}
