import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { loadBundle } from "../../../policies/loader/load-bundle.cjs";
import { withSourceLines } from "../../../policies/pack/source-lines";
import { PROJECT } from "../../support/program";

interface Trial {
  readonly load: () => unknown;
  readonly write: (file: string, text: string) => void;
  /** Of the kept bundles, without their source maps. */
  readonly bundles: () => readonly string[];
  readonly cache: string;
}

const inTrial = (use: (trial: Trial) => void, env?: NodeJS.ProcessEnv): Promise<void> =>
  inTemporaryDirectory((directory) => {
    const program = join(directory, "program");
    const cache = join(directory, "cache", "bundles");
    mkdirSync(join(program, "parts"), { recursive: true });
    const write = (file: string, text: string) => {
      writeFileSync(join(program, file), text);
    };
    write("package-lock.json", "{}");
    write("index.ts", 'import { value } from "./parts/value";\nexport const found: string = value;\n');
    write("parts/value.ts", 'export const value = "first" as const;\n');
    symlinkSync(join(PROJECT, "node_modules"), join(program, "node_modules"));
    const environment = env ?? { AEROSPIKE_KINESIS_CACHE: join(directory, "cache") };
    use({
      write,
      cache,
      load: () =>
        (loadBundle(program, { entry: "index.ts", sources: ["index.ts", "parts"] }, environment) as { found?: unknown })
          .found,
      bundles: () => readdirSync(cache).filter((name) => name.endsWith(".cjs")),
    });
    return Promise.resolve();
  });

describe("a program as one file", () => {
  it("runs the source as it is now, and keeps one bundle", () =>
    inTrial(({ load, write, bundles }) => {
      assert.equal(load(), "first");
      const [before] = bundles();
      write("parts/value.ts", 'export const value = "second" as const;\n');
      assert.equal(load(), "second");
      assert.equal(bundles().length, 1);
      assert.notEqual(bundles()[0], before);
    }));

  it("is not made again while its sources are the same", () =>
    inTrial(({ load, cache, bundles }) => {
      load();
      const made = () => bundles().map((name) => statSync(join(cache, name)).ino);
      const before = made();
      assert.equal(load(), "first");
      assert.deepEqual(made(), before);
    }));

  it("is made again when another file could be found in place of a source", () =>
    inTrial(({ load, write }) => {
      assert.equal(load(), "first");
      write("parts/value.json", "{}");
      write("parts/other.ts", 'export const value = "other";\n');
      write("index.ts", 'export { value as found } from "./parts/other";\n');
      assert.equal(load(), "other");
    }));

  it("is made again when the packages change", () =>
    inTrial(({ load, write, bundles }) => {
      load();
      const [before] = bundles();
      write("package-lock.json", '{ "lockfileVersion": 3 }');
      load();
      assert.notEqual(bundles()[0], before);
    }));

  it("is made again when its file was changed or cut off", () =>
    inTrial(({ load, cache, bundles }) => {
      load();
      const [name = ""] = bundles();
      const file = join(cache, name);
      const whole = readFileSync(file, "utf8");
      for (const text of [whole.replace("first", "forged"), whole.slice(0, 100), ""]) {
        writeFileSync(file, text);
        assert.equal(load(), "first");
        assert.equal(readFileSync(file, "utf8"), whole);
      }
    }));

  it("is not taken from a file or a directory that others can write", () =>
    inTrial(({ load, cache, bundles }) => {
      load();
      const [name = ""] = bundles();
      chmodSync(join(cache, name), 0o666);
      assert.equal(load(), "first");
      assert.equal(statSync(join(cache, name)).mode & 0o777, 0o600);

      chmodSync(cache, 0o777);
      const before = statSync(join(cache, name)).mtimeMs;
      writeFileSync(join(cache, name), "module.exports = { found: 'forged' };");
      assert.equal(load(), "first");
      assert.ok(statSync(join(cache, name)).mtimeMs >= before);
      assert.match(readFileSync(join(cache, name), "utf8"), /forged/, "the directory is left alone");
    }));

  it("runs where nothing can be written", () => {
    const { TMPDIR } = process.env;
    return inTrial(
      ({ load, write }) => {
        process.env.TMPDIR = "/dev/null/tmp";
        try {
          assert.equal(load(), "first");
          write("parts/value.ts", 'export const value = "second";\n');
          assert.equal(load(), "second");
        } finally {
          if (TMPDIR === undefined) delete process.env.TMPDIR;
          else process.env.TMPDIR = TMPDIR;
        }
      },
      { AEROSPIKE_KINESIS_CACHE: "/dev/null/cache" },
    );
  });

  it("refuses an import of a file that it does not watch", () =>
    inTrial(({ load, write }) => {
      write("elsewhere.ts", "export const value = 1;\n");
      write("index.ts", 'export { value as found } from "./elsewhere";\n');
      assert.throws(load, /^Error: index\.ts imports elsewhere\.ts, which the bundle's sources do not have\. Add it /);
    }));

  it("has stack lines that lead to its sources", () =>
    inTrial(({ load, write, cache, bundles }) => {
      write("parts/value.ts", "\nexport function fail() {\n  return new Error('here').stack;\n}\n");
      write("index.ts", 'import { fail } from "./parts/value";\nexport const found = fail();\n');
      const stack = load() as string;
      const [name = ""] = bundles();
      assert.ok(stack.includes(`at fail (${join(cache, name)}:`), stack);
      assert.match(withSourceLines(stack), /at fail \(\S*program\/parts\/value\.ts:3\)/);
      assert.match(readFileSync(join(cache, name), "utf8"), new RegExp(`sourceMappingURL=${name}\\.map`));
    }));
});
