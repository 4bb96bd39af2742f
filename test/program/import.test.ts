import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import type { CommandResult } from "@aerospike-kinesis/pulumi-engine";
import { openFirst } from "@aerospike-kinesis/test-support";

import { openTypedProgram, type TypedProgram } from "../support/pulumi-cli";

const STACK = "imported";
const STREAM = "aws:kinesis/stream:Stream";
const KEY = "aws:apigateway/apiKey:ApiKey";
const HOME_REGION = "ap-south-1";
const OTHER_REGION = "eu-west-1";

interface Imported {
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** A program whose stage prod is up in two regions, and an empty stack beside it. */
interface Imports extends TypedProgram {
  readonly import: (type: string, name: string, id: string) => Promise<CommandResult>;
  readonly imported: (name: string) => Promise<Imported | undefined>;
}

async function openImports(): Promise<Imports> {
  const program = await openTypedProgram();
  const { workspace, pulumi } = program;
  await workspace.init("prod");
  const up = await workspace.up("prod");
  assert.equal(up.code, 0, up.stdout + up.stderr);
  await workspace.init(STACK);
  await pulumi(STACK, "config", "set", "aws:region", HOME_REGION);
  return {
    ...program,
    // As a person types it, without the code that Pulumi would write.
    import: (...what) => pulumi(STACK, "import", ...what, "--yes", "--generate-code=false"),
    imported: async (name) =>
      (await workspace.exportState(STACK)).deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`)),
  };
}

describe("pulumi import", function () {
  this.timeout(120_000);
  const program = openFirst(openImports);
  let keys: Record<string, string>;

  before(async () => {
    const { pipelines } = (await program.workspace.outputs("prod")) as {
      pipelines: Record<string, { apiKeyId: string }>;
    };
    keys = Object.fromEntries(Object.entries(pipelines).map(([region, { apiKeyId }]) => [region, apiKeyId]));
  });

  const succeeds = async (type: string, name: string, id: string): Promise<Imported> => {
    const { code, stdout, stderr } = await program.import(type, name, id);
    assert.equal(code, 0, stdout + stderr);
    return (await program.imported(name)) ?? {};
  };

  for (const [suffix, region] of [
    ["", HOME_REGION],
    [`@${OTHER_REGION}`, OTHER_REGION],
  ] as const) {
    it(`takes a stream by its name${suffix}, as it is`, async () => {
      const { id, inputs } = await succeeds(STREAM, `stream-${region}`, `my_kinesis_stream${suffix}`);
      assert.equal(id, `arn:aws:kinesis:${region}:123456789012:stream/my_kinesis_stream`);
      assert.deepEqual(
        { ...inputs, tags: undefined, __defaults: undefined },
        {
          name: "my_kinesis_stream",
          region,
          retentionPeriod: 168,
          maxRecordSizeInKib: 10_240,
          encryptionType: "KMS",
          kmsKeyId: "alias/aws/kinesis",
          streamModeDetails: { streamMode: "ON_DEMAND" },
          tags: undefined,
          __defaults: undefined,
        },
      );
    });

    it(`takes an API key by its id${suffix}, its value secret`, async () => {
      const { id, inputs, outputs } = await succeeds(KEY, `key-${region}`, `${keys[region]}${suffix}`);
      assert.equal(id, keys[region]);
      assert.equal(inputs?.name, "orders-prod");
      for (const value of [inputs.value, outputs?.value]) assert.match(JSON.stringify(value), /"ciphertext"/);
    });
  }

  it("refuses a stream's ARN, which is its id but not what it is imported by", async () => {
    const arn = `arn:aws:kinesis:${HOME_REGION}:123456789012:stream/my_kinesis_stream`;
    const { code, stdout, stderr } = await program.import(STREAM, "by-arn", arn);
    assert.notEqual(code, 0);
    assert.match(stdout + stderr, /reading aws:kinesis\/stream:Stream: .*arn:aws:kinesis/);
    assert.equal(await program.imported("by-arn"), undefined);
  });

  it("finds nothing by the name of a stream that is not there, or that another region has", async () => {
    for (const id of ["none", "my_kinesis_stream@us-east-1"]) {
      const { code, stdout, stderr } = await program.import(STREAM, "none", id);
      assert.notEqual(code, 0);
      assert.match(stdout + stderr, /does not exist/);
    }
  });

  it("leaves no key's value in clear text in anything that was written", async () => {
    const { connectorConfig } = (await program.workspace.outputs("prod", { showSecrets: true })) as {
      connectorConfig: Record<string, string>;
    };
    const values = Object.values(connectorConfig).map(
      (yaml) => /x-api-key: "?([A-Za-z0-9]{20,})/.exec(yaml)?.[1] ?? "",
    );
    assert.deepEqual(
      values.map(({ length }) => length > 0),
      [true, true],
    );
    const entries = await readdir(program.directory, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const text = await readFile(join(entry.parentPath, entry.name), "latin1");
      for (const value of values) assert.ok(!text.includes(value), `${entry.name} holds a key's value`);
    }
  });
});

describe("a stream that is there already", function () {
  this.timeout(120_000);
  const program = openFirst(openTypedProgram);
  const name = "ingest-ap-south-1-stream-my_kinesis_stream";

  it("is taken over with its records: pulumi up stops at it, pulumi import brings it in, the next up changes it in place", async () => {
    const { workspace, pulumi, aws } = program;
    const called = { StreamName: "my_kinesis_stream" };
    const onDemand = { StreamModeDetails: { StreamMode: "ON_DEMAND" } };
    await aws.kinesis.send(HOME_REGION, "CreateStream", { ...called, ...onDemand });
    const record = { ...called, Data: "YQ==", PartitionKey: "a" };
    const { ShardId } = await aws.kinesis.send(HOME_REGION, "PutRecord", record);
    await workspace.init("dev");
    const stopped = await workspace.up("dev");
    assert.notEqual(stopped.code, 0);
    assert.match(stopped.stdout + stopped.stderr, /Stream my_kinesis_stream .*already exists/);

    const { resources = [] } = (await workspace.exportState("dev")).deployment;
    const parent = String(resources.find(({ urn }) => urn.endsWith(`::${name}`))?.urn);
    const what = [STREAM, name, `my_kinesis_stream@${HOME_REGION}`, "--parent", `parent=${parent}`];
    const imported = await pulumi("dev", "import", ...what, "--yes", "--generate-code=false");
    assert.equal(imported.code, 0, imported.stdout + imported.stderr);
    const up = await workspace.up("dev");
    assert.equal(up.code, 0, up.stdout + up.stderr);
    const ops = up.steps.filter(({ urn }) => urn.includes(STREAM)).map(({ op }) => op);
    assert.deepEqual(ops, ["update"]);

    const from = { ...called, ShardId, ShardIteratorType: "TRIM_HORIZON" };
    const { ShardIterator } = await aws.kinesis.send(HOME_REGION, "GetShardIterator", from);
    const { Records } = await aws.kinesis.send(HOME_REGION, "GetRecords", { ShardIterator });
    assert.equal((Records as readonly unknown[]).length, 1);
  });
});
