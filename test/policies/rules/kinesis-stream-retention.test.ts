import assert from "node:assert/strict";

import { policiesOf } from "../../../policies/pack/policies";
import { kinesisStreamRetention } from "../../../policies/rules/kinesis-stream-retention";
import { remediate } from "../../support/policy";
import { change, pipeline } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const week = { "kinesis-stream-retention": { minimumHours: 168 } };

describeRule(kinesisStreamRetention, {
  finds: {
    "a day where a week is configured": {
      stack: change("stream", { retentionPeriod: 24 }),
      config: week,
      found: { stream: ["retentionPeriod is 24 hours, at least 168 are required."] },
    },
    "Kinesis' own day where a week is configured": {
      stack: change("stream", { retentionPeriod: undefined }),
      config: week,
      found: { stream: ["retentionPeriod is 24 hours, at least 168 are required."] },
    },
  },
  accepts: {
    "Kinesis' own day": { stack: change("stream", { retentionPeriod: undefined }) },
    "a week where a week is configured": { stack: pipeline, config: week },
  },
});

describe(`${kinesisStreamRetention.name} as a remediation`, () => {
  const [, policy] = policiesOf([kinesisStreamRetention]);
  const stream = change("stream", { retentionPeriod: 24 }).find(({ name }) => name === "stream")!;

  it("raises the retention to what is configured and leaves the rest", async () => {
    assert.deepEqual(await remediate(policy!, stream, { minimumHours: 168 }), {
      ...stream.inputs,
      retentionPeriod: 168,
    });
  });

  it("leaves a stream alone that keeps its records for long enough", async () => {
    assert.equal(await remediate(policy!, stream, { minimumHours: 24 }), undefined);
  });
});
