import assert from "node:assert/strict";
import { chmod, mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { findEngine, type FindOptions } from "../src/cli";
import { PULUMI_VERSION } from "../src/version";

/** Writes an executable that answers any command with this line. */
const executable = (file: string, answer: string): Promise<void> => script(file, `echo ${answer}`);

async function script(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${text}\n`);
  await chmod(file, 0o755);
}

/** A machine of its own: `path` is its PATH, `cache` where engines are kept. */
async function onMachine(use: (machine: Machine) => Promise<void>): Promise<void> {
  await inTemporaryDirectory(async (directory) => {
    const [path, cache, project] = ["path", "cache", "project"].map((name) => join(directory, name)) as [
      string,
      string,
      string,
    ];
    await mkdir(project);
    const lines: string[] = [];
    await use({
      path,
      project,
      cached: join(cache, `pulumi-${PULUMI_VERSION}`, "bin", "pulumi"),
      kept: () => readdir(cache),
      lines,
      find: (ways, signal) =>
        findEngine((line) => lines.push(line), {
          project,
          env: { PATH: `${path}:${join(path, "second")}:/usr/bin:/bin`, AEROSPIKE_KINESIS_CACHE: cache },
          ways,
          patience: 200,
          ...(signal && { signal }),
        }),
    });
  });
}

interface Machine {
  readonly path: string;
  readonly project: string;
  readonly cached: string;
  readonly kept: () => Promise<string[]>;
  readonly lines: readonly string[];
  readonly find: (ways: FindOptions["ways"], signal?: AbortSignal) => ReturnType<typeof findEngine>;
}

const makes = (directory: string) => executable(join(directory, "bin", "pulumi"), PULUMI_VERSION);
const fails = (reason: string) => () => Promise.reject(new Error(reason));
const neverAsked = fails("must not be asked");

describe("finding the engine", () => {
  it("takes a recent pulumi from PATH before the cache", () =>
    onMachine(async ({ path, cached, find, lines }) => {
      await executable(join(path, "pulumi"), "v3.999.1");
      await executable(cached, PULUMI_VERSION);
      assert.deepEqual(await find({ build: neverAsked }), {
        cli: join(path, "pulumi"),
        version: "3.999.1",
        origin: "PATH",
        hasLanguageHost: false,
      });
      assert.deepEqual(lines, [`Pulumi 3.999.1 (PATH: ${join(path, "pulumi")})`]);
    }));

  it("sees the language host beside the real pulumi that a link on PATH leads to", () =>
    onMachine(async ({ path, find }) => {
      await executable(join(path, "release", "pulumi"), `v${PULUMI_VERSION}`);
      await executable(join(path, "release", "pulumi-language-nodejs"), "");
      await symlink(join(path, "release", "pulumi"), join(path, "pulumi"));
      assert.equal((await find({})).hasLanguageHost, true);
    }));

  it("takes the cached one when that on PATH is too old, and says so", () =>
    onMachine(async ({ path, cached, find, lines }) => {
      await executable(join(path, "pulumi"), "v3.100.0");
      await executable(cached, PULUMI_VERSION);
      assert.equal((await find({ build: neverAsked })).origin, "cache");
      assert.deepEqual(lines, [
        `${join(path, "pulumi")} is Pulumi 3.100.0, and ${PULUMI_VERSION} or a later 3.x is needed: not used.`,
        `Pulumi ${PULUMI_VERSION} (cache: ${cached})`,
      ]);
    }));

  const unusable: Record<string, readonly [make: (file: string) => Promise<unknown>, told: string[]]> = {
    "cannot be run": [
      async (file) => {
        await mkdir(dirname(file));
        await writeFile(file, "#!/no/such/interpreter\n", { mode: 0o755 });
      },
      ["cannot be run (ENOENT): not used."],
    ],
    "is a shim without a version to run": [
      (file) => script(file, `echo "No version is set for command pulumi" >&2; exit 126`),
      ["gives no version, but says: No version is set for command pulumi: not used."],
    ],
    "says nothing at all": [(file) => script(file, "exit 1"), ["gives no version, but says: nothing: not used."]],
    hangs: [(file) => script(file, "exec sleep 30"), ["gave no version within 0.2 s: not used."]],
    "is a directory": [(file) => mkdir(file, { recursive: true }), []],
    "is of another major version": [
      (file) => executable(file, "v4.0.0"),
      [`is Pulumi 4.0.0, and ${PULUMI_VERSION} or a later 3.x is needed: not used.`],
    ],
  };
  for (const [what, [make, told]] of Object.entries(unusable)) {
    it(`takes the next one on PATH when the first ${what}, and says why`, () =>
      onMachine(async ({ path, find, lines }) => {
        const [first, next] = [join(path, "pulumi"), join(path, "second", "pulumi")];
        await make(first);
        await executable(next, `v${PULUMI_VERSION}`);
        assert.equal((await find({ build: neverAsked })).cli, next);
        assert.deepEqual(lines, [
          ...told.map((line) => `${first} ${line}`),
          `Pulumi ${PULUMI_VERSION} (PATH: ${next})`,
        ]);
      }));
  }

  it("takes the cached one when none on PATH can be used", () =>
    onMachine(async ({ path, cached, find }) => {
      await script(join(path, "pulumi"), "exit 1");
      await executable(cached, PULUMI_VERSION);
      assert.equal((await find({ build: neverAsked })).origin, "cache");
    }));

  it("asks a shim for its version where it will be started, not where the command was", () =>
    onMachine(async ({ path, project, find }) => {
      await writeFile(join(project, "Pulumi.dev.yaml"), "");
      await script(join(path, "pulumi"), `test -f Pulumi.dev.yaml && echo v${PULUMI_VERSION}`);
      const before = process.cwd();
      process.chdir(path);
      try {
        assert.equal((await find({ build: neverAsked })).origin, "PATH");
      } finally {
        process.chdir(before);
      }
    }));

  it("downloads before it builds, and then has it in the cache", () =>
    onMachine(async ({ cached, find, kept }) => {
      assert.deepEqual(await find({ download: makes, build: neverAsked }), {
        cli: cached,
        version: PULUMI_VERSION,
        origin: "download",
        hasLanguageHost: false,
      });
      assert.deepEqual(await kept(), [`pulumi-${PULUMI_VERSION}`]);
      assert.equal((await find({ download: neverAsked })).origin, "cache");
    }));

  it("builds if the download fails half way, and removes what was downloaded", () =>
    onMachine(async ({ cached, find, kept }) => {
      const dies = async (directory: string) => {
        await makes(directory);
        throw new Error("connection lost");
      };
      const engine = await find({ download: dies, build: makes });
      assert.deepEqual([engine.origin, engine.cli], ["build", cached]);
      assert.deepEqual(await kept(), [`pulumi-${PULUMI_VERSION}`]);
    }));

  it("says what it tried and what to install when nothing works", () =>
    onMachine(async ({ find, kept }) => {
      const nothing = () => Promise.resolve();
      await assert.rejects(find({ download: nothing, build: fails("Go is not installed") }), (error: Error) => {
        assert.equal(
          error.message,
          [
            "No Pulumi CLI: there is none on PATH that is recent enough, and it could not be had otherwise.",
            "  - download: it brought no bin/pulumi",
            "  - build: Go is not installed",
            `Install Pulumi ${PULUMI_VERSION} or a later 3.x (https://www.pulumi.com/docs/iac/download-install/),`,
            "or Go, to build it with (https://go.dev/doc/install), and run the command again.",
          ].join("\n"),
        );
        return true;
      });
      assert.deepEqual(await kept(), []);
    }));

  it("makes it once for all who need it at once", () =>
    onMachine(async ({ find, lines }) => {
      let made = 0;
      const build = async (directory: string) => {
        made += 1;
        await makes(directory);
      };
      const engines = await Promise.all([find({ build }), find({ build }), find({ build })]);
      assert.equal(made, 1);
      assert.deepEqual(engines.map(({ origin }) => origin).sort(), ["build", "cache", "cache"]);
      assert.equal(lines.filter((line) => line === "Another process is getting it: waiting.").length, 2);
    }));

  it("leaves nothing when it is aborted, and tries no other way", () =>
    onMachine(async ({ find, kept }) => {
      const abort = new AbortController();
      const download = async (directory: string) => {
        await makes(directory);
        abort.abort(new Error("Ctrl-C"));
        throw new Error("ended");
      };
      await assert.rejects(find({ download, build: neverAsked }, abort.signal), /Ctrl-C/);
      assert.deepEqual(await kept(), []);
    }));

  it("removes what a killed process left, but not what a running one writes", () =>
    onMachine(async ({ cached, find, kept }) => {
      const beside = dirname(dirname(cached));
      await mkdir(`${beside}.partial-${2 ** 30}-x`, { recursive: true });
      await mkdir(`${beside}.partial-${process.ppid}-x`);
      await mkdir(beside);
      await find({ build: makes });
      assert.deepEqual((await kept()).sort(), [
        `pulumi-${PULUMI_VERSION}`,
        `pulumi-${PULUMI_VERSION}.partial-${process.ppid}-x`,
      ]);
    }));

  it("says what to set when the cached one may not be executed", () =>
    onMachine(async ({ cached, find }) => {
      await executable(cached, PULUMI_VERSION);
      await chmod(cached, 0o644);
      await assert.rejects(find({ build: neverAsked }), {
        name: "EngineError",
        message:
          `${cached} cannot be executed. ` +
          "Set AEROSPIKE_KINESIS_CACHE to a directory on a file system that is not mounted noexec.",
      });
    }));

  it("says what to set when the cache cannot be written, before it makes anything", async () => {
    const env = { PATH: "", AEROSPIKE_KINESIS_CACHE: "/dev/null" };
    await assert.rejects(
      findEngine(() => undefined, { project: "/", env, ways: { build: neverAsked } }),
      {
        name: "EngineError",
        message: "/dev/null cannot be written (EEXIST). Set AEROSPIKE_KINESIS_CACHE to a directory that can.",
      },
    );
  });

  it("refuses a relative path for the cache, because it would depend on where the command was typed", async () => {
    const env = { PATH: "", AEROSPIKE_KINESIS_CACHE: "here" };
    await assert.rejects(
      findEngine(() => undefined, { project: "/", env, ways: { build: neverAsked } }),
      {
        name: "EngineError",
        message: "AEROSPIKE_KINESIS_CACHE: expected an absolute path, got here. Set it to one, or unset it.",
      },
    );
  });

  it("keeps the cache in XDG_CACHE_HOME, or in ~/.cache", () =>
    inTemporaryDirectory(async (home) => {
      for (const [env, expected] of [
        [{ XDG_CACHE_HOME: join(home, "xdg"), HOME: "/nowhere" }, join(home, "xdg")],
        [{ HOME: home }, join(home, ".cache")],
        [{ HOME: home, XDG_CACHE_HOME: "relative", AEROSPIKE_KINESIS_CACHE: "" }, join(home, ".cache")],
      ] as const) {
        const { cli } = await findEngine(() => undefined, {
          project: "/",
          env: { PATH: "", ...env },
          ways: { build: makes },
        });
        assert.equal(cli, join(expected, "aerospike-kinesis", `pulumi-${PULUMI_VERSION}`, "bin", "pulumi"));
        await rm(expected, { recursive: true });
      }
    }));
});
