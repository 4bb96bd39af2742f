import assert from "node:assert/strict";

import type { HttpResponse } from "../../src/http-response";
import type { Caller } from "../../src/iam/roles";
import { successResponse } from "../../src/json-response";
import { createKinesis } from "../../src/kinesis/kinesis";
import type { KinesisLayer, KinesisRequest } from "../../src/kinesis/request";

const put = { StreamName: "orders", PartitionKey: "key", Data: "aGVsbG8=" };

/** A Kinesis whose store only notes what reaches it. */
function kinesis(layers: readonly KinesisLayer[] = []) {
  const reached: KinesisRequest[] = [];
  const store = {
    call: (request: KinesisRequest): Promise<HttpResponse> => {
      reached.push(request);
      return Promise.resolve(successResponse({ ok: true }));
    },
    stop: () => Promise.resolve(),
  };
  const { call, send } = createKinesis(store, "123456789012", layers);
  const answer = async (
    action: string,
    input: unknown,
    caller?: Caller,
  ): Promise<{ status: number; type: unknown; message: unknown }> => {
    const body = Buffer.isBuffer(input)
      ? input
      : Buffer.from(typeof input === "string" ? input : JSON.stringify(input));
    const made = await call({ region: "ap-south-1", action, body, ...(caller && { caller }) });
    const { __type: type, message } = JSON.parse(made.body.toString()) as Record<string, unknown>;
    return { status: made.status, type, message };
  };
  return { answer, send, reached };
}

const nobody: Caller = { arn: "arn:aws:sts::123456789012:assumed-role/nobody/session", decide: () => "not allowed" };
const denied: Caller = { ...nobody, decide: () => "explicitly denied" };

describe("a Kinesis request that cannot be read", () => {
  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    ["is not JSON", "{", /not JSON/],
    ["is JSON with a quote escaped as only JavaScript does", `{"PartitionKey":"it\\'s"}`, /not JSON/],
    ["is not UTF-8", Buffer.from([0x22, 0xff, 0x22]), /not JSON in UTF-8/],
    ["is empty", "", /not JSON/],
    ["is a list", [], /not a JSON object/],
    ["has an object for a text", { ...put, StreamName: {} }, /Start of structure or map found/],
    ["has a list for a text", { ...put, StreamName: [] }, /Start of list found/],
    ["has a number for a text", { ...put, PartitionKey: 1 }, /NUMBER_VALUE can not be converted to a String/],
    ["has a boolean for a text", { ...put, PartitionKey: true }, /TRUE_VALUE can not be converted to a String/],
    ["has data outside of Base64's alphabet", { ...put, Data: "a!b=" }, /not Base64/],
    ["has data in Base64's alphabet for URLs", { ...put, Data: "-_-_" }, /not Base64/],
    ["has data without its padding", { ...put, Data: "aGVsbG8" }, /not Base64/],
    ["has padding within its data", { ...put, Data: "aGU=bG8=" }, /not Base64/],
  ];
  for (const [which, input, message] of cases) {
    it(`is a SerializationException when it ${which}, before permissions are looked at`, async () => {
      const { answer, reached } = kinesis();
      const found = await answer("PutRecord", input, nobody);
      assert.deepEqual([found.status, found.type], [400, "SerializationException"]);
      assert.match(String(found.message), message);
      assert.equal(reached.length, 0);
    });
  }
});

describe("a Kinesis request that breaks a constraint", () => {
  const cases: readonly (readonly [string, string, object, RegExp])[] = [
    [
      "no partition key",
      "PutRecord",
      { ...put, PartitionKey: undefined },
      /^1 validation error detected: Value null at 'partitionKey' failed to satisfy constraint: Member must not be null$/,
    ],
    [
      "an empty partition key",
      "PutRecord",
      { ...put, PartitionKey: "" },
      /'partitionKey'.*length greater than or equal to 1/,
    ],
    [
      "a partition key of 257 characters",
      "PutRecord",
      { ...put, PartitionKey: "k".repeat(257) },
      /'partitionKey'.*length less than or equal to 256/,
    ],
    ["no data", "PutRecord", { ...put, Data: null }, /Value null at 'data'/],
    [
      "data of 10 MiB and a byte",
      "PutRecord",
      { ...put, Data: Buffer.alloc(10_485_761).toString("base64") },
      /'data'.*less than or equal to 10485760/,
    ],
    [
      "an empty stream name",
      "PutRecord",
      { ...put, StreamName: "" },
      /^2 validation errors detected: .*'streamName'.*length.*; .*'streamName'.*pattern/,
    ],
    [
      "a stream name with a space",
      "PutRecord",
      { ...put, StreamName: "a b" },
      /'streamName'.*regular expression pattern: \[a-zA-Z0-9_.-\]\+$/,
    ],
    ["a hash key with a leading zero", "PutRecord", { ...put, ExplicitHashKey: "01" }, /'explicitHashKey'/],
    [
      "an unknown iterator type",
      "GetShardIterator",
      { StreamName: "s", ShardId: "x", ShardIteratorType: "START" },
      /enum value set: \[AT_SEQUENCE_NUMBER, /,
    ],
    ["a limit of 0", "GetRecords", { ShardIterator: "x", Limit: 0 }, /'limit'.*value greater than or equal to 1/],
    [
      "a bad entry among several",
      "PutRecords",
      { StreamName: "s", Records: [put, { ...put, PartitionKey: "" }] },
      /'records\.2\.member\.partitionKey'/,
    ],
    ["no stream at all", "PutRecord", { ...put, StreamName: undefined }, /Either StreamName or StreamARN/],
  ];
  for (const [which, action, input, message] of cases) {
    it(`is a ValidationException for ${which}, before permissions are looked at`, async () => {
      const { answer, reached } = kinesis();
      const found = await answer(action, input, nobody);
      assert.deepEqual([found.status, found.type], [400, "ValidationException"]);
      assert.match(String(found.message), message);
      assert.equal(reached.length, 0);
    });
  }

  it("passes at the limits", async () => {
    const { answer } = kinesis();
    const widest = { ...put, PartitionKey: "k".repeat(256), Data: Buffer.alloc(10_485_760).toString("base64") };
    assert.equal((await answer("PutRecord", widest)).status, 200);
    assert.equal((await answer("PutRecord", { ...put, Data: "" })).status, 200);
  });
});

describe("a Kinesis request by a role", () => {
  it("is denied in AWS's words, with the stream's ARN, before the stream is looked for", async () => {
    const { answer, reached } = kinesis();
    assert.deepEqual(await answer("PutRecord", put, nobody), {
      status: 400,
      type: "AccessDeniedException",
      message:
        "User: arn:aws:sts::123456789012:assumed-role/nobody/session is not authorized to perform: kinesis:PutRecord " +
        "on resource: arn:aws:kinesis:ap-south-1:123456789012:stream/orders " +
        "because no identity-based policy allows the kinesis:PutRecord action",
    });
    assert.match(
      String((await answer("PutRecord", put, denied)).message),
      /with an explicit deny in an identity-based policy$/,
    );
    assert.equal(reached.length, 0);
  });

  it("asks for the permission on the stream that an ARN names", async () => {
    const asked: string[] = [];
    const caller: Caller = {
      ...nobody,
      decide: (action, resource) => (asked.push(`${action} ${resource}`), "allowed"),
    };
    const { answer } = kinesis();
    const StreamARN = "arn:aws:kinesis:ap-south-1:123456789012:stream/other";
    assert.equal((await answer("PutRecord", { ...put, StreamName: undefined, StreamARN }, caller)).status, 200);
    assert.deepEqual(asked, [`kinesis:PutRecord ${StreamARN}`]);
  });
});

describe("Kinesis", () => {
  it("refuses an action that is not modelled and says where to add it", async () => {
    const found = await kinesis().answer("SubscribeToShard", {});
    assert.deepEqual([found.status, found.type], [400, "UnknownOperationException"]);
    assert.match(String(found.message), /packages\/local-aws\/src\/kinesis\/shapes\.ts/);
    assert.equal((await kinesis().answer("toString", {})).type, "UnknownOperationException");
  });

  it("refuses a shard count in on-demand mode and its absence in provisioned mode", async () => {
    const { answer, reached } = kinesis();
    const onDemand = { StreamName: "s", StreamModeDetails: { StreamMode: "ON_DEMAND" } };
    const refused = [{ ...onDemand, ShardCount: 4 }, { StreamName: "s" }].map(
      async (input) => (await answer("CreateStream", input)).type,
    );
    assert.deepEqual(await Promise.all(refused), ["InvalidArgumentException", "InvalidArgumentException"]);
    assert.equal(reached.length, 0);
    assert.equal((await answer("CreateStream", onDemand)).status, 200);
    assert.equal((await answer("CreateStream", { StreamName: "s", ShardCount: 1 })).status, 200);
  });

  it("has no KMS key but those that AWS manages", async () => {
    const { answer } = kinesis();
    const start = { StreamName: "s", EncryptionType: "KMS" };
    assert.equal((await answer("StartStreamEncryption", { ...start, KeyId: "alias/aws/kinesis" })).status, 200);
    assert.equal(
      (await answer("StartStreamEncryption", { ...start, KeyId: "alias/ours" })).type,
      "KMSNotFoundException",
    );
  });

  it("lets requests pass its layers in their order, with what they say", async () => {
    const seen: string[] = [];
    const layer =
      (name: string): KinesisLayer =>
      (next) =>
      (request) => {
        seen.push(`${name} ${request.action} ${String(request.input.PartitionKey)}`);
        return next(request);
      };
    const { answer } = kinesis([layer("first"), layer("second")]);
    await answer("PutRecord", put);
    assert.deepEqual(seen, ["first PutRecord key", "second PutRecord key"]);
  });

  it("throws what it answered to its own control plane", async () => {
    await assert.rejects(kinesis().send("ap-south-1", "DescribeStreamSummary", { StreamName: "a b" }), {
      name: "AwsError",
      type: "ValidationException",
    });
  });
});
