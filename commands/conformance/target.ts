import type { KinesisClient } from "@aws-sdk/client-kinesis";

/** A deployed pipeline as a connector reaches it, and the way to read back what it stored. */
export interface Target {
  /** For people and reports. */
  readonly name: string;
  /** Where records are posted. */
  readonly url: string;
  /** The headers of each record: the key, the stream's name. Never print them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly kinesis: KinesisClient;
  /** The stream that gets the records: its name, or its ARN in another account. */
  readonly stream: string;
  /** Other streams of the pipeline. They must get nothing. */
  readonly otherStreams: readonly string[];
  /** The certificates to trust instead of Node's own, as PEM. */
  readonly ca?: string | undefined;
}
