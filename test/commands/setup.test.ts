import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmod, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { asOtherUser, type User } from "../support/other-user";
import { PROJECT } from "../support/program";

/** A package of a lock file, with what matters to the installation. */
interface Entry {
  readonly version: string;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
}

const ESBUILD = `node_modules/@esbuild/${process.platform}-${process.arch}`;

/** As this project's lock file, in small: one package with a command, one that is executed, one of another machine. */
const LOCK: Readonly<Record<string, Entry>> = {
  "node_modules/tsx": { version: "1.0.0", bin: { tsx: "dist/cli.mjs" } },
  "node_modules/tsx/node_modules/inner": { version: "3.0.0" },
  [ESBUILD]: { version: "2.0.0", optional: true, os: [process.platform] },
  "node_modules/@esbuild/elsewhere": { version: "2.0.0", optional: true, os: ["elsewhere"] },
  "node_modules/of-elsewhere": { version: "2.0.0", optional: true },
};

const lockText = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages });

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { mode: 0o755 });
}

interface Checkout {
  readonly directory: string;
  /** Removes a file or a directory of node_modules. */
  readonly remove: (path: string) => Promise<void>;
  /** Runs commands/setup/index.mjs. What npm was called with are its arguments and the variables that matter. */
  readonly setUp: (
    env?: NodeJS.ProcessEnv,
    user?: User,
  ) => Promise<{ code: number | null; stderr: string; calls: string[] }>;
}

/** A checkout of three packages, where npm is `npm`, a shell script, by default one that installs all that it is to. */
async function inCheckout(use: (checkout: Checkout) => Promise<void>, npm = "exec node ../npm.mjs"): Promise<void> {
  await inTemporaryDirectory(async (base) => {
    const directory = join(base, "a checkout");
    await cp(join(PROJECT, "commands", "setup"), join(directory, "commands", "setup"), { recursive: true });
    for (const file of ["package.json", ".node-version"]) await cp(join(PROJECT, file), join(directory, file));
    await write(join(directory, "package-lock.json"), lockText({ "": {}, ...LOCK }));
    await write(join(base, "path", "npm"), `#!/bin/sh\necho "$NPM_CONFIG_WORKSPACES $*" >> ../calls\n${npm}\n`);
    await write(join(base, "npm.mjs"), INSTALL);
    await use({
      directory,
      remove: (path) => rm(join(directory, "node_modules", path), { recursive: true }),
      setUp: async (env = {}, user = {}) => {
        await rm(join(base, "calls"), { force: true });
        const { status, stderr } = spawnSync(process.execPath, [join(directory, "commands", "setup", "index.mjs")], {
          cwd: base,
          env: { PATH: `${join(base, "path")}:${process.env.PATH ?? ""}`, ...env },
          encoding: "utf8",
          ...user,
        });
        const calls = (await readFile(join(base, "calls"), "utf8").catch(() => "")).split("\n").slice(0, -1);
        return { code: status, stderr, calls };
      },
    });
  });
}

/** Installs what npm would on this machine, its own list last. */
const INSTALL = `
  import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
  import { dirname } from "node:path";
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const installed = Object.entries(packages).filter(([path, { os }]) => path && !path.endsWith("of-elsewhere") && (os ?? [process.platform]).includes(process.platform));
  const write = (file) => { mkdirSync(dirname(file), { recursive: true }); writeFileSync(file, "{}", { mode: 0o755 }); };
  for (const [path, { bin = {} }] of installed) {
    for (const file of ["package.json", "bin/esbuild", ...Object.values(bin)]) write(path + "/" + file);
  }
  writeFileSync("node_modules/.package-lock.json", JSON.stringify({ packages: Object.fromEntries(installed) }));
`;

const lastLine = (text: string) => text.trim().split("\n").at(-1);

describe("the setup", () => {
  it("installs once, and says nothing when everything is there", () =>
    inCheckout(async ({ setUp }) => {
      const first = await setUp();
      assert.equal(first.code, 0, first.stderr);
      assert.match(first.stderr, /^Installing .*: tsx and 2 more are missing\./);
      assert.deepEqual(await setUp(), { code: 0, stderr: "", calls: [] });
    }));

  it("has npm install the same packages whatever a person's settings are, and never run their scripts", () =>
    inCheckout(async ({ setUp }) => {
      const { calls } = await setUp({ NODE_ENV: "production", NPM_CONFIG_WORKSPACES: "false", npm_config_omit: "dev" });
      const [call = ""] = calls;
      assert.equal(calls.length, 1);
      assert.match(call, /^ ci /, "the variable that no flag takes back is gone");
      for (const flag of [
        ...["--include=dev", "--include=optional", "--include=peer", "--install-strategy=hoisted", "--ignore-scripts"],
        ...["--no-dry-run", "--no-global", "--location=project", "--package-lock", "--no-package-lock-only"],
        ...[`--os=${process.platform}`, `--cpu=${process.arch}`, "--no-engine-strict", "--bin-links"],
      ]) {
        assert.ok(call.split(" ").includes(flag), `${flag} is not in ${call}`);
      }
    }));

  // What interrupted commands of npm, careless hands and copies from another machine leave.
  const incomplete: Record<string, (checkout: Checkout) => Promise<void>> = {
    "a package that was removed by hand": ({ remove }) => remove("tsx"),
    "a package within another that was removed": ({ remove }) => remove("tsx/node_modules/inner"),
    "a command that lacks its file": ({ remove }) => remove("tsx/dist"),
    "a missing executable of esbuild": ({ remove }) => remove(ESBUILD.replace("node_modules/", "") + "/bin/esbuild"),
    "another machine's optional packages": ({ remove }) => remove("@esbuild"),
    "no list of npm's, as after an interrupted npm ci": ({ remove }) => remove(".package-lock.json"),
    "a list that lacks a package, as after npm prune": async ({ directory }) => {
      const pruned = { [ESBUILD]: LOCK[ESBUILD] };
      await write(join(directory, "node_modules", ".package-lock.json"), lockText(pruned));
    },
    "half a list": ({ directory }) => write(join(directory, "node_modules", ".package-lock.json"), `{"packages":`),
    "another version than the lock file's": ({ directory }) =>
      write(
        join(directory, "package-lock.json"),
        lockText({ ...LOCK, "node_modules/tsx": { ...LOCK["node_modules/tsx"], version: "1.0.1" } }),
      ),
  };
  for (const [what, spoil] of Object.entries(incomplete)) {
    it(`installs again when it finds ${what}`, () =>
      inCheckout(async (checkout) => {
        await checkout.setUp();
        await spoil(checkout);
        const { code, stderr, calls } = await checkout.setUp();
        assert.deepEqual([code, calls.length], [0, 1], stderr);
        assert.deepEqual((await checkout.setUp()).calls, []);
      }));
  }

  it("does not take an installation for whole that was killed after the old list was read", () =>
    inCheckout(async ({ directory, setUp }) => {
      await write(join(directory, "node_modules", ".package-lock.json"), lockText(LOCK));
      assert.equal((await setUp()).code, 1);
      await assert.rejects(readFile(join(directory, "node_modules", ".package-lock.json")), { code: "ENOENT" });
    }, "kill -9 $$"));

  it("says so when npm succeeds and leaves something out", () =>
    inCheckout(async ({ setUp }) => {
      const { code, stderr } = await setUp();
      assert.equal(code, 1);
      assert.match(lastLine(stderr) ?? "", /^npm ci succeeded, and tsx and 2 more are still missing\. .*npm config ls/);
    }, "exit 0"));

  const failures: Record<string, readonly [script: string, advice: RegExp]> = {
    "a cache that cannot be written": [
      'echo "npm error code EACCES\nnpm error path /nonexistent" >&2; exit 243',
      /^npm ci failed: \/nonexistent cannot be written\. Set npm_config_cache, or HOME, to a directory that can/,
    ],
    "a full disk": [
      'echo "npm ERR! code ENOSPC" >&2; exit 228',
      /^npm ci failed: no space is left\. Free some, or set/,
    ],
    "npm's offline mode": ['echo "npm error code ENOTCACHED" >&2; exit 1', /Unset npm_config_offline/],
    "a network without a way out": ['echo "npm error code ECONNREFUSED" >&2; exit 1', /proxy \(https_proxy/],
  };
  for (const [what, [script, advice]] of Object.entries(failures)) {
    it(`ends with one line that says what to do about ${what}`, () =>
      inCheckout(async ({ setUp }) => {
        const { code, stderr } = await setUp();
        assert.equal(code, 1);
        assert.match(lastLine(stderr) ?? "", advice);
      }, script));
  }

  it("starts in a read-only checkout that is whole, and says what to do in one that is not", () =>
    inCheckout(async ({ directory, remove, setUp }) => {
      await setUp();
      await asOtherUser(directory, async (user) => {
        assert.deepEqual(await setUp({}, user), { code: 0, stderr: "", calls: [] });
      });
      await remove("tsx");
      await asOtherUser(directory, async (user) => {
        const { code, stderr, calls } = await setUp({}, user);
        assert.deepEqual([code, calls], [1, []]);
        assert.match(
          stderr,
          /^tsx and 1 more are not installed, and .*a checkout\/ cannot be written\. Run npm ci .*\n$/,
        );
      });
    }));

  it("says that there is no npm", () =>
    inCheckout(async ({ setUp }) => {
      const { code, stderr } = await setUp({ PATH: "/nowhere" });
      assert.equal(code, 1);
      assert.equal(lastLine(stderr), "npm ci failed: npm cannot be run (ENOENT). Put the directory of npm on PATH.");
    }));

  it("says that a checkout without a lock file is not whole", () =>
    inCheckout(async ({ directory, setUp }) => {
      await rm(join(directory, "package-lock.json"));
      const { code, stderr } = await setUp();
      assert.equal(code, 1);
      assert.match(stderr, /^.*a checkout\/package-lock\.json cannot be read\. Restore it from git\.\n$/);
    }));

  it("says what to set where temporary files cannot be written", () =>
    inCheckout(async ({ setUp }) => {
      for (const TMPDIR of ["/nonexistent", "path"]) {
        const { code, stderr } = await setUp({ TMPDIR });
        const expected = `${TMPDIR} cannot be written. Set TMPDIR to the absolute path of a directory that can.\n`;
        assert.deepEqual([code, stderr], [1, expected]);
      }
    }));

  it("says what to set where esbuild cannot be executed", () =>
    inCheckout(async ({ directory, setUp }) => {
      await setUp();
      const file = join(directory, ESBUILD, "bin", "esbuild");
      await chmod(file, 0o644);
      const { code, stderr } = await setUp();
      assert.equal(code, 1);
      assert.match(
        stderr,
        /^.*bin\/esbuild cannot be executed\. Move the checkout .*noexec, or set ESBUILD_BINARY_PATH/,
      );
      assert.equal((await setUp({ ESBUILD_BINARY_PATH: process.execPath })).code, 0);
    }));
});

describe("package.json", () => {
  const read = async (name: string) =>
    JSON.parse(await readFile(join(PROJECT, name), "utf8")) as Record<string, object>;

  it("has no script before another, which npm leaves out when it is set to ignore scripts", async () => {
    const names = Object.keys((await read("package.json")).scripts!);
    assert.deepEqual(
      names.filter((name) => /^(pre|post)/.test(name) && names.includes(name.replace(/^(pre|post)/, ""))),
      [],
    );
  });

  it("has no package that needs its install script", async () => {
    const packages = Object.entries((await read("package-lock.json")).packages!) as [string, object][];
    const withScript = packages.filter(([, entry]) => "hasInstallScript" in entry).map(([path]) => path);
    // esbuild's makes its command start faster, protobufjs' compares versions, fsevents' is for an old npm.
    assert.deepEqual(withScript, ["node_modules/esbuild", "node_modules/protobufjs"]);
  });
});
