import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

import type { ResourceChange } from "@aerospike-kinesis/local-aws";
import { AwsError, type LocalAws, parseAssumptions, startLocalAws } from "@aerospike-kinesis/local-aws";
import { getEngineFirst, makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { PROJECT } from "../../../support/program";

/** A run of the command, as a person types it. */
interface Typed {
  readonly child: ChildProcess;
  /** All lines so far, of stdout and of stderr. */
  readonly lines: readonly string[];
  /** Resolves with the first line that matches. Rejects if the command ends before. */
  readonly line: (pattern: RegExp) => Promise<string>;
  readonly code: Promise<number | null>;
}

describe("npm run conformance -- --ephemeral", function () {
  this.timeout(600_000);
  getEngineFirst();
  let directory: string;
  let aws: LocalAws;
  /** Runs before AWS gets a change. */
  let beforeChange: (change: ResourceChange) => void | Promise<void> = () => undefined;
  const alive = new Set<string>();

  before(async () => {
    directory = await makeTemporaryDirectory();
    await mkdir(join(directory, "home", "logs"), { recursive: true });
    aws = await startLocalAws({
      store: "memory",
      log: () => undefined,
      changeHooks: {
        beforeChange: (change) => beforeChange(change),
        afterChange: ({ operation, urn }) => {
          if (operation === "create") alive.add(urn);
          if (operation === "delete") alive.delete(urn);
        },
      },
    });
    await writeFile(join(directory, "ca.pem"), aws.ca);
  });
  beforeEach(() => {
    beforeChange = () => undefined;
    alive.clear();
  });
  after(async () => {
    await aws.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** The command where the shell says that AWS is the local one, with the AWS provider of the local one. */
  function type(...args: string[]): Typed {
    const env = {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PULUMI|AWS)_/.test(name))),
      XDG_STATE_HOME: join(directory, "state"),
      PULUMI_HOME: join(directory, "home"),
      PULUMI_DEBUG_PROVIDERS: `aws:${aws.providerPort}`,
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: "k",
      AWS_SECRET_ACCESS_KEY: "s",
      AWS_CONFIG_FILE: "/nowhere",
    };
    const command = ["--import", "tsx", "commands/conformance/index.ts", "--ephemeral", ...args];
    const child = spawn(process.execPath, command, { cwd: PROJECT, env, stdio: ["ignore", "pipe", "pipe"] });
    const lines: string[] = [];
    const waiting = new Set<() => void>();
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        for (const look of waiting) look();
      });
    }
    const closed = once(child, "close") as Promise<[number | null]>;
    const found = (pattern: RegExp) =>
      new Promise<string>((resolve) => {
        const look = (): void => {
          const line = lines.find((one) => pattern.test(one));
          if (line === undefined) return;
          waiting.delete(look);
          resolve(line);
        };
        waiting.add(look);
        look();
      });
    const code = closed.then(([exit]) => exit);
    const ended = async (): Promise<never> => {
      await code;
      throw new Error(`the command ended before the line:\n${lines.join("\n")}`);
    };
    return { child, lines, code, line: (pattern) => Promise.race([found(pattern), ended()]) };
  }

  const onAws = (...args: string[]) => type("--stage", "dev", "--ca", join(directory, "ca.pem"), ...args);
  const said = ({ lines }: Typed): string => lines.join("\n");
  const leftDirectories = () => readdir(join(directory, "state", "aerospike-kinesis", "ephemeral"));
  const nameIn = (text: string): string => /conformance-[0-9a-f]{8}/.exec(text)?.[0] ?? "";

  it("says the price, and starts nothing without a terminal or --yes", async () => {
    const run = onAws();
    assert.equal(await run.code, 2, said(run));
    assert.match(said(run), /^It costs at most US\$0\.\d\d for up to an hour.*\n--yes: expected it, .*\.$/m);
    assert.equal(alive.size, 0);
  });

  it("tries everything, reports what it decided, and leaves nothing", async () => {
    const report = join(directory, "report.json");
    aws.assume({ "json-slash": "escaped", "default-response-type": "default" });
    const run = onAws("--yes", "--report", report);
    const code = await run.code;
    aws.assume({});
    assert.equal(code, 0, said(run));
    const measured = parseAssumptions(await readFile(report, "utf8"));
    // From inside, from outside, and what is as assumed.
    assert.deepEqual(
      [measured["json-slash"], measured["default-response-type"], measured["key-spread"], measured["header-case"]],
      ["escaped", "default", "at-once", "exact"],
    );
    for (const check of ["the role's policy denies", "API Gateway cannot assume", "the stream is deleted"]) {
      assert.match(said(run), new RegExp(`^ok   ${check}`, "m"));
    }
    assert.match(said(run), /^new {2}json-slash: AWS: escaped; assumed: plain /m);
    assert.equal(alive.size, 0, [...alive].join("\n"));
    assert.deepEqual(await leftDirectories(), []);
    assert.ok((await stat(join(directory, "home", "logs"))).isDirectory(), "the person's Pulumi can still log");
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`destroys the stack when ${signal} comes in the middle, and says so`, async () => {
      const run = onAws("--yes");
      await run.line(/^ok {3}no API key/);
      assert.ok(alive.size > 0);
      run.child.kill(signal);
      assert.equal(await run.code, 130, said(run));
      assert.match(said(run), /^✔ Interrupted: pulumi destroy of stack conformance-/m);
      assert.equal(alive.size, 0, [...alive].join("\n"));
      assert.deepEqual(await leftDirectories(), []);
    });
  }

  it("destroys what there is when a signal comes while the stack comes up", async () => {
    let reached: () => void = () => undefined;
    const creates = new Promise<void>((resolve) => (reached = resolve));
    let goOn: () => void = () => undefined;
    const interrupted = new Promise<void>((resolve) => (goOn = resolve));
    beforeChange = async ({ operation, type: changed }) => {
      if (operation !== "create" || changed !== "aws:kinesis/stream:Stream") return;
      reached();
      await interrupted;
    };
    const run = onAws("--yes");
    await Promise.race([creates, run.code]);
    run.child.kill("SIGINT");
    // What AWS has begun, the engine waits for.
    goOn();
    assert.equal(await run.code, 130, said(run));
    assert.match(said(run), /✔ Interrupted: pulumi destroy/);
    assert.equal(alive.size, 0, [...alive].join("\n"));
  });

  it("destroys what there is when the stack does not come up, and says why", async () => {
    beforeChange = ({ operation, type: changed }) => {
      if (operation === "create" && changed === "aws:apigateway/deployment:Deployment") {
        throw new AwsError("TooManyRequestsException", "Too Many Requests", 429);
      }
    };
    const run = onAws("--yes");
    assert.equal(await run.code, 2, said(run));
    assert.match(said(run), /^Stack conformance-\w+ does not come up:\n(.*\n)*.*TooManyRequestsException/m);
    assert.doesNotMatch(said(run), /^ {4}at /m);
    assert.equal(alive.size, 0, [...alive].join("\n"));
    assert.deepEqual(await leftDirectories(), []);
  });

  it("names the stack, what is left and the command, when it cannot be destroyed; and the command destroys it", async () => {
    const refuse = ({ operation, type: changed }: ResourceChange): void => {
      if (operation === "delete" && changed === "aws:kinesis/stream:Stream") {
        throw new AwsError("LimitExceededException", "Rate exceeded", 400);
      }
    };
    beforeChange = refuse;
    const run = onAws("--yes");
    await run.line(/^ok {3}no API key/);
    run.child.kill("SIGINT");
    assert.equal(await run.code, 130, said(run));
    const text = said(run);
    const name = nameIn(text);
    assert.match(text, new RegExp(`^Stack ${name} is not destroyed\\. .*LimitExceededException`, "m"));
    assert.match(text, /^ {2}aws:kinesis\/stream:Stream arn:\S+:stream\/conformance-/m);
    assert.match(text, new RegExp(`^ {2}npm run conformance -- --ephemeral --destroy ${name}$`, "m"));
    assert.deepEqual(await leftDirectories(), [name]);

    const later = onAws();
    assert.equal(await later.code, 2);
    assert.match(said(later), new RegExp(`^An earlier run left stack ${name}, .*--destroy ${name}$`, "m"));

    beforeChange = () => undefined;
    const wrong = type("--destroy", "conformance-00000000");
    assert.equal(await wrong.code, 2);
    assert.match(said(wrong), new RegExp(`^--destroy: expected ${name}, got conformance-00000000\\.$`, "m"));
    const byHand = type("--destroy", name);
    assert.equal(await byHand.code, 0, said(byHand));
    assert.equal(alive.size, 0, [...alive].join("\n"));
    assert.deepEqual(await leftDirectories(), []);
  });

  it("leaves a stack that --destroy destroys, when it is killed", async () => {
    const run = onAws("--yes");
    await run.line(/^ok {3}no API key/);
    run.child.kill("SIGKILL");
    await run.code;
    const byHand = type("--destroy", nameIn(said(run)));
    assert.equal(await byHand.code, 0, said(byHand));
    assert.equal(alive.size, 0, [...alive].join("\n"));
  });

  it("gives up at a second signal, and says how to destroy the stack by hand", async () => {
    let goOn: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (goOn = resolve));
    let reached: () => void = () => undefined;
    const deletes = new Promise<void>((resolve) => (reached = resolve));
    beforeChange = async ({ operation, type: changed }) => {
      if (operation !== "delete" || changed !== "aws:kinesis/stream:Stream") return;
      reached();
      await released;
    };
    const run = onAws("--yes");
    await run.line(/^ok {3}no API key/);
    run.child.kill("SIGINT");
    await deletes;
    // Signals within a second are one Ctrl-C. The first of these that is not gives up.
    const again = setInterval(() => run.child.kill("SIGINT"), 300);
    await run.line(/^ +You gave up: /);
    clearInterval(again);
    goOn();
    assert.equal(await run.code, 130, said(run));
    assert.match(said(run), /^Stack conformance-\w+ is not destroyed\. You interrupted it\.$/m);
    assert.match(said(run), /^ {2}npm run conformance -- --ephemeral --destroy conformance-/m);

    const byHand = type("--destroy", nameIn(said(run)));
    assert.equal(await byHand.code, 0, said(byHand));
    assert.equal(alive.size, 0, [...alive].join("\n"));
  });
});
