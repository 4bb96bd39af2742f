import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { runCommandLine } from "../../../commands/shared/command";
import { PROJECT } from "../../support/program";

/** What a command prints to stderr when it fails of `error`. */
async function printed(error: unknown): Promise<unknown[]> {
  const lines: unknown[] = [];
  const { error: print } = console;
  console.error = (line: unknown) => lines.push(line);
  const before = process.exitCode;
  try {
    await runCommandLine({ usage: "", options: {}, run: () => Promise.reject(error as Error) }, []);
    assert.equal(process.exitCode, 1);
  } finally {
    console.error = print;
    process.exitCode = before;
  }
  return lines;
}

describe("a command that fails", () => {
  for (const code of ["EACCES", "EROFS", "ENOSPC", "EDQUOT"]) {
    it(`prints no stack for ${code}, and says where to look`, async () => {
      const error = Object.assign(new Error(`${code}: as the system says, open '/full/file'`), { code });
      assert.deepEqual(await printed(error), [
        `${code}: as the system says, open '/full/file'. ` +
          'The README says which variables move files ("Where files go").',
      ]);
    });
  }

  it("prints one line for a call to AWS that failed, and that nobody has explained", async () => {
    const error = Object.assign(new Error("connect\nECONNREFUSED."), { code: "ECONNREFUSED", $metadata: {} });
    assert.deepEqual(await printed(error), [
      "ECONNREFUSED: connect·ECONNREFUSED. A call to AWS failed: look at the network and at the credentials.",
    ]);
  });

  it("prints the stack of an error in our code", async () => {
    const error = new Error("a fault of ours");
    assert.deepEqual(await printed(error), [error]);
  });
});

describe("a command that waits for something that never comes", () => {
  for (const [part, failureCode] of [
    ["run", 2],
    ["run", undefined],
    ["read", 2],
  ] as const) {
    it(`never ends with 0: ${part}, with ${failureCode ?? "no"} code of its own`, () =>
      inTemporaryDirectory(async (directory) => {
        const file = join(directory, "command.ts");
        const command = [
          `usage: ""`,
          "options: {}",
          "run: async () => 0",
          `${part}: () => new Promise(() => undefined)`,
        ];
        if (failureCode !== undefined) command.push(`failureCode: ${failureCode}`);
        await writeFile(
          file,
          `import { runCommandLine } from ${JSON.stringify(join(PROJECT, "commands/shared/command.ts"))};\n` +
            `void runCommandLine({ ${command.join(", ")} }, []);\n`,
        );
        const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", file], {
          cwd: PROJECT,
          encoding: "utf8",
        });
        assert.deepEqual(
          [status, stdout, stderr],
          [
            failureCode ?? 1,
            "",
            "The command did not finish. That is a fault of the command: please report it, with the lines above.\n",
          ],
        );
      }));
  }
});

describe("a command's relative paths", () => {
  /** Where a command runs that npm starts in `ranIn` for a person in `typedIn`. */
  async function runsIn(typedIn: string, ranIn: string): Promise<string> {
    const [directory, env] = [process.cwd(), { ...process.env }];
    Object.assign(process.env, { INIT_CWD: typedIn, npm_package_json: join(ranIn, "package.json") });
    let found = "";
    try {
      const run = () => {
        found = process.cwd();
        return Promise.resolve(0);
      };
      await runCommandLine({ usage: "", options: {}, run }, []);
      return found;
    } finally {
      process.chdir(directory);
      for (const name of ["INIT_CWD", "npm_package_json"]) Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, env);
    }
  }

  it("start where npm was called, which runs the command in the checkout", () =>
    inTemporaryDirectory(async (elsewhere) => {
      assert.equal(await runsIn(elsewhere, process.cwd()), await realpath(elsewhere));
    }));

  it("start in the working directory where another package's script starts the command", () =>
    inTemporaryDirectory(async (elsewhere) => {
      assert.equal(await runsIn(elsewhere, elsewhere), process.cwd());
    }));
});

describe("a command whose flags npm took", () => {
  it("does nothing, and says what to type", async () => {
    const { error: print } = console;
    const [before, lines] = [process.exitCode, [] as unknown[]];
    console.error = (line: unknown) => lines.push(line);
    process.env.npm_config_faults = "calm";
    let hasRun = false;
    try {
      const run = () => {
        hasRun = true;
        return Promise.resolve(0);
      };
      await runCommandLine({ usage: "", options: { faults: { type: "string" } }, run }, []);
      assert.equal(process.exitCode, 2);
    } finally {
      console.error = print;
      process.exitCode = before;
      delete process.env.npm_config_faults;
    }
    assert.equal(hasRun, false);
    assert.match(String(lines), /^npm took --faults for itself\. Write -- before the flags: /);
  });
});
