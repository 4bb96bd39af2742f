import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";

import { PROJECT } from "./support/program";

const { lookupFiles } = createRequire(__filename)("mocha/lib/cli/lookup-files.js") as {
  readonly lookupFiles: (pattern: string, extensions: readonly string[], recursive: boolean) => string | string[];
};

const MAKES_ONE = /mkdtemp(Sync)?\(join\(tmpdir\(\)/;

const OWN_RANDOM = /Math\.random\(|\brandom(Bytes|Int|FillSync)\b.* from "node:crypto"|fc\.assert\([^;]*\bseed:/s;

describe("npm test", () => {
  // Its patterns put the files that take longest first, so that both jobs of Mocha end together.
  it("runs every file of tests once", async () => {
    const { scripts } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as {
      readonly scripts: { readonly test: string };
    };
    const patterns = [...scripts.test.matchAll(/"([^"]+)"/g)].map(([, pattern]) => join(PROJECT, pattern!));
    const run = patterns.flatMap((pattern) => lookupFiles(pattern, ["ts"], false)).map((file) => resolve(file));

    const files = (await testFiles()).filter((name) => name.endsWith(".test.ts"));
    assert.deepEqual(run.map((file) => relative(PROJECT, file)).sort(), files.sort());
  });

  it("makes temporary directories where the next run removes those that an interrupted one left", async () => {
    const files = (await testFiles()).filter((name) => name.endsWith(".ts"));
    const own = files.filter((file) => MAKES_ONE.test(readFileSync(join(PROJECT, file), "utf8")));
    assert.deepEqual(own, [], "makeTemporaryDirectory of test-support makes one");
  });

  it("has no random number but those of its seed", async () => {
    const files = (await testFiles()).filter((name) => name.endsWith(".ts"));
    const own = files.filter((file) => OWN_RANDOM.test(readFileSync(join(PROJECT, file), "utf8")));
    assert.deepEqual(own, [], "fast-check starts from the seed, and so does randomBytes of test-support");
  });
});

/** Every file in a directory of tests, by its path in the project. */
async function testFiles(): Promise<string[]> {
  const directories = ["test", ...(await readdir(join(PROJECT, "packages"))).map((name) => `packages/${name}/test`)];
  const files: string[] = [];
  for (const directory of directories) {
    const names = await readdir(join(PROJECT, directory), { recursive: true }).catch(() => []);
    files.push(...names.map((name) => join(directory, name)));
  }
  return files;
}
