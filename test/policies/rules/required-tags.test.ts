import assert from "node:assert/strict";

import { policiesOf } from "../../../policies/pack/policies";
import { requiredTags } from "../../../policies/rules/required-tags";
import { remediate } from "../../support/policy";
import { change, changeFixture, pipeline } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const config = { "required-tags": { tags: ["service", "stage"] } };

describeRule(requiredTags, {
  finds: {
    "a resource without tags": {
      stack: change("stream", { tags: undefined }),
      config,
      found: { stream: ["lacks the tags service, stage."] },
    },
    "a resource without one of them": {
      stack: change("secret", { tags: { stage: "dev" } }),
      config,
      found: { secret: ["lacks the tag service."] },
    },
    "tags that the provider leaves out": {
      stack: changeFixture("stream", (stream) => ({
        ...stream,
        provider: { ignoreTags: { keys: ["service"], keyPrefixes: ["sta"] } },
      })),
      config,
      found: { stream: ["lacks the tags service, stage."] },
    },
  },
  accepts: {
    "other tags that the provider leaves out": {
      stack: changeFixture("stream", (stream) => ({
        ...stream,
        provider: { ignoreTags: { keys: ["owner"], keyPrefixes: ["kubernetes.io/"] } },
      })),
      config,
    },
    "a resource without tags where none is configured": { stack: change("stream", { tags: undefined }) },
    "tags that the provider adds": {
      stack: changeFixture("stream", (stream) => ({
        ...stream,
        inputs: { ...stream.inputs, tags: { stage: "dev" } },
        provider: { defaultTags: { tags: { service: "orders" } } },
      })),
      config,
    },
    "tags that a provider of the program adds, as the engine hands them on": {
      stack: changeFixture("stream", (stream) => ({
        ...stream,
        inputs: { ...stream.inputs, tags: { stage: "dev" } },
        provider: { defaultTags: '{"tags":{"service":"orders"}}' },
      })),
      config,
    },
    "a type that takes no tags": { stack: pipeline, config },
  },
});

describe(`${requiredTags.name} as a remediation`, () => {
  const [, policy] = policiesOf([requiredTags]);
  const stream = change("stream", { tags: { stage: "dev" } }).find(({ name }) => name === "stream")!;
  const settings = { tags: ["service", "stage"], values: { service: "orders", stage: "prod" } };

  it("adds the tags that are missing, and overwrites none", async () => {
    const tags = { stage: "dev", service: "orders" };
    assert.deepEqual(await remediate(policy!, stream, settings), { ...stream.inputs, tags });
  });

  it("leaves a resource alone when it has no value for the missing tag", async () => {
    assert.equal(await remediate(policy!, stream, { ...settings, values: {} }), undefined);
  });
});
