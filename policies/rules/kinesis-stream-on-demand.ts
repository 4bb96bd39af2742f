import { resourceRule } from "../pack/rule";
import { isSet, show, valueAt } from "../read/resource";
import { awsType } from "../read/types";

export const kinesisStreamOnDemand = resourceRule({
  name: "kinesis-stream-on-demand",
  description: "Kinesis streams have on-demand capacity, and no shard count.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: 'Set streamModeDetails to { streamMode: "ON_DEMAND" } and leave shardCount out.',
  url: "https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html",
  tags: ["kinesis", "capacity"],
  types: [awsType.stream],
  checks: [
    (stream) => {
      const mode = valueAt(stream, "streamModeDetails.streamMode");
      if (mode === "ON_DEMAND") return undefined;
      return `streamModeDetails.streamMode is ${show(mode)}: a provisioned stream throttles what its shards cannot take.`;
    },
    (stream) => (isSet(stream, "shardCount") ? "shardCount is set: an on-demand stream has none." : undefined),
  ],
});
