import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";

import { withLock } from "../src/lock";

const LOCK = join(__dirname, "..", "src", "lock.ts");

/** A process that takes the lock, says so on stdout, and never lets it go. */
async function holder(name: string) {
  const script = `
    require(${JSON.stringify(LOCK)}).withLock(${JSON.stringify(name)}, () => {}, async () => {
      console.log("held");
      await new Promise(() => setInterval(() => {}, 1000));
    });
  `;
  const child = spawn(process.execPath, ["--require", "tsx/cjs", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

const silent = () => undefined;

describe("the lock", () => {
  it("gives what the work gives, and passes on its failure", async () => {
    const name = randomUUID();
    assert.equal(await withLock(name, silent, () => Promise.resolve(7)), 7);
    await assert.rejects(
      withLock(name, silent, () => Promise.reject(new Error("no"))),
      /no/,
    );
    assert.equal(await withLock(name, silent, () => Promise.resolve(8)), 8);
  });

  it("lets one work at a time, and shows the others what it reports", async () => {
    const name = randomUUID();
    const log: string[] = [];
    let release = silent as () => void;
    const first = withLock(
      name,
      (line) => log.push(`first: ${line}`),
      async (report) => {
        await new Promise<void>((resolve) => (release = resolve));
        report("half done");
        log.push("first is done");
      },
    );
    const second = withLock(
      name,
      (line) => {
        log.push(`second: ${line}`);
        if (line.includes("waiting")) release();
      },
      () => Promise.resolve(log.push("second works")),
    );
    await Promise.all([first, second]);
    assert.deepEqual(log, [
      "second: Another process is getting it: waiting.",
      "first: half done",
      "first is done",
      "second: half done",
      "second works",
    ]);
  });

  it("is free for another name", async () => {
    const nested = withLock(randomUUID(), silent, () => withLock(randomUUID(), silent, () => Promise.resolve("both")));
    assert.equal(await nested, "both");
  });

  it("is free again when its holder is killed", async () => {
    const name = randomUUID();
    const child = await holder(name);
    const work = withLock(
      name,
      () => child.kill("SIGKILL"),
      () => Promise.resolve("mine"),
    );
    assert.equal(await work, "mine");
  });

  it("is free when its holder was killed before", async () => {
    const name = randomUUID();
    const child = await holder(name);
    child.kill("SIGKILL");
    await once(child, "close");
    const lines: string[] = [];
    assert.equal(
      await withLock(
        name,
        (line) => lines.push(line),
        () => Promise.resolve("mine"),
      ),
      "mine",
    );
    assert.deepEqual(lines, []);
  });

  it("says what to set where it cannot be made", async () => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = "/dev/null";
    try {
      await assert.rejects(
        withLock(randomUUID(), silent, () => Promise.resolve()),
        { name: "EngineError", message: /^\/dev\/null\/aerospike-kinesis-.* cannot be made \(\w+\)\. Set TMPDIR/ },
      );
    } finally {
      if (before === undefined) Reflect.deleteProperty(process.env, "TMPDIR");
      else process.env.TMPDIR = before;
    }
  });
});
