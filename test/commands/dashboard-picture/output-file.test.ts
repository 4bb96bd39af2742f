import assert from "node:assert/strict";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { outputFile } from "../../../commands/dashboard-picture/output-file";
import { UsageError } from "../../../commands/shared/errors";

describe("the file of a dashboard's picture", () => {
  it("is taken where it can be made", () =>
    inTemporaryDirectory(async (directory) => {
      const file = join(directory, "dashboard.svg");
      assert.equal(await outputFile(file), file);
      assert.equal(await outputFile("dashboard.svg"), "dashboard.svg");
    }));

  it("is refused before anything is done", () =>
    inTemporaryDirectory(async (directory) => {
      for (const [file, problem] of [
        [undefined, /expected the file to write, such as docs\/dashboard\.svg\.$/],
        ["", /got an empty text/],
        [directory, /got the directory/],
        [join(directory, "absent", "dashboard.svg"), /there is no directory .*absent\.$/],
        [join(directory, "dashboard.png"), /the picture is SVG, not \.png\.$/],
      ] as const) {
        await assert.rejects(outputFile(file), (error) => error instanceof UsageError && problem.test(error.message));
      }
    }));
});
