import assert from "node:assert/strict";

import { z } from "zod";

import { policyDocument, UNORDERED } from "../../src/arguments";
import { AwsError } from "../../src/errors";
import { createProvider, type Provider } from "../../src/provider/provider";
import { UNKNOWN } from "../../src/provider/values";
import type { Properties, ResourceModel } from "../../src/resource";
import { defineResource } from "../../src/resource";
import { testEnvironment } from "../environment";

const TYPE = "aws:kinesis/thing:Thing";

const thing: ResourceModel = defineResource({
  type: TYPE,
  inputs: z.strictObject({
    name: z.string(),
    region: z.string(),
    hours: z.int().min(24).max(8760).default(24),
    password: z.string().min(8).optional(),
    mode: z.strictObject({ kind: z.enum(["A", "B"]), level: z.int().optional() }).optional(),
    policy: z.string().optional(),
    topics: z.array(z.string()).meta(UNORDERED).optional(),
    document: policyDocument.optional(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
  replaceOn: ["name"],
  autoname: { property: "name", maxLength: 20 },
  secretOutputs: ["password"],
  computed: ["arn"],
  kept: ["policy", "mode.level"],
  importId: "id",
  create: (inputs) =>
    inputs.name === "taken"
      ? Promise.reject(new AwsError("ResourceInUseException", "taken already exists."))
      : Promise.resolve({ id: inputs.name, outputs: { ...inputs, arn: `arn:${inputs.region}:${inputs.name}` } }),
  read: (_id, known) => Promise.resolve(known),
  update: (_id, inputs) => Promise.resolve(inputs),
  delete: () => Promise.resolve(),
});

const naming = { logicalName: "events", before: undefined, proposed: undefined };

function provider(): Provider {
  return createProvider([thing], testEnvironment());
}

async function messageOf(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
  } catch (error) {
    return (error as Error).message;
  }
  return assert.fail("nothing was refused");
}

describe("the provider's check", () => {
  it("names a resource after its logical name, with 7 hex digits, and notes that it did", () => {
    assert.deepEqual(provider().check(TYPE, {}, naming), { name: "events-0123456", __defaults: ["name"] });
  });

  it("keeps the name that it gave before", () => {
    const before = { name: "events-abcdef0", __defaults: ["name"] };
    assert.deepEqual(provider().check(TYPE, { hours: 25 }, { ...naming, before }), {
      hours: 25,
      name: "events-abcdef0",
      __defaults: ["name"],
    });
  });

  it("does not keep a name that the program gave and now no longer gives", () => {
    const before = { name: "mine", __defaults: [] };
    assert.equal(provider().check(TYPE, {}, { ...naming, before }).name, "events-0123456");
  });

  it("takes the program's name, also one that is not known yet", () => {
    assert.deepEqual(provider().check(TYPE, { name: "mine" }, naming), { name: "mine", __defaults: [] });
    assert.deepEqual(provider().check(TYPE, { name: UNKNOWN }, naming), { name: UNKNOWN, __defaults: [] });
  });

  it("gives the same name for the same seed, by which a plan says which names its update has to give", () => {
    const nameFor = (...seed: number[]) =>
      provider().check(TYPE, {}, { ...naming, seed: Uint8Array.from(seed) }).name as string;
    assert.match(nameFor(1, 2), /^events-[0-9a-f]{7}$/);
    assert.equal(nameFor(1, 2), nameFor(1, 2));
    assert.notEqual(nameFor(1, 2), nameFor(1, 3));
    assert.equal(nameFor(), "events-0123456");
  });

  it("takes the name that the project's autonaming proposes", () => {
    assert.equal(provider().check(TYPE, {}, { ...naming, proposed: "events-prod" }).name, "events-prod");
  });

  it("refuses a name of its own that AWS would find too long", () => {
    assert.throws(
      () => provider().check(TYPE, {}, { ...naming, logicalName: "a-very-long-name" }),
      /"a-very-long-name-0123456" has 24 characters, AWS allows 20/,
    );
  });

  it("refuses no value and no type, so that a policy can judge them", () => {
    const bad = { name: "x", hours: "two", unheard: true };
    assert.deepEqual(provider().check(TYPE, bad, naming), { ...bad, __defaults: [] });
    assert.deepEqual(provider().check("aws:s3/bucket:Bucket", { acl: 1 }, naming), { acl: 1, __defaults: [] });
  });
});

describe("the provider's diff", () => {
  const old: Properties = { name: "events-1", hours: 48, __defaults: ["name"] };
  const state: Properties = { ...old, region: "us-east-1", arn: "arn" };
  const diff = (after: Properties, before = old, now = state): object => provider().diff(TYPE, now, before, after);
  const none = { changed: [], replaces: [], deleteBeforeReplace: false };

  it("finds nothing where nothing changed, whatever AWS computed", () => {
    assert.deepEqual(diff(old), none);
  });

  it("finds a changed, an added and a removed property", () => {
    const removed = { name: old.name, __defaults: old.__defaults };
    assert.deepEqual(diff({ ...old, hours: 72 }), { ...none, changed: ["hours"] });
    assert.deepEqual(diff({ ...old, password: "12345678" }), { ...none, changed: ["password"] });
    assert.deepEqual(diff(removed), { ...none, changed: ["hours"] });
  });

  it("takes an absent property for AWS's default", () => {
    const absent = { name: old.name, __defaults: old.__defaults };
    const there = { ...state, hours: 24 };
    assert.deepEqual(diff(absent, { ...old, hours: 24 }, there), none);
  });

  it("finds a value that AWS has and the program does not set, though the program never set it", () => {
    assert.deepEqual(diff(old, old, { ...state, password: "by hand" }), { ...none, changed: ["password"] });
  });

  it("leaves what the real provider keeps as it is on AWS, and changes it when the program sets it", () => {
    const there = { ...state, policy: "theirs", mode: { kind: "A", level: 3 } };
    assert.deepEqual(diff({ ...old, mode: { kind: "A" } }, old, there), none);
    assert.deepEqual(diff({ ...old, policy: "ours", mode: { kind: "A", level: 4 } }, old, there), {
      ...none,
      changed: ["mode", "policy"],
    });
  });

  it("takes what is empty on AWS for nothing, but an empty text in a map for a value", () => {
    const there = { ...state, password: "", topics: [], mode: { kind: "A", level: 0 }, labels: { a: "" } };
    assert.deepEqual(diff({ ...old, mode: { kind: "A" }, labels: { a: "" } }, old, there), none);
    assert.deepEqual(diff({ ...old, mode: { kind: "A" } }, old, there), { ...none, changed: ["labels"] });
  });

  it("does not mind how a policy document is written", () => {
    const there = { ...state, document: '{"a":1,"b":[2,3]}' };
    assert.deepEqual(diff({ ...old, document: '{ "b": [2, 3], "a": 1 }' }, old, there), none);
    assert.deepEqual(diff({ ...old, document: { a: 1, b: [2, 3] } }, old, there), none);
    assert.deepEqual(diff({ ...old, document: '{"a":1,"b":[3,2]}' }, old, there), { ...none, changed: ["document"] });
    assert.deepEqual(diff({ ...old, document: "no JSON" }, old, there), { ...none, changed: ["document"] });
  });

  it("does not mind the order of a list whose order means nothing to AWS", () => {
    const there = { ...state, topics: ["a", "b"] };
    assert.deepEqual(diff({ ...old, topics: ["b", "a"] }, old, there), none);
    assert.deepEqual(diff({ ...old, topics: ["b", "c"] }, old, there), { ...none, changed: ["topics"] });
  });

  it("takes a value that is not known yet for a change", () => {
    assert.deepEqual(diff({ ...old, password: UNKNOWN }), { ...none, changed: ["password"] });
  });

  it("replaces on a new name, the new one first if the provider made the name up", () => {
    const after = { ...old, name: "events-2" };
    assert.deepEqual(diff(after), { changed: ["name"], replaces: ["name"], deleteBeforeReplace: false });
  });

  it("deletes first where the program gives the name", () => {
    const after = { ...old, name: "mine", __defaults: [] };
    assert.deepEqual(diff(after), { changed: ["name"], replaces: ["name"], deleteBeforeReplace: true });
  });

  it("replaces on another region, the resource's own or the provider's default", () => {
    const moved = { changed: ["region"], replaces: ["region"], deleteBeforeReplace: false };
    assert.deepEqual(diff({ ...old, region: "eu-west-1" }), moved);
    assert.deepEqual(diff({ ...old, region: "us-east-1" }), none);
    const elsewhere = provider();
    elsewhere.configure({ region: "ap-south-1" });
    assert.deepEqual(elsewhere.diff(TYPE, state, old, old), moved);
  });
});

describe("the provider's create", () => {
  it("fills in AWS's defaults and the provider's region, and keeps the provider's notes to itself", async () => {
    const made = await provider().create(TYPE, { name: "x", __defaults: ["name"] });
    assert.deepEqual(made.outputs, { name: "x", region: "us-east-1", hours: 24, arn: "arn:us-east-1:x" });
  });

  it("prefers the resource's region to the configured one", async () => {
    const configured = createProvider([thing], testEnvironment());
    configured.configure({ region: "ap-south-1" });
    const regions = [{}, { region: "eu-west-1" }].map(async (own) => {
      const { outputs } = await configured.create(TYPE, { name: "x", ...own });
      return outputs.region;
    });
    assert.deepEqual(await Promise.all(regions), ["ap-south-1", "eu-west-1"]);
  });

  it("names every problem at once: what was found, what is allowed, where to add what is not modelled", async () => {
    const inputs = { name: "x", hours: 2, mode: { kind: "C", extra: 1 }, unheard: true };
    const message = await messageOf(() => provider().create(TYPE, inputs));
    assert.match(message, /^aws:kinesis\/thing:Thing has 4 problems:/);
    assert.match(message, /hours: Too small: expected number to be >=24, got 2/);
    assert.match(message, /mode\.kind: Invalid option: expected one of "A"\|"B", got "C"/);
    assert.match(
      message,
      /mode\.extra: the local AWS does not model this property.*packages\/local-aws\/src\/kinesis\//,
    );
    assert.match(message, /unheard: the local AWS does not model this property/);
  });

  it("does not show a secret that AWS refuses", async () => {
    const message = await messageOf(() => provider().create(TYPE, { name: "x", password: "hunter2" }));
    assert.match(message, /password: Too small.*got \[secret\]/);
    assert.doesNotMatch(message, /hunter2/);
  });

  it("refuses a type that is not modelled and says where to add it", async () => {
    const message = await messageOf(() => provider().create("aws:s3/bucket:Bucket", {}));
    assert.equal(
      message,
      "the local AWS does not model aws:s3/bucket:Bucket: add it in packages/local-aws/src/s3/resources/ and list it in the index.ts there",
    );
  });

  it("tells what AWS answered", async () => {
    const message = await messageOf(() => provider().create(TYPE, { name: "taken" }));
    assert.equal(message, "creating aws:kinesis/thing:Thing: ResourceInUseException: taken already exists.");
  });
});

describe("the provider's preview", () => {
  it("knows what the program says and AWS's defaults, and not what AWS computes", () => {
    assert.deepEqual(provider().previewCreate(TYPE, { name: "x", password: UNKNOWN }), {
      name: "x",
      password: UNKNOWN,
      region: "us-east-1",
      hours: 24,
      arn: UNKNOWN,
      policy: UNKNOWN,
    });
  });

  it("lets pass what AWS would refuse, also of a type that is not modelled", () => {
    assert.equal(provider().previewCreate(TYPE, { hours: 2 }).hours, 2);
    assert.deepEqual(provider().previewCreate("aws:s3/bucket:Bucket", { acl: 1 }), { acl: 1 });
  });

  it("keeps what AWS computed when a resource is changed in place", () => {
    const known = { name: "x", region: "us-east-1", hours: 24, arn: "arn:x" };
    assert.deepEqual(provider().previewUpdate(TYPE, { name: "x", hours: 48 }, known), { ...known, hours: 48 });
  });

  it("keeps what the real provider keeps, and forgets what the program sets no more", () => {
    const known = { name: "x", region: "us-east-1", hours: 48, arn: "arn:x", policy: "theirs", password: "12345678" };
    assert.deepEqual(provider().previewUpdate(TYPE, { name: "x" }, known), {
      name: "x",
      region: "us-east-1",
      hours: 24,
      arn: "arn:x",
      policy: "theirs",
    });
  });
});

describe("the provider's import", () => {
  const read = provider();

  it("takes the region from the end of the id, else the provider's own", async () => {
    const regionsOf = async (id: string): Promise<unknown> => (await read.read(TYPE, id, {}, {}))?.outputs.region;
    assert.equal(await regionsOf("x"), "us-east-1");
    assert.equal(await regionsOf("x@eu-west-1"), "eu-west-1");
    assert.equal(await regionsOf("x@home"), "us-east-1");
  });

  it("asks AWS for the id without its region", async () => {
    const asked: string[] = [];
    const named = defineResource({
      ...thing,
      importId: "name",
      read: (id) => {
        asked.push(id);
        return Promise.resolve(undefined);
      },
    });
    await createProvider([named], testEnvironment()).read(TYPE, "x@eu-west-1", {}, {});
    assert.deepEqual(asked, ["x"]);
  });

  it("says what the id has to consist of", async () => {
    const stage = defineResource({ ...thing, importId: "api/stage" });
    const stages = createProvider([stage], testEnvironment());
    for (const id of ["a", "a/", "/b", "a@eu-west-1", "@eu-west-1", ""]) {
      assert.equal(
        await messageOf(() => stages.read(TYPE, id, {}, {})),
        `importing ${TYPE}: expected the id api/stage, with @<region> at its end for a region other than the provider's, got "${id}"`,
      );
    }
  });

  it("gives the resource what can be set and is neither empty nor a default as its inputs", async () => {
    const found = { name: "x", region: "us-east-1", hours: 24, password: "", policy: "p", arn: "arn", topics: [] };
    const there = defineResource({ ...thing, read: () => Promise.resolve(found) });
    const { inputs } = (await createProvider([there], testEnvironment()).read(TYPE, "x", {}, {}))!;
    assert.deepEqual(inputs, { name: "x", region: "us-east-1", policy: "p", __defaults: [] });
  });
});

describe("the provider's delete", () => {
  const gone = (type: string) =>
    createProvider(
      [defineResource({ ...thing, delete: () => Promise.reject(new AwsError(type, "gone")) })],
      testEnvironment(),
    );

  it("takes what is gone already for deleted", async () => {
    for (const type of ["ResourceNotFoundException", "NotFoundException", "NoSuchEntity", "NotFound"]) {
      await gone(type).delete(TYPE, "x", {});
    }
  });

  it("does not hide another refusal", async () => {
    await assert.rejects(
      gone("ResourceInUseException").delete(TYPE, "x", {}),
      /deleting .*: ResourceInUseException: gone/,
    );
  });
});

describe("the provider's refresh", () => {
  it("gives the inputs that there were today's values, and forgets those that are gone", async () => {
    const found = { name: "x", region: "us-east-1", hours: 48, mode: { kind: "B", level: 2 }, policy: "p" };
    const there = defineResource({ ...thing, read: () => Promise.resolve(found) });
    const before = { name: "x", hours: 24, mode: { kind: "A" }, password: "12345678", __defaults: ["name"] };
    const { inputs } = (await createProvider([there], testEnvironment()).read(TYPE, "x", before, before))!;
    assert.deepEqual(inputs, { name: "x", hours: 48, mode: { kind: "B" }, __defaults: ["name"] });
  });

  it("keeps what AWS does not give back as the program set it", async () => {
    const there = defineResource({ ...thing, unread: ["password"], read: () => Promise.resolve({ name: "x" }) });
    const unread = createProvider([there], testEnvironment());
    assert.equal((await unread.read(TYPE, "x", { name: "x", password: "12345678" }, {}))?.outputs.password, "12345678");
    assert.equal((await unread.read(TYPE, "x", {}, {}))?.outputs.password, undefined);
  });
});
