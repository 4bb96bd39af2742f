import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { PROJECT } from "../support/program";

/** The commands that judge something beside the policy gate, which has its own test, and a call under which there is nothing to judge. */
const NOTHING_TO_JUDGE: Readonly<Record<string, readonly string[]>> = {
  conformance: ["--local"],
  smoke: ["--local"],
  soak: ["--faults", "calm"],
  start: ["--once"],
};

describe("the exit code of a command that judges something", function () {
  this.timeout(60_000);
  for (const [name, flags] of Object.entries(NOTHING_TO_JUDGE)) {
    it(`npm run ${name}: 2 if nothing was judged, and one line says why`, () =>
      inTemporaryDirectory((directory) => {
        // No npm start runs that writes there, and nothing can be written where a file is.
        const isWriting = name !== "conformance" && name !== "smoke";
        const place = isWriting ? join(PROJECT, "package.json") : directory;
        const { status, stderr } = spawnSync(
          process.execPath,
          ["--import", "tsx", `commands/${name}/index.ts`, ...flags],
          { cwd: PROJECT, encoding: "utf8", env: { ...process.env, XDG_STATE_HOME: place } },
        );
        assert.equal(status, 2, stderr);
        assert.match(stderr, /^(No running npm start was found\.|\S.*package\.json.*)/m);
        assert.doesNotMatch(stderr, /^ {4}at /m);
        return Promise.resolve();
      }));
  }
});
