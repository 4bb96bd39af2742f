import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";

import { fileAppears, inTemporaryDirectory, processGone } from "@aerospike-kinesis/test-support";

import { scripts } from "../../package.json";
import { PROJECT } from "../support/program";

const GO = `#!/bin/sh
echo $$ > "$HERE/go.pid"
exec sleep 60
`;

describe("a command that is interrupted while the engine is built", function () {
  this.timeout(60_000);

  // A person's Ctrl-C reaches the whole group; a supervisor signals npm alone, which hands the signal to its one child.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends by ${signal} of npm's own process, with all it started and without a stack trace`, () =>
      inTemporaryDirectory(async (directory) => {
        await writeFile(join(directory, "go"), GO, { mode: 0o755 });
        const npm = spawn("npm", ["run", "--silent", "policy", "--", "--all"], {
          cwd: PROJECT,
          env: {
            ...process.env,
            HERE: directory,
            // No pulumi, no way to download it, and a Go that never ends.
            PATH: [directory, dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter),
            AEROSPIKE_KINESIS_CACHE: join(directory, "cache"),
            https_proxy: "http://127.0.0.1:9",
          },
        });
        let printed = "";
        for (const stream of [npm.stdout, npm.stderr]) stream.on("data", (chunk) => (printed += String(chunk)));
        const closed = once(npm, "close");
        const go = Number(await fileAppears(join(directory, "go.pid")));
        npm.kill(signal);
        await closed;
        assert.match(printed, /Building Pulumi/);
        assert.doesNotMatch(printed, /^ +at /m);
        await processGone(go);
      }));
  }

  it("is the one child of npm, whichever script it is", () => {
    for (const [name, script] of Object.entries(scripts)) {
      if (script.includes("commands/setup/")) assert.match(script, /^node commands\/setup\/index\.mjs && exec /, name);
    }
  });
});
