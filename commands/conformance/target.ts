import type { KinesisClient } from "@aws-sdk/client-kinesis";

/** Where a record goes: a destination of the connector's file. */
export interface Destination {
  /** The headers of each record: the key, the stream's name. Never print them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The stream that gets the records: its name, or its ARN in another account. */
  readonly stream: string;
}

/** A deployed pipeline as a connector reaches it, and the way to read back what it stored. */
export interface Target extends Destination {
  /** For people and reports. */
  readonly name: string;
  /** Where records are posted. */
  readonly url: string;
  readonly kinesis: KinesisClient;
  /** Other destinations of the connector's file. */
  readonly otherDestinations: readonly Destination[];
  /** Other streams of the pipeline. They must get only what is sent to their destination. */
  readonly otherStreams: readonly string[];
  /** The certificates to trust instead of Node's own, as PEM. */
  readonly ca?: string | undefined;
}
