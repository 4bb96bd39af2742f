import assert from "node:assert/strict";

import { policiesOf } from "../../../policies/pack/policies";
import { logGroupRetention } from "../../../policies/rules/log-group-retention";
import { remediate } from "../../support/policy";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

describeRule(logGroupRetention, {
  finds: {
    "logs that are kept for ever": {
      stack: change("log-group", { retentionInDays: undefined }),
      found: { "log-group": ["retentionInDays is not set: the logs are kept, and paid for, for ever."] },
    },
    "the same as a number": {
      stack: change("log-group", { retentionInDays: 0 }),
      found: { "log-group": ["retentionInDays is not set: the logs are kept, and paid for, for ever."] },
    },
    "a month where a year is configured": {
      stack: change("log-group", { retentionInDays: 30 }),
      config: { "log-group-retention": { minimumDays: 365 } },
      found: { "log-group": ["retentionInDays is 30, at least 365 are required."] },
    },
  },
  accepts: {
    "a day": { stack: change("log-group", { retentionInDays: 1 }) },
    "a group that hands logs on, which keeps them for two days": {
      stack: change("log-group", { retentionInDays: undefined, logGroupClass: "DELIVERY" }),
    },
  },
});

describe(`${logGroupRetention.name} as a remediation`, () => {
  const [, policy] = policiesOf([logGroupRetention]);
  const group = change("log-group", { retentionInDays: undefined }).find(({ name }) => name === "log-group")!;

  it("sets the shortest period that CloudWatch takes and the configuration asks for", async () => {
    assert.deepEqual(await remediate(policy!, group, { minimumDays: 100 }), { ...group.inputs, retentionInDays: 120 });
  });

  it("leaves a period alone that is long enough", async () => {
    const kept = { ...group, inputs: { ...group.inputs, retentionInDays: 120 } };
    assert.equal(await remediate(policy!, kept, { minimumDays: 100 }), undefined);
  });
});
