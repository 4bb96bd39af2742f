import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { text } from "node:stream/consumers";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";
import { ProgramInfo } from "@pulumi/pulumi/proto/language_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

interface ProgramProcess {
  readonly startEarly: (info: ProgramInfo) => void;
  readonly startProgram: (
    call: EventEmitter,
    info: ProgramInfo,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ) => ChildProcess;
}
const HOST = join(__dirname, "../src/language-host");
const requireHere = createRequire(__filename);
const { startEarly, startProgram } = requireHere(join(HOST, "program-process.cjs")) as ProgramProcess;
const { children } = requireHere(join(HOST, "children.cjs")) as {
  readonly children: { readonly end: () => Promise<void> };
};

/** Stands for the SDK's script. It notes its process beside itself, and what it was started with. */
const SCRIPT = `
  require("node:fs").writeFileSync(__dirname + "/ran.json", JSON.stringify(
    [process.pid, process.argv.slice(2), process.env.PULUMI_CONFIG, process.title]));`;
/** Loaded by a program's own \`nodeargs\`: it notes what it sees of the run. */
const OWN = `
  require("node:fs").writeFileSync(__dirname + "/own.json", JSON.stringify([process.pid, process.env.PULUMI_CONFIG ?? ""]));`;

const WAITING = { ...process.env, WAITS_FOR_RUN: "1" };

/** A program with such an SDK, in a directory of its own. */
const onProgram = (use: (info: ProgramInfo, ran: (child: ChildProcess) => Promise<unknown>) => Promise<void>) =>
  inTemporaryDirectory(async (made) => {
    const directory = await realpath(made);
    const sdk = join(directory, "node_modules/@pulumi/pulumi/cmd/run");
    await mkdir(sdk, { recursive: true });
    await writeFile(join(directory, "package.json"), "{}");
    await writeFile(join(directory, "own.cjs"), OWN);
    await writeFile(join(sdk, "index.js"), SCRIPT);
    await use(infoOf(directory), async (child) => {
      await once(child, "close");
      return JSON.parse(await readFile(join(sdk, "ran.json"), "utf8")) as unknown;
    });
  });

const infoOf = (directory: string, nodeargs = `--title=early --require ${join(directory, "own.cjs")}`): ProgramInfo => {
  const info = new ProgramInfo();
  info.setProgramDirectory(directory);
  info.setOptions(Struct.fromJavaScript({ typescript: false, nodeargs }));
  return info;
};

describe("the process of a program", function () {
  this.timeout(60_000);

  it("can start before its run, and has then the arguments, settings and options of the run", () =>
    onProgram(async (info, ran) => {
      startEarly(info);
      startEarly(info);
      const child = startProgram(new EventEmitter(), info, ["--dry-run", "."], { PULUMI_CONFIG: "{}" });
      assert.deepEqual(await ran(child), [child.pid, ["--dry-run", "."], "{}", "early"]);
      assert.deepEqual(requireHere(join(info.getProgramDirectory(), "own.json")), [child.pid, "{}"]);
      assert.ok(child.spawnargs.some((file) => file.endsWith("wait-for-run.cjs")));
    }));

  it("starts with its run where none waits, and where the one that waits has another purpose", () =>
    onProgram(async (info, ran) => {
      const elsewhere = infoOf(info.getProgramDirectory(), "--title=other");
      startEarly(elsewhere);
      for (const config of ["{}", '{"one":"two"}']) {
        const child = startProgram(new EventEmitter(), info, ["."], { PULUMI_CONFIG: config });
        assert.deepEqual(await ran(child), [child.pid, ["."], config, "early"]);
        assert.ok(!child.spawnargs.some((file) => file.endsWith("wait-for-run.cjs")));
      }
    }));

  it("lets the program start threads, forks and module hooks, which wait for no run", () =>
    onProgram(async (info, ran) => {
      const directory = info.getProgramDirectory();
      const hooks = join(directory, "hooks.mjs");
      await writeFile(hooks, "export const resolve = (specifier, context, next) => next(specifier, context);");
      const register = join(directory, "register.mjs");
      await writeFile(
        register,
        `import { register } from "node:module"; register(${JSON.stringify(`file://${hooks}`)});`,
      );
      await writeFile(
        join(directory, "node_modules/@pulumi/pulumi/cmd/run/index.js"),
        `const { fork } = require("node:child_process");
        const { Worker, isMainThread } = require("node:worker_threads");
        if (isMainThread && process.send === undefined) {
          const ended = [];
          const note = (code) => {
            if (ended.push(code) === 2) require("node:fs").writeFileSync(__dirname + "/ran.json", JSON.stringify(ended));
          };
          new Worker(__filename).on("exit", note);
          fork(__filename).on("exit", note);
        } else process.exit(7);`,
      );
      const hooked = infoOf(directory, `--import file://${register}`);
      startEarly(hooked);
      const child = startProgram(new EventEmitter(), hooked, ["."], {});
      assert.ok(child.spawnargs.some((file) => file.endsWith("wait-for-run.cjs")));
      assert.deepEqual(await ran(child), [7, 7]);
    }));

  it("ends with its call, and with the language host", () =>
    onProgram(async (info) => {
      await writeFile(
        join(info.getProgramDirectory(), "node_modules/@pulumi/pulumi/cmd/run/index.js"),
        "setInterval(() => {}, 1000);",
      );
      const call = new EventEmitter();
      startEarly(info);
      const child = startProgram(call, info, ["."], {});
      call.emit("cancelled");
      await once(child, "close");
      startEarly(info);
      await children.end();
    }));

  it("loads the SDK while it waits, which then has read no argument or setting yet", () =>
    inTemporaryDirectory(async (directory) => {
      const after = join(directory, "after.cjs");
      const isLoaded = 'Object.keys(require.cache).some((file) => file.endsWith("/runtime/stack.js"))';
      await writeFile(
        after,
        `console.log(${isLoaded}, global.globalStore, process.argv.slice(2), process.env.PULUMI_CONFIG);`,
      );
      const preloads = [join(HOST, "wait-for-run.cjs"), after].flatMap((file) => ["--require", file]);
      // A module beside the SDK's script; to run it does nothing.
      const script = requireHere.resolve("@pulumi/pulumi/cmd/run/error");
      const child = spawn(process.execPath, [...preloads, script], {
        env: WAITING,
        stdio: ["ignore", "pipe", "inherit", "pipe"],
      });
      (child.stdio[3] as Writable).end(JSON.stringify({ args: ["--dry-run"], env: { PULUMI_CONFIG: "{}" } }));
      assert.ok(child.stdout);
      const printed = await text(child.stdout);
      assert.equal(printed.trim(), "true undefined [ '--dry-run' ] {}");
    }));

  it("ends without an error where no run comes", async () => {
    const script = requireHere.resolve("@pulumi/pulumi/cmd/run/error");
    const args = ["--require", join(HOST, "wait-for-run.cjs"), "--eval", "process.exit(3)", script];
    const child = spawn(process.execPath, args, { env: WAITING, stdio: ["ignore", "inherit", "inherit", "pipe"] });
    (child.stdio[3] as Writable).end();
    assert.deepEqual(await once(child, "close"), [0, null]);
  });
});
