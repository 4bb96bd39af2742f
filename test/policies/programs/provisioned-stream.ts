import { Stream } from "@pulumi/aws/kinesis/stream";

// A stream as it was made before there was on-demand capacity.
new Stream("clicks", { shardCount: 2, streamModeDetails: { streamMode: "PROVISIONED" } });
