import { GetRecordsCommand, GetShardIteratorCommand, type KinesisClient } from "@aws-sdk/client-kinesis";
import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

/** Where Kinesis stored a record; what a POST answers. */
export interface Place {
  readonly ShardId: string;
  readonly SequenceNumber: string;
}

export interface StoredRecord extends Place {
  readonly partitionKey: string;
  readonly data: Buffer;
}

/** The place in the answer to a POST. @returns undefined for an answer that names none */
export function placeIn(body: string): Place | undefined {
  try {
    const { ShardId, SequenceNumber } = JSON.parse(body) as Partial<Place>;
    return typeof ShardId === "string" && typeof SequenceNumber === "string" ? { ShardId, SequenceNumber } : undefined;
  } catch {
    return undefined;
  }
}

/** The console's Data Viewer: one record by shard and sequence number. @returns undefined if it is not there */
export async function readRecord(
  kinesis: KinesisClient,
  stream: string,
  place: Place,
): Promise<StoredRecord | undefined> {
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({
      StreamName: stream,
      ShardId: place.ShardId,
      ShardIteratorType: "AT_SEQUENCE_NUMBER",
      StartingSequenceNumber: place.SequenceNumber,
    }),
  );
  const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit: 1 }));
  const [record] = Records;
  return record?.SequenceNumber === place.SequenceNumber
    ? { ...place, partitionKey: record.PartitionKey ?? "", data: Buffer.from(record.Data ?? []) }
    : undefined;
}

/** The connector's YAML. @throws Error if the secret holds no text */
export async function readSecretText(secretsManager: SecretsManagerClient, secretArn: string): Promise<string> {
  const { SecretString } = await secretsManager.send(new GetSecretValueCommand({ SecretId: secretArn }));
  if (SecretString === undefined) {
    throw new Error(`The secret ${secretArn} holds no text. Run pulumi up to write the connector's YAML into it.`);
  }
  return SecretString;
}
