import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Compares text with a reviewed file of test/golden/; `UPDATE_GOLDEN=1 npm test` writes it anew, for a person to review.
 */
export function assertGolden(name: string, actual: string): void {
  const file = join(__dirname, "..", "golden", name);
  if (process.env.UPDATE_GOLDEN === "1") {
    writeFileSync(file, actual);
  }
  assert.equal(actual, readFileSync(file, "utf8"), `test/golden/${name}`);
}
