import { Stream } from "@pulumi/aws/kinesis/stream";
import * as pulumi from "@pulumi/pulumi";

import { type Place, tagsOf } from "./place";

export interface IngestStreamArgs {
  readonly place: Place;
  /** Physical name: what the `streamname` header says. */
  readonly streamName: string;
  /** Hours that a record can be read, 24 to 8760. */
  readonly retentionHours: number;
  /** Largest record in KiB, 1024 to 10240. */
  readonly maxRecordKiB: number;
  /** Whether Pulumi refuses to delete the stream. Stateful: its records go with it. */
  readonly protect: boolean;
}

/** An on-demand Kinesis stream, encrypted with AWS' own key for Kinesis. */
export class IngestStream extends pulumi.ComponentResource {
  readonly streamName: string;
  readonly streamArn: pulumi.Output<string>;

  constructor(name: string, args: IngestStreamArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aerospike-kinesis:index:IngestStream", name, {}, opts);
    const { place, streamName, retentionHours, maxRecordKiB, protect } = args;

    const stream = new Stream(
      name,
      {
        name: streamName,
        region: place.region,
        streamModeDetails: { streamMode: "ON_DEMAND" },
        retentionPeriod: retentionHours,
        maxRecordSizeInKib: maxRecordKiB,
        encryptionType: "KMS",
        kmsKeyId: "alias/aws/kinesis",
        tags: tagsOf(place),
      },
      { parent: this, protect },
    );

    this.streamName = streamName;
    this.streamArn = stream.arn;
    this.registerOutputs({ streamName, streamArn: this.streamArn });
  }
}
