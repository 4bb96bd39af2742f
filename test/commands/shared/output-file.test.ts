import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { UsageError } from "../../../commands/shared/errors";
import { requireNew, requireWritable, writeOrPrint } from "../../../commands/shared/output-file";

describe("a file that a command writes", () => {
  it("is taken where it can be made or replaced, and is not touched before the work is done", () =>
    inTemporaryDirectory(async (directory) => {
      const file = join(directory, "report.json");
      assert.equal(await requireWritable("--report", file), file);
      assert.equal(existsSync(file), false);
      await writeFile(file, "of before");
      assert.equal(await requireWritable("--report", file), file);
      assert.equal(await readFile(file, "utf8"), "of before");
      assert.equal(await requireWritable("--report", "report.json"), "report.json");
      assert.equal(await requireWritable("--report", "/dev/null"), "/dev/null");
    }));

  it("is refused before anything is done where it cannot be written", () =>
    inTemporaryDirectory(async (directory) => {
      const file = join(directory, "file");
      await writeFile(file, "");
      for (const [wrong, found] of [
        ["", "an empty text"],
        [directory, `the directory ${directory}`],
        [
          join(directory, "no", "r.json"),
          `${join(directory, "no", "r.json")}: there is no directory ${join(directory, "no")}`,
        ],
        [join(file, "r.json"), `${join(file, "r.json")}: ${file} is no directory`],
        ["/proc/r.json", "/proc/r.json: EACCES"],
      ] as const) {
        if (wrong.startsWith("/proc") && process.getuid?.() === 0) continue;
        await assert.rejects(
          requireWritable("--report", wrong),
          new UsageError(`--report: expected a file that can be written, got ${found}.`),
        );
      }
      await assert.rejects(
        requireNew("--output", file, ", or --force to replace it"),
        new UsageError(`--output: expected a file that does not exist yet, or --force to replace it, got ${file}.`),
      );
    }));

  it("is printed whole if it cannot be written in the end, and the reason is one line", async () => {
    const [printed, reported]: [string[], string[]] = [[], []];
    const fallback = { print: (text: string) => printed.push(text), report: (line: string) => reported.push(line) };
    const isWritten = await writeOrPrint("--report", "/dev/full", "all of it\n", fallback);
    assert.equal(isWritten, false);
    assert.deepEqual(printed, ["all of it\n"]);
    assert.match(reported.join("\n"), /^--report: \/dev\/full could not be written: ENOSPC: .*printed instead\.$/);
  });
});
