import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

import { parseAssumptions } from "@aerospike-kinesis/local-aws";
import {
  engine,
  getEngineFirst,
  makeTemporaryDirectory,
  type Received,
  startHttpsServer,
} from "@aerospike-kinesis/test-support";
import { Agent, request } from "undici";
import { stringify } from "yaml";

import { CHECKS } from "../../../commands/conformance/checks";
import { readConnectorFile } from "../../../commands/shared/connector-file";
import { headerIn } from "../../../commands/shared/header-in";
import { withPipeline } from "../../../commands/shared/open-pipeline";
import type { Pipelines } from "../../../commands/shared/pipeline-outputs";
import { openRunDirectory } from "../../../commands/shared/runs";
import { openProgram, type Program, PROJECT } from "../../support/program";

/** How a command ended. */
interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", "tsx", `commands/${command}/index.ts`, ...args], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = once(child, "close") as Promise<[number | null]>;
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, stdout, stderr };
}

const PASSPHRASE = "of the person";
/** What AWS is assumed not to do. The report must say so, and npm start must take it. */
const TURNED = { "default-response-type": "default", "content-type-case": "ignored" } as const;
/** What the command reads of a checkout. */
const COPIED = ["commands", "components", "config", "connector", "packages"];
const COPIED_FILES = ["package.json", "tsconfig.json", "Pulumi.yaml"];

describe("npm run conformance", function () {
  this.timeout(400_000);
  getEngineFirst();
  let program: Program;
  let state: string;
  let inShell: NodeJS.ProcessEnv;

  before(async () => {
    state = await makeTemporaryDirectory();
    program = await openProgram({ passphrase: PASSPHRASE }, { assumptions: TURNED });
    const { workspace, aws } = program;
    await workspace.init("dev");
    const up = await workspace.up("dev");
    assert.equal(up.code, 0, up.stdout + up.stderr);
    const { pipelines } = (await workspace.outputs("dev")) as { pipelines: Pipelines };
    const directory = await openRunDirectory(join(state, "aerospike-kinesis", "runs"));
    await directory.publish({ startedAt: 0, stage: "dev", endpoint: aws.endpoint, ca: aws.ca, pipelines });
    await writeFile(join(state, "ca.pem"), aws.ca);
    inShell = {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PULUMI|AWS)_/.test(name))),
      XDG_STATE_HOME: state,
    };
  });
  after(async () => {
    await program.close();
    await rm(state, { recursive: true, force: true });
  });

  it("takes a running npm start, and npm start takes its report", async () => {
    const report = join(state, "conformance.json");
    const ended = await run("conformance", ["--local", "--report", report], PROJECT, inShell);
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.match(ended.stdout, /^Sends at most \d+ requests /);
    assert.match(ended.stdout, /^dev, ap-south-1$/m);
    assert.match(ended.stdout, /^new {2}default-response-type: AWS: default; assumed: own /m);
    assert.match(ended.stdout, /Every promise holds\.\s*$/);
    // The form of every answer and the streams are judged beside the checks.
    const all = CHECKS.length + 2;
    assert.match(ended.stdout, new RegExp(`^${all} of ${all} checks passed\\.`, "m"));
    const measured = parseAssumptions(await readFile(report, "utf8"));
    assert.deepEqual({ ...measured, ...TURNED }, measured);

    const faults = ["--faults", "key-not-spread:count=1"];
    const started = await run("start", ["--once", "--assumptions", report, ...faults], PROJECT, {
      ...inShell,
      XDG_STATE_HOME: join(state, "start"),
    });
    assert.equal(started.code, 0, started.stdout + started.stderr);
    assert.match(started.stdout, /sent again after: HTTP 403 .*DEFAULT_4XX/, "what was measured");
  });

  it("takes a deployed stage, and finds AWS where the stage's settings say that it is", async () => {
    const checkout = join(state, "checkout");
    await mkdir(checkout);
    for (const name of [...COPIED, ...COPIED_FILES]) {
      await cp(join(PROJECT, name), join(checkout, name), { recursive: true });
    }
    await symlink(join(PROJECT, "node_modules"), join(checkout, "node_modules"));
    const { endpoint } = program.aws;
    const config = {
      "aws:endpoints": [{ kinesis: endpoint, secretsmanager: endpoint }],
      "aws:customCaBundle": join(state, "ca.pem"),
      "aws:accessKey": "k",
      "aws:secretKey": "s",
    };
    await writeFile(join(checkout, "Pulumi.dev.yaml"), stringify({ config }));
    const report = join(state, "conformance.md");
    const ended = await run("conformance", ["--stage", "dev", "--report", report], checkout, {
      ...inShell,
      PATH: [dirname((await engine()).cli), process.env.PATH].join(delimiter),
      PULUMI_HOME: join(program.directory, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(join(program.directory, "state")).href,
      PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
      AWS_CONFIG_FILE: "/nowhere",
    });
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.match(await readFile(report, "utf8"), /^## dev, ap-south-1: conform$/m);
    assert.match(ended.stdout, /Every promise holds\.\s*$/);
  });

  it("names a stream that is not there before it sends anything, without a stack", async () => {
    const keyFile = join(state, "key");
    await writeFile(keyFile, "conformance-key-of-a-test\n");
    const { endpoint } = program.aws;
    const flags = ["--url", `${endpoint}/x`, "--key-file", keyFile, "--stream", "no-such-stream"];
    const place = ["--region", "ap-south-1", "--endpoint", endpoint, "--ca", join(state, "ca.pem")];
    const shell = { ...inShell, AWS_ACCESS_KEY_ID: "k", AWS_SECRET_ACCESS_KEY: "s" };
    const ended = await run("conformance", [...flags, ...place], PROJECT, shell);
    assert.equal(ended.code, 2, ended.stdout + ended.stderr);
    assert.match(
      ended.stderr,
      /^ResourceNotFoundException: .*Look at them, and at --stream, --region and --endpoint\.\n$/,
    );
    assert.doesNotMatch(ended.stdout, /no API key/);
  });

  it("prints the table and writes the report if Kinesis is gone before the end, without a stack", async () => {
    const { aws, workspace } = program;
    const { pipelines } = (await workspace.outputs("dev")) as { pipelines: Pipelines };
    const [[region, outputs]] = Object.entries(pipelines) as [[string, Pipelines[string]]];
    const { headers } = await withPipeline({ stage: "dev", region, outputs, local: aws }, ({ connectorConfig }) =>
      Promise.resolve(readConnectorFile(connectorConfig, outputs.endpoint).destinations[0]!),
    );
    const keyFile = join(state, "real-key");
    await writeFile(keyFile, headerIn(headers, "x-api-key")!);
    const agent = new Agent({ connect: { ca: aws.ca } });
    let reads = 0;
    const forward = async ({ path, headers: sent, body, response }: Received): Promise<void> => {
      if (String(sent["x-amz-target"]).endsWith("GetRecords") && (reads += 1) > 3) {
        response.destroy();
        return;
      }
      const names = ["x-amz-target", "content-type", "authorization", "x-amz-date"];
      const kept = Object.fromEntries(names.map((name) => [name, String(sent[name])]));
      const got = await request(aws.endpoint + path, { dispatcher: agent, method: "POST", headers: kept, body });
      response.writeHead(got.statusCode, { "content-type": "application/x-amz-json-1.1" }).end(await got.body.text());
    };
    const proxy = await startHttpsServer((received) => void forward(received));
    const ca = join(state, "both.pem");
    await writeFile(ca, `${aws.ca}\n${proxy.ca}`);
    const report = join(state, "unfinished.json");
    try {
      const flags = ["--url", outputs.endpoint, "--key-file", keyFile, "--stream", headerIn(headers, "streamname")!];
      const place = ["--region", region, "--endpoint", proxy.origin, "--ca", ca, "--report", report];
      const shell = { ...inShell, AWS_ACCESS_KEY_ID: "k", AWS_SECRET_ACCESS_KEY: "s" };
      const ended = await run("conformance", [...flags, ...place], PROJECT, shell);
      assert.equal(ended.code, 2, ended.stdout + ended.stderr);
      assert.match(
        ended.stderr,
        /^Kinesis at \S+: the connection was closed before the answer \(ECONNRESET\)\. Look .*\n$/,
      );
      assert.match(ended.stdout, /^no API key +ok: 403/m);
      assert.match(ended.stdout, /\nThe run did not come to its end, so it is not judged\.\n$/);
      assert.equal((JSON.parse(await readFile(report, "utf8")) as { conform: unknown }).conform, false);
    } finally {
      await proxy.close();
      await agent.destroy();
    }
  });

  it("refuses an emulator that it does not know", async () => {
    const ended = await run("conformance", ["--local", "--known-differences", "x"], PROJECT, inShell);
    assert.equal(ended.code, 2);
    assert.equal(ended.stderr, "--known-differences: expected one of localstack, got x.\n");
  });
});
