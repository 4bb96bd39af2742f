import { kinesisStreamOnDemand } from "../../../policies/rules/kinesis-stream-on-demand";
import { awsAssigns } from "../../support/policy";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const PROVISIONED = `streamModeDetails.streamMode is "PROVISIONED": a provisioned stream throttles what its shards cannot take.`;

describeRule(kinesisStreamOnDemand, {
  finds: {
    "a provisioned stream": {
      stack: change("stream", { "streamModeDetails.streamMode": "PROVISIONED" }),
      found: { stream: [PROVISIONED] },
    },
    "a stream without a mode": {
      stack: change("stream", { streamModeDetails: undefined }),
      found: {
        stream: [
          "streamModeDetails.streamMode is not set: a provisioned stream throttles what its shards cannot take.",
        ],
      },
    },
    "a shard count": {
      stack: change("stream", { shardCount: 4 }),
      found: { stream: ["shardCount is set: an on-demand stream has none."] },
    },
    "a shard count that is not known yet": {
      stack: change("stream", { shardCount: awsAssigns(4) }),
      found: { stream: ["shardCount is set: an on-demand stream has none."] },
    },
    "a shard count beside a mode that is not known yet": {
      stack: change("stream", { "streamModeDetails.streamMode": awsAssigns("PROVISIONED"), shardCount: 4 }),
      found: { stream: ["shardCount is set: an on-demand stream has none."] },
      phases: ["preview"],
    },
  },
  accepts: {
    "a mode that is not known yet": {
      stack: change("stream", { "streamModeDetails.streamMode": awsAssigns("ON_DEMAND") }),
    },
    "a shard count of null, which is none": { stack: change("stream", { shardCount: null }) },
  },
});
