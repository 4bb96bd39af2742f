import assert from "node:assert/strict";

import type { Properties } from "../../src/resource";
import { openTestAccount, REGION } from "../support/services";

const TOPIC = "aws:sns/topic:Topic";
const POLICY = "aws:sns/topicPolicy:TopicPolicy";

const publishPolicy = (changes: Properties = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Sid: "only CloudWatch",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: "*",
      ...changes,
    },
  });

describe("the types of SNS", () => {
  it("have a topic's ARN as its id, and a policy of its account's own", async () => {
    const { provider } = openTestAccount();
    const { id, outputs } = await provider.create(TOPIC, { name: "alarms" });
    assert.equal(id, "arn:aws:sns:eu-west-1:123456789012:alarms");
    assert.equal(outputs.owner, "123456789012");
    assert.match(String(outputs.policy), /"AWS:SourceOwner":"123456789012"/);
  });

  it("set a topic's policy by a resource of its own, and take it back", async () => {
    const { provider, services } = openTestAccount();
    const topic = await provider.create(TOPIC, { name: "alarms" });
    const { id, outputs } = await provider.create(POLICY, { arn: topic.id, policy: publishPolicy() });
    await provider.update(TOPIC, topic.id, { name: "alarms", displayName: "Alarms" }, topic.outputs);
    const { topics } = services.sns;
    assert.equal(topics.get(REGION, topic.id).policy, publishPolicy());
    await provider.delete(POLICY, id, outputs);
    assert.match(topics.get(REGION, topic.id).policy, /__default_policy_ID/);
  });

  it("take a topic of the same name and tags for the same", async () => {
    const { provider, services } = openTestAccount();
    const first = await provider.create(TOPIC, { name: "alarms" });
    await provider.create(POLICY, { arn: first.id, policy: publishPolicy() });
    const second = await provider.create(TOPIC, { name: "alarms", displayName: "Alarms" });
    assert.equal(second.id, first.id);
    const { settings, policy } = services.sns.topics.get(REGION, first.id);
    assert.deepEqual([settings.displayName, policy], ["Alarms", publishPolicy()]);
  });

  const REFUSED: readonly (readonly [what: string, type: string, inputs: Properties, message: RegExp])[] = [
    ["a topic's name with a dot", TOPIC, { name: "a.b" }, /name: expected 1 to 256/],
    [
      "a topic of the same name with other tags",
      TOPIC,
      { name: "alarms", tags: { team: "x" } },
      /InvalidParameter: .*Tags Reason: Topic already exists with different tags/,
    ],
    ["a key that does not exist", TOPIC, { name: "x", kmsMasterKeyId: "alias/none" }, /KmsMasterKeyId.*alias\/none/],
    ["a policy that is no JSON", TOPIC, { name: "x", policy: "{" }, /Policy Error: This policy contains invalid Json/],
    [
      "a policy for another service",
      TOPIC,
      { name: "x", policy: publishPolicy({ Action: "sqs:SendMessage" }) },
      /action out of service scope/,
    ],
    [
      "a policy for nobody",
      TOPIC,
      { name: "x", policy: publishPolicy({ Principal: undefined }) },
      /Missing required field Principal/,
    ],
    [
      "a policy of no topic",
      POLICY,
      { arn: "arn:aws:sns:eu-west-1:123456789012:none", policy: publishPolicy() },
      /NotFound/,
    ],
  ];
  for (const [what, type, inputs, message] of REFUSED) {
    it(`refuse ${what}`, async () => {
      const { provider } = openTestAccount();
      await provider.create(TOPIC, { name: "alarms" });
      await assert.rejects(provider.create(type, inputs), message);
    });
  }
});
