import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const fileOf = (name: string): string => join(__dirname, "..", "golden", name);

/**
 * The URNs in a reviewed list of test/golden/, so that a test need not count resources itself.
 * @param name of the file
 */
export const goldenUrns = (name: string): readonly string[] => readFileSync(fileOf(name), "utf8").trim().split("\n");

/** The type of a resource, without those of its parents: `aws:kinesis/stream:Stream`. */
export const typeOf = (urn: string): string => String(urn.split("::")[2]?.split("$").at(-1));

/**
 * Compares text with a reviewed file of test/golden/; `UPDATE_GOLDEN=1 npm test` writes it anew, for a person to review.
 */
export function assertGolden(name: string, actual: string): void {
  const file = fileOf(name);
  if (process.env.UPDATE_GOLDEN === "1") {
    writeFileSync(file, actual);
  }
  assert.equal(actual, readFileSync(file, "utf8"), `test/golden/${name}`);
}
