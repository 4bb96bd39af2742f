import { Stream } from "@pulumi/aws/kinesis/stream";
import * as pulumi from "@pulumi/pulumi";

import type { StreamSettings } from "../config/settings";
import { arnIn } from "./arn";
import { type Place, tagsOf } from "./place";

export interface IngestStreamArgs {
  readonly place: Place;
  readonly stream: StreamSettings;
  /** Whether Pulumi refuses to delete the stream. Stateful: its records go with it. */
  readonly protect: boolean;
}

/** An on-demand Kinesis stream, encrypted with the key of its settings, or else with AWS' own key for Kinesis. */
export class IngestStream extends pulumi.ComponentResource {
  readonly streamName: string;
  readonly streamArn: pulumi.Output<string>;

  constructor(name: string, args: IngestStreamArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aerospike-kinesis:index:IngestStream", name, {}, opts);
    const { place, stream: settings, protect } = args;

    const stream = new Stream(
      name,
      {
        name: settings.name,
        region: place.region,
        streamModeDetails: { streamMode: "ON_DEMAND" },
        retentionPeriod: settings.retentionHours,
        maxRecordSizeInKib: settings.maxRecordKiB,
        encryptionType: "KMS",
        kmsKeyId: arnIn(place.region, settings.kmsKeyArns) ?? "alias/aws/kinesis",
        tags: tagsOf(place),
      },
      { parent: this, protect },
    );

    this.streamName = settings.name;
    this.streamArn = stream.arn;
    this.registerOutputs({ streamName: this.streamName, streamArn: this.streamArn });
  }
}
