interface Entry {
  /** Base64. */
  readonly Data: string;
  readonly PartitionKey: string;
}

/**
 * The bytes that count against a stream's MaxRecordSizeInKiB: the data, decoded, and the partition key.
 * @param record its data in Base64
 * @returns bytes
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html (Data)
 */
export function recordSize({ Data, PartitionKey }: Entry): number {
  return Buffer.byteLength(Data, "base64") + Buffer.byteLength(PartitionKey);
}
