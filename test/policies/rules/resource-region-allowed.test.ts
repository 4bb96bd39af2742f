import assert from "node:assert/strict";

import { policiesOf } from "../../../policies/pack/policies";
import { resourceRegionAllowed } from "../../../policies/rules/resource-region-allowed";
import { awsAssigns, judge } from "../../support/policy";
import { change, changeFixture, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const config = { "resource-region-allowed": { regions: ["eu-west-1", "eu-central-1"] } };
const topic = (inputs: object, provider?: object) =>
  plus({
    type: "aws:sns/topic:Topic",
    name: "topic",
    inputs: { kmsMasterKeyId: "alias/orders", ...inputs },
    ...(provider && { provider: { ...provider } }),
  });

const provider = (name: string, region: string, options: object = {}) => ({
  type: "pulumi:providers:aws",
  name,
  inputs: { region, ...options },
});

const unplaced = { type: "aws:sns/topic:Topic", name: "topic", inputs: { kmsMasterKeyId: "alias/orders", tags: {} } };

describeRule(resourceRegionAllowed, {
  finds: {
    "a resource in another region": {
      stack: topic({ region: "us-east-1" }),
      config,
      found: { topic: ['region is "us-east-1"; allowed: eu-west-1, eu-central-1.'] },
    },
    "a resource whose provider is in another region": {
      stack: topic({}, { region: "us-east-1" }),
      config,
      found: { topic: ['region is "us-east-1"; allowed: eu-west-1, eu-central-1.'] },
    },
    "a resolver of Route 53, which has a region as its zones have not": {
      stack: plus({
        type: "aws:route53/resolverEndpoint:ResolverEndpoint",
        name: "r",
        inputs: { region: "us-east-1" },
      }),
      config,
      found: { r: ['region is "us-east-1"; allowed: eu-west-1, eu-central-1.'] },
    },
    "a secret's copy in another region": {
      stack: change("secret", { replicas: [{ region: "eu-central-1" }, { region: "us-east-1" }] }),
      config,
      found: { secret: ['replicas has one in "us-east-1"; allowed: eu-west-1, eu-central-1.'] },
    },
    "a table's copy in another region": {
      stack: plus({
        type: "aws:dynamodb/table:Table",
        name: "table",
        inputs: { region: "eu-west-1", replicas: [{ regionName: "us-east-1" }] },
      }),
      config,
      found: { table: ['replicas has one in "us-east-1"; allowed: eu-west-1, eu-central-1.'] },
    },
    "a region without a pipeline, where none is configured": {
      stack: topic({ region: "us-east-1" }),
      found: { topic: ['region is "us-east-1"; allowed: eu-west-1.'] },
    },
    "a provider in a region without a pipeline": {
      stack: plus(provider("own", "cn-north-1")),
      found: { own: ['the provider\'s region is "cn-north-1"; allowed: eu-west-1.'] },
    },
    "a provider that does not know the region of a resource, beside one that does": {
      stack: plus(
        provider("default_7_48_0", "eu-west-1", { version: "7.48.0" }),
        provider("own", "eu-west-1", { version: "6.83.0" }),
      ),
      found: {
        own: [
          "the provider's version is older than 7.0, and another one's is not: it does not know the region of a resource.",
        ],
      },
    },
    "where AWS put a resource whose provider took its region from the environment": {
      stack: [...plus(), { ...unplaced, outputs: { region: awsAssigns("us-east-1") } }],
      config,
      phases: ["up"],
      found: { topic: ['region is "us-east-1"; allowed: eu-west-1, eu-central-1.'] },
    },
  },
  accepts: {
    "any region where none is configured, and no pipeline is there": {
      stack: [
        {
          type: "aws:sns/topic:Topic",
          name: "topic",
          inputs: { region: "us-east-1", kmsMasterKeyId: "alias/orders", tags: {} },
        },
      ],
    },
    "the region of a pipeline, where none is configured": { stack: topic({ region: "eu-west-1" }) },
    "a provider in the region of a pipeline": { stack: plus(provider("own", "eu-west-1")) },
    "an old provider, and one of no known version": {
      stack: plus(provider("old", "eu-west-1", { version: "6.83.0" }), provider("any", "eu-west-1")),
    },
    "providers of two versions that know the region of a resource": {
      stack: plus(
        provider("new", "eu-west-1", { version: "7.48.0" }),
        provider("newer", "eu-west-1", { version: "10.0.0" }),
      ),
    },
    "the default provider, whose region is a default": { stack: plus(provider("default_7_48_0", "us-east-1")) },
    "the listed regions, by argument and by provider": { stack: topic({}, { region: "eu-central-1" }), config },
    "a role, which has no region, by a provider in another": {
      stack: changeFixture("role", (role) => ({ ...role, provider: { region: "us-east-1" } })),
      config,
    },
    "what the whole account has, by a provider in another": {
      stack: plus(
        ...["notifications/notificationHub:NotificationHub", "directconnect/gateway:Gateway"].map((type, index) => ({
          type: `aws:${type}`,
          name: `global-${index}`,
          inputs: {},
          provider: { region: "us-east-1" },
        })),
      ),
      config,
    },
    "a resource's own region in place of its provider's": {
      stack: topic({ region: "eu-west-1" }, { region: "us-east-1" }),
      config,
    },
  },
});

describe(`${resourceRegionAllowed.name}, where no region is known`, () => {
  it("says that it has not judged the resource", async () => {
    const [note] = await judge(policiesOf([resourceRegionAllowed]), [unplaced], { config, phase: "preview" });
    assert.equal(note?.rule, "not-evaluated-yet");
    assert.match(note.message, /resource-region-allowed, on topic/);
  });
});
