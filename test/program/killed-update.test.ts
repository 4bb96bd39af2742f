import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readdir, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";

import type { CommandResult } from "@aerospike-kinesis/pulumi-engine";
import { openFirst } from "@aerospike-kinesis/test-support";

import { type Moment, openKilledProgram } from "../support/killed-update";
import { PROJECT } from "../support/program";
import { succeeded } from "../support/succeeded";

const REGION = "eu-west-1";
const config = { "aerospike-kinesis:regions": [REGION], "aerospike-kinesis:protect": false };
const PAGE = readFileSync(join(PROJECT, "docs", "operations.md"), "utf8").replaceAll(/ \\\n\s+/g, " ");
const PIPELINE = "urn:pulumi:prod::aerospike-kinesis::aerospike-kinesis:index:Pipeline$aerospike-kinesis:index:";

const made = (urn: string, operation: Moment["operation"] = "create"): Moment => ({ operation, urn, isMade: true });
const textOf = ({ stdout, stderr }: CommandResult): string => stdout + stderr;

describe("pulumi up that is killed", function () {
  this.timeout(300_000);
  const program = openFirst(openKilledProgram);
  const up = (args: readonly string[] = []) => program.workspace.up("prod", { config, args });

  /** The files that a killed CLI can leave empty, as the page says: without them the state is read as it is. */
  async function emptyAttributes(): Promise<string[]> {
    const state = join(program.directory, "state");
    const files = (await readdir(state, { recursive: true })).filter((file) => file.endsWith(".attrs"));
    const paths = files.map((file) => join(state, file));
    const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
    return paths.filter((_path, index) => sizes[index] === 0);
  }

  /** A command of the page. It says yes by itself, because nobody is there to answer. */
  async function type(command: string): Promise<void> {
    assert.ok(PAGE.includes(`${command} --stack prod`), `docs/operations.md does not say: ${command} --stack prod`);
    const [, ...words] = command.split(" ");
    succeeded(await program.pulumi(...words, "--yes"));
  }

  /** The first steps of the page. */
  async function unlockAndClear(): Promise<void> {
    for (const path of await emptyAttributes()) await rm(path);
    await type("pulumi cancel");
    await type("pulumi refresh --clear-pending-creates");
    assert.deepEqual(await program.pending(), []);
  }

  /** Brings a resource that AWS has into the stack, by the id that the page says. */
  async function takeOver(kind: string, name: string, id: string, parent: string): Promise<void> {
    const what = [kind, name, `${id}@${REGION}`, "--parent", `parent=${PIPELINE}${parent}`];
    succeeded(await program.pulumi("import", ...what, "--yes", "--generate-code=false"));
  }

  const idOf = async (end: string): Promise<string> => {
    const { resources = [] } = (await program.workspace.exportState("prod")).deployment;
    return String(resources.find(({ urn }) => urn.endsWith(end))?.id);
  };

  it("leaves a locked stack, and the next up says so and changes nothing", async () => {
    const first = [
      `Stream::ingest-${REGION}-stream-my_kinesis_stream`,
      `LogGroup::ingest-${REGION}-api-access-log`,
      `Role::ingest-${REGION}-access-role`,
      `SamplingRule::ingest-${REGION}-api-sampling-rule`,
      `RestApi::ingest-${REGION}-api`,
      `ApiKey::ingest-${REGION}-key`,
      `Secret::ingest-${REGION}-connector`,
    ];
    assert.notEqual(
      (
        await program.killAt(
          first.map((urn) => made(urn)),
          up,
        )
      ).code,
      0,
    );
    for (const path of await emptyAttributes()) await rm(path);
    const next = await up();
    assert.notEqual(next.code, 0);
    assert.match(textOf(next), /the stack is currently locked by 1 lock\(s\)/);
    assert.deepEqual(next.steps, []);
    // What was only read needs nothing.
    const pending = (await program.pending()).filter((operation) => !operation.startsWith("reading "));
    assert.deepEqual(pending, first.map((urn) => `creating ${String(urn.split("::").at(-1))}`).sort());
  });

  it("is warned of by the next up, which stops at each name that AWS has already", async () => {
    await type("pulumi cancel");
    const next = await up(["--continue-on-error"]);
    assert.notEqual(next.code, 0);
    assert.match(textOf(next), /[78] pending operations from previous deployment/);
    assert.match(textOf(next), /Stream my_kinesis_stream .*already exists/);
    assert.match(textOf(next), /The specified log group already exists/);
    assert.match(textOf(next), /The sampling rule orders-prod already exists/);
  });

  it("goes on when what has a name is imported, and is killed again where AWS did not get the change", async () => {
    await unlockAndClear();
    const stream = `ingest-${REGION}-stream-my_kinesis_stream`;
    await takeOver("aws:kinesis/stream:Stream", stream, "my_kinesis_stream", `IngestStream::${stream}`);
    const group = `ingest-${REGION}-api-access-log`;
    const api = `IngestApi::ingest-${REGION}-api`;
    await takeOver("aws:cloudwatch/logGroup:LogGroup", group, "/aws/apigateway/orders-prod/access", api);
    await takeOver("aws:xray/samplingRule:SamplingRule", `ingest-${REGION}-api-sampling-rule`, "orders-prod", api);
    const notMade: Moment = { operation: "create", urn: `Deployment::ingest-${REGION}-api-deployment`, isMade: false };
    await program.killAt([notMade], up);
    await unlockAndClear();
  });

  it("goes on after a part of the API was made and not recorded: it is imported by the ids of what it belongs to", async () => {
    await program.killAt([made(`Stage::ingest-${REGION}-api-stage`)], up);
    await unlockAndClear();
    const stopped = await up(["--continue-on-error"]);
    assert.match(textOf(stopped), /ConflictException: Stage already exists/);
    const api = await idOf(`RestApi::ingest-${REGION}-api`);
    const parent = `IngestApi::ingest-${REGION}-api`;
    await takeOver("aws:apigateway/stage:Stage", `ingest-${REGION}-api-stage`, `${api}/prod`, parent);
    succeeded(await up());
    succeeded(await up(["--expect-no-changes"]));
  });

  it("needs nothing but cancel and another up where an update was interrupted", async () => {
    const throttle = { ...config, "aerospike-kinesis:api": { throttle: { ratePerSecond: 4000, burst: 2000 } } };
    const change = () => program.workspace.up("prod", { config: throttle });
    await program.killAt([made(`UsagePlan::ingest-${REGION}-key-plan`, "update")], change);
    for (const path of await emptyAttributes()) await rm(path);
    await type("pulumi cancel");
    succeeded(await change());
    assert.deepEqual(await program.pending(), []);
  });

  it("cannot be read if the kill left the attributes of its state file empty, until that file is removed", async () => {
    const attributes = join(program.directory, "state", ".pulumi", "stacks", "aerospike-kinesis", "prod.json.attrs");
    await truncate(attributes);
    const next = await program.pulumi("cancel", "--yes");
    assert.match(textOf(next), /failed to load checkpoint: EOF/);
    assert.match(PAGE, /find .* -name '\*\.attrs' -empty -delete/);
    assert.deepEqual(await emptyAttributes(), [attributes]);
    await rm(attributes);
    succeeded(await program.pulumi("cancel", "--yes"));
  });

  it("needs nothing but cancel and another destroy where a deletion was interrupted", async () => {
    const destroy = () => program.workspace.destroy("prod", { config });
    await program.killAt([made(`Stream::ingest-${REGION}-stream-my_kinesis_stream`, "delete")], destroy);
    for (const path of await emptyAttributes()) await rm(path);
    await type("pulumi cancel");
    succeeded(await destroy());
    const { resources = [] } = (await program.workspace.exportState("prod")).deployment;
    assert.deepEqual(resources, []);
  });
});
