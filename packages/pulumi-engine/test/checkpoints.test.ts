import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory, TINY } from "@aerospike-kinesis/test-support";

import { openWorkspace } from "../src/workspace";

/** Says what the engine would read. */
const CLI = `#!/bin/sh
echo "checkpoints skipped: \${PULUMI_SKIP_CHECKPOINTS:-no}" >&2
echo '{}'
`;

describe("the engine's checkpoints", () => {
  it("are skipped by a preview, which keeps no state, and by nothing else", () =>
    inTemporaryDirectory(async (directory) => {
      const cli = join(directory, "pulumi");
      await writeFile(cli, CLI, { mode: 0o755 });
      const engine = { cli, version: "3.999.0", origin: "PATH", hasLanguageHost: true } as const;
      const workspace = await openWorkspace({ engine, project: TINY, directory: join(directory, "workspace") });
      const said = async (run: "preview" | "up" | "refresh" | "destroy") => (await workspace[run]("dev")).stderr.trim();
      assert.equal(await said("preview"), "checkpoints skipped: true");
      for (const run of ["up", "refresh", "destroy"] as const) {
        assert.equal(await said(run), "checkpoints skipped: no", run);
      }
    }));
});
