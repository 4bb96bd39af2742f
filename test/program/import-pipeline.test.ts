import assert from "node:assert/strict";
import { readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";

import { cliEnvironment, openWorkspace, runCommand, type Workspace } from "@aerospike-kinesis/pulumi-engine";
import { engine, makeTemporaryDirectory, openFirst } from "@aerospike-kinesis/test-support";
import { Agent, request } from "undici";
import { stringify } from "yaml";

import { importPipeline } from "../../commands/import/import-pipeline";
import { openProgram, type Program, PROJECT, STAGES } from "../support/program";

const REGION = "ap-south-1";
const STREAM = "my_kinesis_stream";
const GUIDE = join(PROJECT, "test", "support", "guide-literal", "index.ts");

interface Ids {
  readonly apiId: string;
  readonly keyId: string;
}

/** The guide's set-up in an account, and beside it stage prod of ours, with the person's own Pulumi. */
interface Account extends Program {
  readonly ids: Ids;
  readonly ours: Workspace;
  readonly project: string;
  /** `pulumi`, as a person types it in the project. */
  readonly pulumi: (...args: readonly string[]) => ReturnType<typeof runCommand>;
  readonly run: (options?: Partial<Parameters<typeof importPipeline>[0]>) => Promise<{ file: string; said: string }>;
}

/**
 * @param settings the directory of the stage's file
 * @param hasLogRole whether API Gateway has a role to write logs with, which the guide's pipeline does not need
 */
async function openAccount(settings = STAGES, hasLogRole = true): Promise<Account> {
  const guide = await openProgram({ main: GUIDE }, hasLogRole ? {} : { hasLogRole });
  const project = await makeTemporaryDirectory();
  await guide.workspace.init("dev");
  const up = await guide.workspace.up("dev");
  assert.equal(up.code, 0, up.stdout + up.stderr);
  const { resources = [] } = (await guide.workspace.exportState("dev")).deployment;
  const idOf = (type: string): string => String(resources.find((resource) => resource.type === type)?.id);
  const ids = { apiId: idOf("aws:apigateway/restApi:RestApi"), keyId: idOf("aws:apigateway/apiKey:ApiKey") };

  const passphrase = "of the person";
  const { cli } = await engine();
  const providers = { aws: guide.aws.providerPort };
  const ours = await openWorkspace({
    engine: await engine(),
    project: PROJECT,
    settings,
    directory: project,
    passphrase,
    providers,
  });
  await ours.init("prod");
  assert.equal((await ours.preview("prod")).code === 0, hasLogRole);
  const places = { home: join(project, "home"), state: join(project, "state"), passphrase, providers };
  const environment = cliEnvironment(process.env, {}, places);
  const ca = join(project, "ca.pem");
  await writeFile(ca, guide.aws.ca);
  Object.assign(process.env, environment, {
    PATH: [dirname(cli), process.env.PATH].join(delimiter),
    AWS_ENDPOINT_URL: guide.aws.endpoint,
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_CONFIG_FILE: "/nowhere",
    AWS_SHARED_CREDENTIALS_FILE: "/nowhere",
  });
  const pulumi = (...args: readonly string[]) =>
    runCommand("pulumi", [...args, "--stack", "prod", "--non-interactive", "--color", "never"], {
      cwd: project,
      env: process.env,
    });
  return {
    ...guide,
    ids,
    ours,
    project,
    pulumi,
    run: async (options) => {
      const lines: string[] = [];
      const output = join(project, "import.json");
      const file = await importPipeline(
        {
          stage: "prod",
          region: REGION,
          apiId: ids.apiId,
          stream: STREAM,
          output,
          ca,
          report: (line) => lines.push(line),
          ...options,
        },
        project,
      );
      assert.ok(file !== undefined, "it is written");
      return { file, said: lines.join("\n") };
    },
    close: async () => {
      await guide.close();
      await rm(project, { recursive: true, force: true });
    },
  };
}

const ALREADY_THERE =
  /^UserError: Nothing was written: stage prod has the \d+ resources of this pipeline in ap-south-1 already\. Next: [^\n]*$/;
const BOTH_REGIONS =
  /^UsageError: --region: expected one of the stage's regions \(ap-south-1, eu-west-1\), got us-east-1\.$/;

/** Takes out of this process's environment what {@link openAccount} put into it. */
function restore(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in environment)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
}

describe("npm run import, of a pipeline that follows the guide to the letter", function () {
  this.timeout(180_000);
  const environment = { ...process.env };
  const account = openFirst(() => openAccount());

  after(() => {
    restore(environment);
  });

  it("says all that is wrong with what is asked for at once, and writes nothing", async () => {
    await assert.rejects(account.run({ apiId: "none", stream: "other", keyId: "nokey" }), (error: Error) => {
      assert.equal(
        error.message,
        [
          "Nothing was written. 4 problems:",
          `  - --stream: expected one of the streams that the stage creates (${STREAM}), got other. Write it into the setting streams; if it is there, take its existing away.`,
          `  - --stream: other was not found in ${REGION}. Is it in another region (--region)?`,
          `  - --api-id: no REST API none was found in ${REGION}. Is it in another region (--region), or an HTTP API?`,
          `  - --key-id: no API key nokey was found in ${REGION}.`,
        ].join("\n"),
      );
      return true;
    });
    await assert.rejects(readFile(join(account.project, "import.json")), { code: "ENOENT" });
  });

  it("asks for a region where the stage has several, and says where an API is not", async () => {
    await assert.rejects(account.run({ region: undefined }), /^UsageError: --region: expected one of .*eu-west-1/);
    await assert.rejects(account.run({ region: "eu-west-1" }), /--api-id: no REST API \w+ was found in eu-west-1/);
  });

  /** Posts as the guide's curl does, with the URL and the key that connectors have from before. */
  const post = async (): Promise<number> => {
    const { endpoint, apiKey } = await account.workspace.outputs("dev", { showSecrets: true });
    const { statusCode, body } = await request(String(endpoint), {
      method: "POST",
      dispatcher: new Agent({ connect: { ca: account.aws.ca } }),
      headers: {
        streamname: STREAM,
        "aerospike-digest": "partition-1",
        "x-api-key": String(apiKey),
        "content-type": "application/json",
      },
      body: '{"data":"value"}',
    });
    await body.dump();
    return statusCode;
  };

  const stored = async (): Promise<number> => {
    const called = { StreamName: STREAM };
    const { Shards } = await account.aws.kinesis.send(REGION, "ListShards", called);
    const counts = (Shards as readonly { readonly ShardId: string }[]).map(async ({ ShardId }) => {
      const from = { ...called, ShardId, ShardIteratorType: "TRIM_HORIZON" };
      const { ShardIterator } = await account.aws.kinesis.send(REGION, "GetShardIterator", from);
      const { Records } = await account.aws.kinesis.send(REGION, "GetRecords", { ShardIterator });
      return (Records as readonly unknown[]).length;
    });
    return (await Promise.all(counts)).reduce((sum, each) => sum + each, 0);
  };

  it("writes a file with which pulumi import and the next pulumi up keep stream, API and key", async () => {
    assert.equal(await post(), 200);
    const { file, said } = await account.run();
    assert.match(said, /clear text/);
    const importNow = async (): Promise<void> => {
      const imported = await account.pulumi(
        "import",
        "--file",
        file,
        "--yes",
        "--protect=false",
        "--generate-code=false",
      );
      assert.equal(imported.code, 0, imported.stdout + imported.stderr);
    };
    // An import that stopped after the API.
    const whole = JSON.parse(await readFile(file, "utf8")) as { readonly resources: readonly { type: string }[] };
    const api = whole.resources.findIndex(({ type }) => type === "aws:apigateway/restApi:RestApi");
    await writeFile(file, JSON.stringify({ ...whole, resources: whole.resources.slice(0, api + 1) }));
    await importNow();
    const rest = await account.run();
    assert.match(rest.said, /^The stage has 2 resources of this pipeline already\. The file has the rest\./);
    await importNow();
    await assert.rejects(account.run(), ALREADY_THERE);
    await assert.rejects(account.run({ region: "us-east-1" }), BOTH_REGIONS);

    assert.equal(await post(), 200);
    const preview = await account.ours.preview("prod");
    assert.equal(preview.code, 0, preview.stdout + preview.stderr);
    const opOf = (end: string) => preview.steps.find(({ urn }) => urn.endsWith(end))?.op;
    assert.deepEqual(
      {
        stream: opOf(`aws:kinesis/stream:Stream::ingest-${REGION}-stream-${STREAM}`),
        api: opOf(`aws:apigateway/restApi:RestApi::ingest-${REGION}-api`),
        key: opOf(`aws:apigateway/apiKey:ApiKey::ingest-${REGION}-key`),
        stage: opOf(`aws:apigateway/stage:Stage::ingest-${REGION}-api-stage`),
        plan: opOf(`aws:apigateway/usagePlan:UsagePlan::ingest-${REGION}-key-plan`),
      },
      { stream: "update", api: "update", key: "update", stage: "update", plan: "update" },
    );
    const up = await account.ours.up("prod");
    assert.equal(up.code, 0, up.stdout + up.stderr);
    const { pipelines } = (await account.ours.outputs("prod")) as {
      pipelines: Record<string, { apiId: string; apiKeyId: string; stageName: string }>;
    };
    assert.deepEqual(
      [pipelines[REGION]?.apiId, pipelines[REGION]?.apiKeyId, pipelines[REGION]?.stageName],
      [account.ids.apiId, account.ids.keyId, "prod"],
    );
    await assert.rejects(account.run(), ALREADY_THERE);
    await assert.rejects(account.run({ region: "us-east-1" }), BOTH_REGIONS);
    assert.equal(await post(), 200);
    assert.equal(await stored(), 3);
    const { apiKey } = await account.workspace.outputs("dev", { showSecrets: true });
    const state = JSON.stringify(await account.ours.exportState("prod"));
    assert.ok(!state.includes(String(apiKey)), "the state holds the key's value");
    const again = await account.ours.preview("prod");
    assert.deepEqual(
      again.steps.filter(({ op }) => op !== "same" && op !== "read").map(({ op, urn }) => `${op} ${urn}`),
      [],
    );
  });
});

describe("npm run import, into a stage of several regions", function () {
  this.timeout(180_000);
  const environment = { ...process.env };
  let settings: string;
  const account = openFirst(async () => {
    settings = await makeTemporaryDirectory();
    await writeStage({});
    return openAccount(settings);
  });

  after(async () => {
    restore(environment);
    await rm(settings, { recursive: true, force: true });
  });

  /** The region of the guide's pipeline is the second one, and has a stream and a throttle of its own. */
  const stage = (more: object) => ({
    "aws:region": "eu-west-1",
    service: "orders",
    regions: [
      "eu-west-1",
      { name: REGION, streams: [{ name: STREAM, retentionHours: 72 }], api: { throttle: { burst: 500 } } },
    ],
    ...more,
  });
  const writeStage = (more: object, directory = settings) =>
    writeFile(join(directory, "Pulumi.prod.yaml"), stringify({ config: stage(more) }));

  it("refuses a region whose key would be replaced by that of the first region", async () => {
    const streams = [{ name: STREAM }];
    await writeStage({ connector: { regions: "failover" }, streams, regions: ["eu-west-1", REGION] }, account.project);
    await assert.rejects(
      account.run(),
      /1 problem:\n {2}- regions: expected ap-south-1 as the first region, got eu-west-1\. With connector\.regions failover/,
    );
    await writeStage({}, account.project);
  });

  it("plans the pipeline with the settings of its region", async () => {
    await assert.rejects(account.run({ region: "eu-west-1" }), /--stream: expected one of .*orders-prod/);
    const { file } = await account.run();
    const imported = await account.pulumi(
      "import",
      "--file",
      file,
      "--yes",
      "--protect=false",
      "--generate-code=false",
    );
    assert.equal(imported.code, 0, imported.stdout + imported.stderr);
    const preview = await account.ours.preview("prod");
    assert.equal(preview.code, 0, preview.stdout + preview.stderr);
    const changed = preview.steps.filter(({ op, urn }) => op !== "create" && urn.includes(`::ingest-${REGION}-`));
    const updates = changed.filter(({ op }) => op === "update").map(({ urn }) => urn.split("::").at(-1)!);
    for (const part of [`stream-${STREAM}`, "api", "key", "api-stage", "key-plan"]) {
      assert.ok(
        updates.includes(`ingest-${REGION}-${part}`),
        `${part}: ${changed.map(({ op, urn }) => `${op} ${urn}`).join("\n")}`,
      );
    }
  });
});

describe("npm run import, in an account without a role for API Gateway's logs", function () {
  this.timeout(180_000);
  const environment = { ...process.env };
  const account = openFirst(() => openAccount(STAGES, false));

  after(() => {
    restore(environment);
  });

  const ROLE = /API Gateway has no role to write logs with in ap-south-1, eu-west-1/;

  it("names the role beside all other problems", async () => {
    await assert.rejects(account.run({ apiId: "none", stream: "other", keyId: "nokey" }), (error: Error) => {
      assert.match(error.message, /^Nothing was written\. 5 problems:/);
      assert.match(error.message, ROLE);
      for (const flag of ["--stream", "--api-id", "--key-id"]) assert.ok(error.message.includes(`  - ${flag}: `), flag);
      return true;
    });
    await assert.rejects(account.run({ region: "us-east-1" }), (error: Error) => {
      assert.match(error.message, ROLE);
      assert.match(error.message, /--region: expected one of the stage's regions \(ap-south-1, eu-west-1\)/);
      return true;
    });
  });

  it("names the role alone where it is all that is missing", async () => {
    await assert.rejects(account.run(), (error: Error) => {
      assert.match(error.message, /^Nothing was written\. 1 problem:/);
      assert.match(error.message, ROLE);
      return true;
    });
  });
});
