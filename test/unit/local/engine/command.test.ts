import assert from "node:assert/strict";
import { runCommand } from "../../../../local/engine/command";
import { processGone } from "../../../support/processes";

const node = (script: string, options?: Parameters<typeof runCommand>[2]) =>
  runCommand(process.execPath, ["-e", script], options);

/** A process that starts another and prints its id; both ignore an interrupt. */
const STUBBORN_PARENT = `
  const child = require("node:child_process").spawn(process.execPath, ["-e", "process.on('SIGINT', () => {}); setInterval(() => {}, 1000)"]);
  process.on("SIGINT", () => {});
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

describe("a command", () => {
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

  it("is over only when its children are", async () => {
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
