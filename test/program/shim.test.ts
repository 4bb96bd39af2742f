import assert from "node:assert/strict";
import { cp, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { openWorkspace } from "@aerospike-kinesis/pulumi-engine";
import { engine, getEngineFirst, inTemporaryDirectory, TINY } from "@aerospike-kinesis/test-support";

import { PROJECT } from "../support/program";

/** As a version manager's: it runs the version that the working directory, or one above it, names. */
const shim = (pulumi: string) => `#!/bin/sh
d=$PWD
while [ "$d" != / ]; do
  if grep -q '^pulumi ' "$d/.tool-versions" 2>/dev/null; then exec '${pulumi}' "$@"; fi
  d=$(dirname "$d")
done
echo "No version is set for command pulumi" >&2
exit 126
`;

describe("a pulumi that is a version manager's shim", function () {
  this.timeout(300_000);
  getEngineFirst();

  it("runs the version of the project, though a workspace stands elsewhere", () =>
    inTemporaryDirectory((checkout) =>
      inTemporaryDirectory(async (elsewhere) => {
        const project = join(checkout, "project");
        await cp(TINY, project, { recursive: true });
        await symlink(join(PROJECT, "node_modules"), join(checkout, "node_modules"));
        const cli = join(checkout, "pulumi");
        const found = await engine();
        await writeFile(join(checkout, ".tool-versions"), `pulumi ${found.version}\n`);
        await writeFile(cli, shim(found.cli), { mode: 0o755 });

        for (const main of [undefined, join(project, "other.cjs")]) {
          const workspace = await openWorkspace({
            engine: { ...found, cli },
            project,
            directory: join(elsewhere, main ? "main" : "own"),
            ...(main && { main }),
          });
          await workspace.init("dev");
          const { code, stderr, stdout } = await workspace.up("dev");
          assert.equal(code, 0, stderr + stdout);
          assert.ok(Object.keys(await workspace.outputs("dev")).length > 0);
        }
      }),
    ));
});
