import assert from "node:assert/strict";
import { chmod, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { getEngineFirst, makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import type { Pipelines } from "../../commands/shared/pipeline-outputs";
import { openRunDirectory } from "../../commands/shared/runs";
import { type Ended, personsEnvironment, resultsOf, startCommand } from "../support/deployed-command";
import { openProgram, type Program } from "../support/program";

const PASSPHRASE = "of the person";

describe("the commands for a deployed stage of two regions", function () {
  this.timeout(120_000);
  getEngineFirst();
  let program: Program;
  let pipelines: Pipelines;
  let state: string;
  /** The stage as another terminal finds it; `published` in the place of what was deployed. */
  let publish: (published: Pipelines) => Promise<void>;

  before(async () => {
    state = await makeTemporaryDirectory();
    program = await openProgram({ passphrase: PASSPHRASE });
    const { workspace, aws } = program;
    await workspace.init("prod");
    const up = await workspace.up("prod");
    assert.equal(up.code, 0, up.stdout + up.stderr);
    ({ pipelines } = (await workspace.outputs("prod")) as { pipelines: Pipelines });
    const directory = await openRunDirectory(join(state, "aerospike-kinesis", "runs"));
    publish = (published) =>
      directory.publish({ startedAt: 0, stage: "prod", endpoint: aws.endpoint, ca: aws.ca, pipelines: published });
  });
  beforeEach(() => publish(pipelines));
  after(async () => {
    await program.close();
    await rm(state, { recursive: true, force: true });
  });

  async function run(command: "smoke" | "connector-config" | "logs", ...args: string[]): Promise<Ended> {
    return startCommand(command, ["--local", ...args], { ...process.env, XDG_STATE_HOME: state });
  }

  /** The command on the stage where the person's own Pulumi finds it, and AWS where the shell says that it is. */
  async function runDeployed(command: "smoke" | "connector-config", ...args: string[]): Promise<Ended> {
    return startCommand(command, ["--stage", "prod", ...args], await personsEnvironment(program, PASSPHRASE));
  }

  it("smoke tests every region, and ends with a line for each", async () => {
    const ended = await run("smoke");
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.deepEqual(resultsOf(ended), ["ok   ap-south-1: 5 checks", "ok   eu-west-1: 5 checks"]);
    for (const region of ["ap-south-1", "eu-west-1"]) {
      const told = ended.stdout.split("\n").filter((line) => line.startsWith(`${region}  `));
      assert.match(told.join("\n"), /finds the very bytes: \d+ bytes of \d+/, ended.stdout);
    }
  });

  it("smoke tests a stage where AWS_ENDPOINT_URL says that AWS is, and trusts the certificate that --ca names", async () => {
    const ca = join(program.directory, "ca.pem");
    await writeFile(ca, program.aws.ca);
    const ended = await runDeployed("smoke", "--ca", ca);
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.deepEqual(resultsOf(ended), ["ok   ap-south-1: 5 checks", "ok   eu-west-1: 5 checks"]);
    const untrusted = await runDeployed("smoke", "--region", "eu-west-1");
    assert.equal(untrusted.code, 1);
    assert.match(
      resultsOf(untrusted).join("\n"),
      /^FAIL eu-west-1: \w*CERT\w*: .* credentials: the shell's AWS_ACCESS_KEY_ID, .* --ca FILE, or AWS_CA_BUNDLE\.$/,
    );
  });

  it("smoke tests the one region that --region names", async () => {
    const ended = await run("smoke", "--region", "eu-west-1");
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.deepEqual(resultsOf(ended), ["ok   eu-west-1: 5 checks"]);
    assert.doesNotMatch(ended.stdout, /ap-south-1/);
  });

  it("smoke tests the other regions if one cannot be reached, and fails", async () => {
    const [[region, outputs]] = Object.entries(pipelines) as [[string, Pipelines[string]]];
    await publish({ ...pipelines, [region]: { ...outputs, connectorSecretArn: `${outputs.connectorSecretArn}-gone` } });
    const ended = await run("smoke");
    assert.equal(ended.code, 1, ended.stdout + ended.stderr);
    const [first, ...others] = resultsOf(ended);
    assert.match(first!, new RegExp(`^FAIL ${region}: ResourceNotFoundException: `));
    assert.deepEqual(others, ["ok   eu-west-1: 5 checks"]);
    assert.doesNotMatch(ended.stdout + ended.stderr, /at .*:\d+:\d+/);
  });

  it("name the regions of the stage if another one is asked for", async () => {
    for (const command of ["smoke", "connector-config", "logs"] as const) {
      const ended = await run(command, "--region", "us-east-1");
      assert.deepEqual(
        [ended.code, ended.stdout, ended.stderr],
        [2, "", "--region: expected one of ap-south-1, eu-west-1, got us-east-1.\n"],
      );
    }
  });

  it("show what the access log has of every region, and where it has nothing", async () => {
    const shown = await run("logs", "--status", "403");
    assert.equal(shown.code, 0, shown.stdout + shown.stderr);
    for (const region of ["ap-south-1", "eu-west-1"]) {
      assert.match(shown.stdout, new RegExp(`^${region}, .*\nTIME .*\n\\S+  403     -        INVALID_API_KEY  `, "m"));
    }
    const none = await run("logs", "--request-id", "unknown");
    const why = (region: string) => `${region}: no line of request unknown in the last 24h\\. --since .*\n`;
    assert.deepEqual([none.code, none.stdout], [1, ""]);
    assert.match(none.stderr, new RegExp(`^${why("ap-south-1")}${why("eu-west-1")}$`));
  });

  it("name every wrong flag of the log at once", async () => {
    const { code, stdout, stderr } = await run("logs", "--status", "all", "--since", "1");
    assert.deepEqual([code, stdout, stderr.match(/^--(status|since): expected /gm)?.length], [2, "", 2]);
  });

  it("refuse an empty text as a stage, which a script can pass", async () => {
    const ended = await run("connector-config", "--stage", "");
    assert.deepEqual(
      [ended.code, ended.stdout, ended.stderr],
      [2, "", "--stage: expected the name of a stage, got an empty text.\n"],
    );
  });

  it("ask for the region if there are several", async () => {
    const { code, stdout, stderr } = await run("connector-config");
    assert.deepEqual(
      [code, stdout, stderr],
      [2, "", "--region: expected one of ap-south-1, eu-west-1, got nothing.\n"],
    );
  });

  describe("write the connector's file", () => {
    const file = () => join(state, "aerospike-esp-outbound.yml");
    const write = (...args: string[]) => run("connector-config", "--region", "eu-west-1", "--output", file(), ...args);
    afterEach(() => rm(file(), { force: true }));

    it("for its owner only, and print nothing of it", async () => {
      const printed = await run("connector-config", "--region", "eu-west-1");
      assert.equal(printed.code, 0, printed.stderr);
      assert.ok(printed.stdout.includes(pipelines["eu-west-1"]!.endpoint));
      const { code, stdout, stderr } = await write();
      assert.deepEqual([code, stdout, stderr], [0, `${file()}: prod in eu-west-1, readable by its owner only\n`, ""]);
      assert.equal(await readFile(file(), "utf8"), printed.stdout);
      assert.equal((await stat(file())).mode & 0o777, 0o600);
    });

    it("over an existing file only with --force, and then also for its owner only", async () => {
      await writeFile(file(), "theirs");
      await chmod(file(), 0o644);
      const refused = await write();
      assert.deepEqual(
        [refused.code, refused.stderr],
        [2, `--output: expected a file that does not exist yet, or --force to replace it, got ${file()}.\n`],
      );
      assert.equal(await readFile(file(), "utf8"), "theirs");
      const forced = await write("--force");
      assert.equal(forced.code, 0, forced.stderr);
      assert.match(await readFile(file(), "utf8"), /x-api-key/);
      assert.equal((await stat(file())).mode & 0o777, 0o600);
    });

    it("into no directory that does not exist", async () => {
      const nowhere = join(state, "gone", "x.yml");
      const { code, stderr } = await run("connector-config", "--region", "eu-west-1", "--output", nowhere);
      assert.equal(code, 2);
      assert.match(
        stderr,
        /^--output: expected a file that can be written, got \S+gone\/x\.yml: there is no directory \S+gone\.\n$/,
      );
      assert.deepEqual(await readdir(state), ["aerospike-kinesis"]);
    });
  });
});
