import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { readAssumptions } from "../../../commands/shared/read-assumptions";

describe("a file of assumptions", () => {
  it("is named in every message, and each says what to do", () =>
    inTemporaryDirectory(async (directory) => {
      const file = join(directory, "a.json");
      const twice = `{"assumptions": {"empty-body": "braces", "empty-body": "empty-text"}}`;
      for (const [content, found] of [
        ["{", /expected JSON, /],
        [`{"assumptions": {"colour": "red"}}`, /colour: no such assumption/],
        [twice, /empty-body: expected it once, got it twice in one object/],
        [`{"assumptions": {}, "assumptions": {}}`, /assumptions: expected it once, got it twice in one object/],
        [Buffer.from([0x89, 0x50, 0xff, 0]), /: it is no text in UTF-8\.$/],
        [Buffer.from("{}\0"), /: it is no text in UTF-8\.$/],
      ] as const) {
        await writeFile(file, content);
        assert.throws(
          () => readAssumptions(file),
          ({ name, message }: Error) =>
            name === "UsageError" &&
            message.startsWith("--assumptions: ") &&
            message.includes(file) &&
            found.test(message),
        );
      }
      assert.throws(() => readAssumptions(directory), {
        message: `--assumptions: expected a file that can be read, got ${directory}: it is a directory.`,
      });
    }));

  it("may begin with a byte order mark, and have the same name in other objects", () =>
    inTemporaryDirectory(async (directory) => {
      const file = join(directory, "a.json");
      await writeFile(file, `\ufeff{"assumptions": {"empty-body": "braces"}, "results": [{"empty-body": "{"}]}`);
      assert.deepEqual(readAssumptions(file), { "empty-body": "braces" });
      assert.deepEqual(readAssumptions(undefined), {});
    }));
});
