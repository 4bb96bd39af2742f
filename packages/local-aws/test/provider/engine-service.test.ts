import assert from "node:assert/strict";

import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { type LocalAws, startLocalAws } from "../../src";
import type { Properties } from "../../src/resource";

const REGION = "ap-south-1";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const STREAM = "aws:kinesis/stream:Stream";

const trust = (extra: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole", ...extra },
    ],
  });

/** What an engine does with a provider, over gRPC. */
class Engine {
  readonly #client: ResourceProviderClient;

  constructor(port: number) {
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.enable_http_proxy": 0,
    });
  }

  close(): void {
    this.#client.close();
  }

  async call<Response>(method: string, request: unknown): Promise<Response> {
    const client = this.#client as unknown as Record<string, (...args: unknown[]) => void>;
    return new Promise((resolve, reject) => {
      client[method]?.(request, (error: grpc.ServiceError | null, response: Response) => {
        if (error) {
          reject(new Error(error.details));
        } else {
          resolve(response);
        }
      });
    });
  }

  async check(type: string, name: string, inputs: Properties): Promise<Properties> {
    const request = new messages.CheckRequest().setUrn(urn(type, name)).setNews(struct(inputs));
    return values((await this.call<messages.CheckResponse>("check", request)).getInputs());
  }

  async create(type: string, inputs: Properties, preview = false): Promise<{ id: string; outputs: Properties }> {
    const request = new messages.CreateRequest()
      .setUrn(urn(type, "x"))
      .setProperties(struct(inputs))
      .setPreview(preview);
    const response = await this.call<messages.CreateResponse>("create", request);
    return { id: response.getId(), outputs: values(response.getProperties()) };
  }

  async read(type: string, id: string, known: Properties, inputs: Properties = {}): Promise<messages.ReadResponse> {
    const request = new messages.ReadRequest().setUrn(urn(type, "x")).setId(id);
    return this.call("read", request.setProperties(struct(known)).setInputs(struct(inputs)));
  }

  async update(type: string, id: string, known: Properties, inputs: Properties): Promise<Properties> {
    const request = new messages.UpdateRequest().setUrn(urn(type, "x")).setId(id).setOlds(struct(known));
    const response = await this.call<messages.UpdateResponse>("update", request.setNews(struct(inputs)));
    return values(response.getProperties());
  }

  /** The properties that an update with these inputs would change. */
  async diff(type: string, state: Properties, inputs: Properties): Promise<string[]> {
    const request = new messages.DiffRequest().setUrn(urn(type, "x")).setOlds(struct(state));
    const response = await this.call<messages.DiffResponse>("diff", request.setNews(struct(inputs)));
    return response.getDiffsList();
  }

  async delete(type: string, id: string, known: Properties): Promise<void> {
    const request = new messages.DeleteRequest().setUrn(urn(type, "x")).setId(id).setProperties(struct(known));
    await this.call("delete", request);
  }
}

function urn(type: string, name: string): string {
  return `urn:pulumi:dev::project::our:index:Pipeline$${type}::${name}`;
}

function struct(properties: Properties): Struct {
  return Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);
}

function values(message: Struct | undefined): Properties {
  return message?.toJavaScript() ?? {};
}

describe("the local AWS as the engine's provider", () => {
  let aws: LocalAws;
  let engine: Engine;

  beforeEach(async () => {
    aws = await startLocalAws({ store: "memory" });
    engine = new Engine(aws.providerPort);
  });

  afterEach(async () => {
    engine.close();
    await aws.stop();
  });

  it("says that it can preview, and that it is of the version of the AWS package", async () => {
    const configured = await engine.call<messages.ConfigureResponse>("configure", new messages.ConfigureRequest());
    assert.equal(configured.getSupportspreview(), true);
    const info = await engine.call<{ getVersion(): string }>("getPluginInfo", new Empty());
    assert.match(info.getVersion(), /^7\.\d+\.\d+$/);
  });

  it("places resources in the configured region", async () => {
    await engine.call("configure", new messages.ConfigureRequest().setArgs(struct({ region: "eu-west-1" })));
    const { id } = await engine.create(STREAM, { name: "s", shardCount: 1 });
    assert.match(id, /^arn:aws:kinesis:eu-west-1:/);
  });

  it("refuses provider functions and says what to use instead", async () => {
    const request = new messages.InvokeRequest().setTok("aws:index/getRegion:getRegion");
    await assert.rejects(engine.call("invoke", request), /no provider functions \(aws:index\/getRegion:getRegion\)/);
  });

  it("takes type and name from the end of the URN", async () => {
    assert.match(String((await engine.check(STREAM, "events::2", {})).name), /^events::2-[0-9a-f]{7}$/);
  });

  it("makes nothing at preview", async () => {
    const { id, outputs } = await engine.create(STREAM, { name: "s", region: REGION, shardCount: 1 }, true);
    assert.equal(id, "");
    assert.equal(outputs.retentionPeriod, 24);
    await assert.rejects(aws.kinesis.send(REGION, "DescribeStreamSummary", { StreamName: "s" }), {
      type: "ResourceNotFoundException",
    });
  });

  it("makes, changes, reads and deletes a stream", async () => {
    const inputs = {
      name: "orders",
      region: REGION,
      streamModeDetails: { streamMode: "ON_DEMAND" },
      tags: { team: "a" },
    };
    const { id, outputs } = await engine.create(STREAM, inputs);
    assert.equal(id, "arn:aws:kinesis:ap-south-1:123456789012:stream/orders");
    const changed = {
      ...inputs,
      retentionPeriod: 48,
      encryptionType: "KMS",
      kmsKeyId: "alias/aws/kinesis",
      maxRecordSizeInKib: 10_240,
      shardLevelMetrics: ["IncomingBytes"],
      tags: { team: "b" },
    };
    const updated = await engine.update(STREAM, id, outputs, changed);
    assert.deepEqual(updated, { ...outputs, ...changed, tagsAll: { team: "b" } });
    assert.deepEqual((await aws.kinesis.send(REGION, "ListTagsForStream", { StreamName: "orders" })).Tags, [
      { Key: "team", Value: "b" },
    ]);
    const back = await engine.update(STREAM, id, updated, inputs);
    // The real provider keeps a maximum that the program no longer sets.
    assert.deepEqual(back, { ...outputs, maxRecordSizeInKib: 10_240 });
    await engine.delete(STREAM, id, back);
    assert.equal((await engine.read(STREAM, id, back)).getId(), "");
  });

  it("reads what was changed behind its back", async () => {
    const inputs = { name: "orders", region: REGION, shardCount: 1, retentionPeriod: 24 };
    const { id, outputs } = await engine.create(STREAM, inputs);
    await aws.kinesis.send(REGION, "IncreaseStreamRetentionPeriod", { StreamName: "orders", RetentionPeriodHours: 30 });
    const response = await engine.read(STREAM, id, outputs, inputs);
    assert.equal(values(response.getProperties()).retentionPeriod, 30);
    assert.deepEqual(values(response.getInputs()), { ...inputs, retentionPeriod: 30 });
  });

  it("reads no shards of a stream that was switched to on demand, and asks for none to be removed", async () => {
    const before = { name: "orders", region: REGION, shardCount: 2, shardLevelMetrics: ["OutgoingBytes"] };
    const { id, outputs } = await engine.create(STREAM, before);
    const metrics = ["OutgoingBytes", "IncomingBytes"];
    const after = { ...before, shardCount: undefined, streamModeDetails: { streamMode: "ON_DEMAND" } };
    const inputs = JSON.parse(JSON.stringify({ ...after, shardLevelMetrics: metrics })) as Properties;
    assert.deepEqual(await engine.diff(STREAM, outputs, inputs), [
      "shardCount",
      "shardLevelMetrics",
      "streamModeDetails",
    ]);
    const switched = await engine.update(STREAM, id, outputs, inputs);
    assert.equal(switched.shardCount, 0);
    assert.deepEqual(await engine.diff(STREAM, switched, inputs), []);
    const read = await engine.read(STREAM, id, switched, inputs);
    assert.deepEqual(await engine.diff(STREAM, values(read.getProperties()), inputs), []);
  });

  const refused: readonly (readonly [string, string, Properties, RegExp])[] = [
    [
      "a shard count on demand",
      STREAM,
      { name: "s", shardCount: 1, streamModeDetails: { streamMode: "ON_DEMAND" } },
      /shardCount: expected nothing.*got 1/,
    ],
    ["no shard count when provisioned", STREAM, { name: "s" }, /shardCount: expected.*a number from 1.*got nothing/],
    [
      "a retention of a year and an hour",
      STREAM,
      { name: "s", shardCount: 1, retentionPeriod: 8761 },
      /retentionPeriod.*8760.*got 8761/,
    ],
    [
      "records above 10 MiB",
      STREAM,
      { name: "s", shardCount: 1, maxRecordSizeInKib: 10_241 },
      /maxRecordSizeInKib.*10240.*got 10241/,
    ],
    [
      "encryption without a key",
      STREAM,
      { name: "s", shardCount: 1, encryptionType: "KMS" },
      /kmsKeyId: expected a key/,
    ],
    [
      "a key that does not exist",
      STREAM,
      { name: "s", shardCount: 1, encryptionType: "KMS", kmsKeyId: "alias/ours" },
      /KMSNotFoundException/,
    ],
    ["a stream's name with a slash", STREAM, { name: "a/b", shardCount: 1 }, /name: expected 1 to 128 letters/],
    [
      "a region that looks like none",
      STREAM,
      { name: "s", shardCount: 1, region: "mumbai" },
      /region: expected an AWS region.*"mumbai"/,
    ],
    [
      "a trust policy that is none",
      "aws:iam/role:Role",
      { name: "r", assumeRolePolicy: "{}" },
      /MalformedPolicyDocument/,
    ],
    [
      "a condition that it cannot judge",
      "aws:iam/role:Role",
      { name: "r", assumeRolePolicy: trust({ Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
      /Bool on aws:securetransport.*packages\/local-aws\/src\/iam\/evaluate\.ts/,
    ],
    [
      "a policy of a role that does not exist",
      "aws:iam/rolePolicy:RolePolicy",
      { name: "p", role: "none", policy: "{}" },
      /NoSuchEntity: The role with name none cannot be found/,
    ],
    [
      "a recovery window of 3 days",
      "aws:secretsmanager/secret:Secret",
      { name: "s", recoveryWindowInDays: 3 },
      /expected 0, or a number from 7 to 30, got 3/,
    ],
    [
      "a value for no secret",
      "aws:secretsmanager/secretVersion:SecretVersion",
      { secretId: "none", secretString: "x" },
      /ResourceNotFoundException/,
    ],
    ["a type that it does not model", "aws:s3/bucket:Bucket", {}, /does not model aws:s3\/bucket:Bucket/],
  ];
  for (const [what, type, inputs, message] of refused) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(engine.create(type, inputs), message);
    });
  }

  it("leaves no stream behind whose settings were refused", async () => {
    await assert.rejects(
      engine.create(STREAM, {
        name: "s",
        region: REGION,
        shardCount: 1,
        encryptionType: "KMS",
        kmsKeyId: "alias/ours",
      }),
    );
    await engine.create(STREAM, { name: "s", region: REGION, shardCount: 1 });
  });

  it("makes, changes and deletes a role, its policies first", async () => {
    const role = "aws:iam/role:Role";
    const { id, outputs } = await engine.create(role, { name: "writer", assumeRolePolicy: trust() });
    assert.equal(outputs.arn, "arn:aws:iam::123456789012:role/writer");
    assert.match(String(outputs.uniqueId), /^AROA[A-Z0-9]{17}$/);
    await assert.rejects(engine.create(role, { name: "writer", assumeRolePolicy: trust() }), /EntityAlreadyExists/);
    const policy = {
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "kinesis:PutRecord", Resource: "*" },
    };
    const made = await engine.create("aws:iam/rolePolicy:RolePolicy", {
      name: "put",
      role: id,
      policy: JSON.stringify(policy),
    });
    assert.equal(made.id, "writer:put");
    await assert.rejects(engine.delete(role, id, outputs), /DeleteConflict: .*must delete policies first/);
    await engine.delete("aws:iam/rolePolicy:RolePolicy", made.id, made.outputs);
    const updated = await engine.update(role, id, outputs, {
      name: "writer",
      assumeRolePolicy: trust(),
      description: "d",
    });
    assert.deepEqual(updated, { ...outputs, description: "d" });
    await engine.delete(role, id, updated);
    assert.equal((await engine.read(role, id, updated)).getId(), "");
  });

  it("keeps a secret's value secret, and gives it to readers", async () => {
    const secret = await engine.create("aws:secretsmanager/secret:Secret", { name: "esp", region: REGION });
    const type = "aws:secretsmanager/secretVersion:SecretVersion";
    const version = await engine.create(type, { secretId: secret.id, region: REGION, secretString: "hidden" });
    assert.deepEqual(version.outputs.secretString, { ...SECRET, value: "hidden" });
    assert.equal(version.id, `${secret.id}|${String(version.outputs.versionId)}`);
  });

  it("does not give a deleted secret's name away before its recovery window is over", async () => {
    const type = "aws:secretsmanager/secret:Secret";
    const { id, outputs } = await engine.create(type, { name: "esp", region: REGION, recoveryWindowInDays: 7 });
    await engine.delete(type, id, outputs);
    await assert.rejects(engine.create(type, { name: "esp", region: REGION }), /already scheduled for deletion/);
    const now = await engine.create(type, { name: "other", region: REGION, recoveryWindowInDays: 0 });
    await engine.delete(type, now.id, now.outputs);
    await engine.create(type, { name: "other", region: REGION });
  });

  it("runs beside another in one process, each with its own resources", async () => {
    const other = await startLocalAws({ store: "memory", accountId: "210987654321" });
    const elsewhere = new Engine(other.providerPort);
    try {
      await engine.create(STREAM, { name: "s", region: REGION, shardCount: 1 });
      const { id } = await elsewhere.create(STREAM, { name: "s", region: REGION, shardCount: 1 });
      assert.equal(id, "arn:aws:kinesis:ap-south-1:210987654321:stream/s");
    } finally {
      elsewhere.close();
      await other.stop();
    }
  });
});
