import assert from "node:assert/strict";
import { runCommand } from "../../../local/command";

/** What a command prints to stderr when it fails of `error`. */
async function printed(error: unknown): Promise<unknown[]> {
  const lines: unknown[] = [];
  const { error: print } = console;
  console.error = (line: unknown) => lines.push(line);
  const before = process.exitCode;
  try {
    await runCommand({ usage: "", options: {}, run: () => Promise.reject(error as Error) }, []);
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

  it("prints the stack of a fault of ours", async () => {
    const error = new Error("a fault of ours");
    assert.deepEqual(await printed(error), [error]);
  });
});
