import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { type CommandResult, runCommand } from "@aerospike-kinesis/pulumi-engine";
import { engine, getEngineFirst } from "@aerospike-kinesis/test-support";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { Agent, request } from "undici";
import { parse } from "yaml";

import { openProgram, type Program, PROJECT } from "../support/program";

const PASSPHRASE = "of the person";
const PAGE = readFileSync(join(PROJECT, "docs", "runbook.md"), "utf8");

/** The commands of the page: those of its blocks, and those that stand in a sentence. */
const BLOCKS = Array.from(PAGE.matchAll(/^```sh\n(.*?)^```/gms), ([, block]) => block!.replaceAll(/ \\\n\s+/g, " "));
const LINES = BLOCKS.flatMap((block) => block.split("\n")).filter((line) => line !== "");
const INLINE = Array.from(PAGE.matchAll(/`((?:npm|pulumi|curl) [^`]*[$-][^`]*)`/g), ([, command]) => command!);
const isVariable = (line: string): boolean => /^[A-Z]+=/.test(line);
const COMMANDS = [...new Set([...LINES.filter((line) => !isVariable(line)), ...INLINE])];
const VARIABLES = LINES.filter(isVariable).join("\n");

/** They need Aerospike, and the AWS CLI. */
const isNotRun = (command: string): boolean => /^(asinfo|aws) /.test(command);

/** The commands of the page, typed into a shell as they stand there, against the real stage prod on the local AWS. */
describe("docs/runbook.md", function () {
  this.timeout(300_000);
  getEngineFirst();
  let program: Program;
  let clone: string;
  let env: NodeJS.ProcessEnv;
  /** What a person puts in for the empty variables of the page. */
  let given: string;
  let requestId: string;

  before(async () => {
    program = await openProgram({ passphrase: PASSPHRASE });
    const { workspace, aws, directory } = program;
    await workspace.init("prod");
    const up = await workspace.up("prod");
    assert.equal(up.code, 0, up.stdout + up.stderr);

    // A clone of the repository, in which a command may write.
    clone = join(directory, "clone");
    await mkdir(clone);
    for (const name of ["package.json", "package-lock.json", "node_modules", "commands"]) {
      await symlink(join(PROJECT, name), join(clone, name));
    }
    const ca = join(directory, "ca.pem");
    await writeFile(ca, aws.ca);
    env = {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PULUMI|AWS|npm)_/.test(name))),
      PATH: [dirname((await engine()).cli), process.env.PATH].join(delimiter),
      PULUMI_HOME: join(directory, "home"),
      PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
      PULUMI_BACKEND_URL: pathToFileURL(join(directory, "state")).href,
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_CA_BUNDLE: ca,
      CURL_CA_BUNDLE: ca,
      AWS_ACCESS_KEY_ID: "k",
      AWS_SECRET_ACCESS_KEY: "s",
      AWS_CONFIG_FILE: "/nowhere",
    };

    const { connectorConfig } = (await workspace.outputs("prod", { showSecrets: true })) as {
      connectorConfig: Record<string, string>;
    };
    const { destinations } = parse(connectorConfig["eu-west-1"]!) as {
      destinations: Record<string, { urls: string[]; headers: Record<string, Record<string, string>> }>;
    };
    const { urls, headers } = destinations["aws-kinesis"]!;
    const own = headers["additional-headers"]!;
    const agent = new Agent({ connect: { ca: aws.ca } });
    const bad = { dispatcher: agent, method: "POST", headers: { ...own, streamname: "none" }, body: "{}" } as const;
    const answer = await request(urls[0]!, bad);
    ({ requestId } = (await answer.body.json()) as { requestId: string });
    await agent.close();
    given = `ENDPOINT='${urls[0]!}' KEY='${own["x-api-key"]!}' STREAM='${own.streamname!}' ID='${requestId}'`;
  });
  after(() => program.close());

  const type = (command: string): Promise<CommandResult> =>
    runCommand("bash", ["-c", [VARIABLES, given, command].join("\n")], { cwd: clone, env });

  /** What each command must show. A command that is new in the page needs its line here. */
  const shows: Readonly<Record<string, (ended: CommandResult) => void | Promise<void>>> = {
    'npm run logs -- --stage "$STAGE" --request-id "$ID"': ({ stdout }) => {
      assert.match(stdout, new RegExp(`^eu-west-1, .*\\nTIME .*\\n\\S+ +400 .*  ${requestId}$`, "m"));
    },
    'npm run logs -- --stage "$STAGE" --status 4xx --since 1h': ({ stdout }) => {
      assert.ok(stdout.includes(requestId), stdout);
    },
    'npm run smoke -- --stage "$STAGE"': ({ stdout }) => {
      assert.match(stdout, /^ok {3}ap-south-1: 5 checks\nok {3}eu-west-1: 5 checks$/m);
    },
    [LINES.find((line) => line.startsWith("curl "))!]: ({ stdout }) => {
      assert.match(stdout, /^HTTP\/[\d.]+ 200 .*"SequenceNumber"/s);
    },
    'npm run --silent connector-config -- --stage "$STAGE" --region "$REGION" --output aerospike-esp-outbound.yml --force':
      async () => {
        assert.match(await readFile(join(clone, "aerospike-esp-outbound.yml"), "utf8"), /x-api-key/);
      },
    'npm run --silent connector-config -- --stage "$STAGE" --region "$REGION"': ({ stdout }) => {
      assert.match(stdout, /x-api-key/);
    },
  };
  /** The engine of these tests runs it: it must reach the local AWS. */
  const UP = 'pulumi up --refresh --stack "$STAGE"';

  it("names its variables in commands only as variables", () => {
    const names = [...VARIABLES.matchAll(/^([A-Z]+)=/gm)].map(([, name]) => name!);
    assert.ok(names.includes("ID"));
    const bare = new RegExp(`(?<![$\\w-])(${names.join("|")})\\b`);
    assert.deepEqual(
      COMMANDS.filter((command) => bare.test(command)),
      [],
    );
    // A shell leaves a variable in single quotes as it is.
    const inSingleQuotes = new RegExp(`'[^']*\\$(${names.join("|")})\\b[^']*'`);
    assert.deepEqual(
      COMMANDS.filter((command) => inSingleQuotes.test(command)),
      [],
    );
  });

  for (const command of COMMANDS.filter((each) => each.startsWith("aws logs "))) {
    it(`asks for the lines of a refused request: ${command}`, async () => {
      const { stdout } = await type(`aws() { printf '%s\n' "$@"; }\n${command}`);
      const words = stdout.trimEnd().split("\n");
      const valueOf = (flag: string) => words[words.indexOf(flag) + 1]!;
      const client = new CloudWatchLogsClient({
        region: valueOf("--region"),
        endpoint: program.aws.endpoint,
        credentials: { accessKeyId: "k", secretAccessKey: "s" },
        requestHandler: { httpsAgent: { ca: program.aws.ca } },
      });
      const { events = [] } = await client.send(
        new FilterLogEventsCommand({
          logGroupName: valueOf("--log-group-name"),
          startTime: Number(valueOf("--start-time")),
          filterPattern: valueOf("--filter-pattern"),
        }),
      );
      client.destroy();
      assert.ok(
        events.some(({ message = "" }) => message.includes(requestId)),
        stdout,
      );
    });
  }

  it("has no command that this test does not know", () => {
    assert.deepEqual(COMMANDS.filter((command) => !isNotRun(command)).sort(), [...Object.keys(shows), UP].sort());
    assert.ok(COMMANDS.some(isNotRun));
  });

  for (const [command, check] of Object.entries(shows)) {
    it(`runs ${command}`, async () => {
      const ended = await type(command);
      assert.equal(ended.code, 0, ended.stdout + ended.stderr);
      await check(ended);
    });
  }

  it(`runs ${UP}`, async () => {
    const { code, stdout, stderr } = await program.workspace.up("prod", { args: ["--refresh"], previewFirst: true });
    assert.equal(code, 0, stdout + stderr);
  });
});
