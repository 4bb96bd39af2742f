import assert from "node:assert/strict";

import { z } from "zod";

import { createProvider, type Provider } from "../../src/provider/provider";
import { type StandIn, withStandIns } from "../../src/provider/stand-ins";
import { defineResource, type ResourceModel } from "../../src/resource";
import { testEnvironment } from "../environment";

const THING = "aws:kinesis/thing:Thing";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";

const thing: ResourceModel = defineResource({
  type: THING,
  inputs: z.strictObject({
    region: z.string(),
    hours: z.int().max(24).optional(),
    target: z.string().startsWith("real").optional(),
    mode: z.strictObject({ kind: z.string() }).optional(),
  }),
  replaceOn: [],
  importId: "id",
  create: (inputs) => Promise.resolve({ id: "real-id", outputs: { ...inputs } }),
  read: (_id, known) => Promise.resolve({ ...known, isRead: true }),
  update: (_id, inputs) => Promise.resolve(inputs),
  delete: () => Promise.reject(new Error("deleted")),
});

describe("a provider with stand-ins", () => {
  let standIns: StandIn[];
  let provider: Provider;

  beforeEach(() => {
    standIns = [];
    provider = withStandIns(createProvider([thing], testEnvironment()), {
      models: [thing],
      accountId: "123456789012",
      environment: testEnvironment(),
      onStandIn: (standIn) => standIns.push(standIn),
    });
    provider.configure({ region: "cn-north-1" });
  });

  it("makes up what AWS assigns to a type that is not modelled", async () => {
    const { id, outputs } = await provider.create(GROUP, { name: "/access", retentionInDays: 3 }, "urn");
    assert.match(id, /^\w+$/);
    assert.deepEqual(outputs, {
      name: "/access",
      arn: "arn:aws-cn:logs:cn-north-1:123456789012:log-group:/access",
      retentionInDays: 3,
    });
    assert.deepEqual(standIns, [{ urn: "urn", reason: "type" }]);
  });

  it("keeps what it made up, and lets go of it", async () => {
    const { id, outputs } = await provider.create(GROUP, {}, "urn");
    assert.deepEqual((await provider.read(GROUP, id, outputs, {}))?.outputs, outputs);
    assert.deepEqual(await provider.update(GROUP, id, { retentionInDays: 5 }, outputs), {
      ...outputs,
      retentionInDays: 5,
    });
    await provider.delete(GROUP, id, outputs);
  });

  it("takes what is refused, and hands on why", async () => {
    const { outputs } = await provider.create(THING, { region: "eu-west-1", hours: 25 }, "urn");
    assert.equal(outputs.hours, 25);
    assert.equal(standIns[0]?.reason, "refused");
    assert.match(String(standIns[0].details), /hours: .* got 25/);
  });

  it("tells a refusal that another stand-in may cause from one of its own", async () => {
    const { id } = await provider.create(GROUP, {}, "group");
    await provider.create(THING, { target: `arn:of:${id}` }, "thing");
    assert.deepEqual(
      standIns.map(({ urn, reason }) => `${urn} ${reason}`),
      ["group type", "thing follows"],
    );
  });

  it("makes a resource without the properties that are not modelled, and outputs them all the same", async () => {
    const inputs = { region: "eu-west-1", hours: 1, mode: { kind: "A", more: 1 }, extra: [1] };
    const { id, outputs } = await provider.create(THING, inputs, "urn");
    assert.equal(id, "real-id");
    assert.deepEqual(outputs, inputs);
    assert.deepEqual(standIns, [{ urn: "urn", reason: "properties", details: "mode.more, extra" }]);
    assert.deepEqual(await provider.update(THING, id, inputs, outputs), inputs);
  });

  it("leaves what is modelled to the provider", async () => {
    await provider.create(THING, {}, "urn");
    assert.deepEqual(standIns, []);
    assert.equal((await provider.read(THING, "real-id", { hours: 1 }, {}))?.outputs.isRead, true);
    await assert.rejects(provider.delete(THING, "real-id", {}), /deleted/);
  });
});
