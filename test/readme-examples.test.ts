import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { PROJECT } from "./support/program";

/** What the examples leave out, because everybody has one of their own. */
const BEFORE = `import assert from "node:assert/strict";
declare const yamlText: string;
declare const ca: string;
`;

const OPTIONS = "--noEmit --strict --target es2022 --lib es2023 --module nodenext --skipLibCheck --resolveJsonModule";

/** The TypeScript of each README of a package, by the package. */
const EXAMPLES = readdirSync(join(PROJECT, "packages")).flatMap((name) => {
  const text = readFileSync(join(PROJECT, "packages", name, "README.md"), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => ({ name, code }));
});

describe("the examples in the packages' READMEs", function () {
  this.timeout(120_000);

  it("call what the packages give with what it takes", async () => {
    assert.ok(EXAMPLES.length >= 4, "examples are found");
    await inTemporaryDirectory(async (directory) => {
      await symlink(join(PROJECT, "node_modules"), join(directory, "node_modules"));
      const files = EXAMPLES.map(({ name }, index) => join(directory, `${name}-${index}.mts`));
      for (const [index, { code }] of EXAMPLES.entries()) await writeFile(files[index]!, BEFORE + code);
      const compiler = join(PROJECT, "node_modules", "typescript-7", "bin", "tsc");
      const types = ["--types", "node,mocha"];
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [compiler, ...OPTIONS.split(" "), ...types, ...files],
        { cwd: directory, encoding: "utf8" },
      );
      assert.equal(status, 0, stdout + stderr);
    });
  });
});
