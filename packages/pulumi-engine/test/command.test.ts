import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { processGone } from "@aerospike-kinesis/test-support";

import { runCommand } from "../src/command";

const node = (script: string, options?: Parameters<typeof runCommand>[2]) =>
  runCommand(process.execPath, ["-e", script], options);

/** A process that starts another and prints its id; both ignore an interrupt. */
const STUBBORN_PARENT = `
  const child = require("node:child_process").spawn(process.execPath, ["-e", "process.on('SIGINT', () => {}); setInterval(() => {}, 1000)"]);
  process.on("SIGINT", () => {});
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

/** Starts a process that nothing but a kill ends, as the official language host can leave one, and prints its id. */
const LEAVE_ORPHAN = `require(${JSON.stringify(join(__dirname, "programs", "leave-orphan.cjs"))})`;

describe("a command", function () {
  this.timeout(60_000);

  it("gives its exit code and output", async () => {
    const result = await node(`console.log("out"); console.error("err"); process.exit(3)`);
    assert.deepEqual(result, { code: 3, stdout: "out\n", stderr: "err\n" });
  });

  it("shows each line as it comes, also an unfinished last one", async () => {
    const lines: string[] = [];
    await node(`process.stdout.write("one\\ntwo\\nthree")`, {
      onLine: (line, stream) => lines.push(`${stream} ${line}`),
    });
    assert.deepEqual(lines, ["stdout one", "stdout two", "stdout three"]);
  });

  it("that a signal ended has failed", async () => {
    assert.equal((await node(`process.kill(process.pid, "SIGTERM")`)).code, 1);
  });

  it("that does not exist is an error", async () => {
    await assert.rejects(runCommand("/no/such/command", []), { code: "ENOENT" });
  });

  it("does not start when it is aborted already", async () => {
    await assert.rejects(node("", { signal: AbortSignal.abort(new Error("too late")) }), /too late/);
  });

  it("ends with its children when it is aborted, however stubborn they are", async () => {
    const abort = new AbortController();
    let child = NaN;
    const running = node(STUBBORN_PARENT, {
      signal: abort.signal,
      grace: 100,
      onLine: (line) => {
        child = Number(line);
        abort.abort(new Error("stopped"));
      },
    });
    await assert.rejects(running, /stopped/);
    await processGone(child);
  });

  it("ends, with what it started in another group, when it is aborted", async () => {
    const abort = new AbortController();
    let descendant = NaN;
    const running = node(LEAVE_ORPHAN, {
      signal: abort.signal,
      grace: 100,
      onLine: (line) => {
        descendant = Number(line);
        abort.abort(new Error("stopped"));
      },
    });
    await assert.rejects(running, /stopped/);
    assert.ok(descendant > 0);
    await processGone(descendant);
  });

  it("ends, with what it started, when the process that runs it is killed", async () => {
    const script = join(__dirname, "programs", "run-command.ts");
    const runner = spawn(process.execPath, ["--import", "tsx", script, LEAVE_ORPHAN], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(createInterface({ input: runner.stdout }), "line")) as [string];
    runner.kill("SIGKILL");
    assert.match(line, /^\d+$/);
    await processGone(Number(line));
  });

  it("does not delay the process that aborted it", async () => {
    const command = join(__dirname, "..", "src", "command");
    const script = `
      const { runCommand } = require(${JSON.stringify(command)});
      const abort = new AbortController();
      const onLine = () => abort.abort(new Error("stopped"));
      runCommand(process.execPath, ["-e", "console.log(1); setInterval(() => {}, 1000)"], { signal: abort.signal, onLine, grace: 600_000 })
        .catch(({ message }) => console.log(message));
    `;
    const aborter = spawn(process.execPath, ["--require", "tsx/cjs", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(createInterface({ input: aborter.stdout }), "line")) as [string];
    assert.equal(line, "stopped");
    await once(aborter, "exit");
  });

  it("gives its last lines before it rejects when it is aborted", async () => {
    const abort = new AbortController();
    const lines: string[] = [];
    const running = node(
      `process.on("SIGINT", () => { console.log("bye"); process.exit(1) }); setInterval(() => {}, 1000); console.log("hello")`,
      {
        signal: abort.signal,
        onLine: (line) => {
          lines.push(line);
          if (line === "hello") abort.abort(new Error("stopped"));
        },
      },
    );
    await assert.rejects(running, /stopped/);
    assert.deepEqual(lines, ["hello", "bye"]);
  });

  it("is over only when its children are over", async () => {
    const result = await node(`
      const { spawn } = require("node:child_process");
      spawn("sh", ["-c", "sleep 0.2; echo late"], { stdio: ["ignore", 1, 2, 3], detached: true }).unref();
      console.log("early");
    `);
    assert.equal(result.stdout, "early\nlate\n");
  });

  it("does not wait for a child that stays for ever", async () => {
    const result = await node(
      `
      const { spawn } = require("node:child_process");
      const child = spawn("sleep", ["20"], { stdio: ["ignore", "ignore", "ignore", 3], detached: true });
      child.unref();
      console.log(child.pid);
    `,
      { grace: 100 },
    );
    process.kill(Number(result.stdout));
    assert.equal(result.code, 0);
  });
});
