import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

const NO_TRACING = join(__dirname, "../src/language-host/no-tracing.cjs");
/** A module beside the SDK's script that runs programs; to run it does nothing. */
const BESIDE = createRequire(__filename).resolve("@pulumi/pulumi/cmd/run/error");

/** What the SDK does at the start and the end of each program, and whether it has loaded what exports traces. */
const START = `
  const tracing = require(${JSON.stringify(join(BESIDE, "../tracing.js"))});
  const span = tracing.newSpan("language-runtime.run");
  span.setAttribute("pulumi.project", "tiny");
  span.end();
  const isLoaded = Object.keys(require.cache).some((file) => file.includes("exporter-zipkin"));
  console.log(span.isRecording(), isLoaded);`;

/** Runs it in a process that would run a program. */
const started = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> =>
  inTemporaryDirectory(async (directory) => {
    const start = join(directory, "start.cjs");
    await writeFile(start, START);
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--require", NO_TRACING, "--require", start, BESIDE, ...args],
      {
        encoding: "utf8",
        env: { ...process.env, ...env },
      },
    );
    return stdout.trim() || stderr;
  });

describe("a program without tracing", function () {
  this.timeout(60_000);

  it("starts without what exports traces, and has spans that nobody records", async () => {
    assert.equal(await started([]), "false false");
  });

  it("is left as the SDK has it where somebody traces", async () => {
    assert.equal(await started(["--tracing", "http://127.0.0.1:9"]), "false true");
    assert.equal(await started([], { TRACEPARENT: `00-${"1".repeat(32)}-${"2".repeat(16)}-01` }), "false true");
  });
});
