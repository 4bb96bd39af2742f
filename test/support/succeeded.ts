import assert from "node:assert/strict";

import type { CommandResult } from "@aerospike-kinesis/pulumi-engine";

/**
 * Asserts that a command ended well, and shows what it printed if it did not.
 * @param result of the command
 * @returns the same
 */
export function succeeded<Result extends CommandResult>(result: Result): Result {
  assert.equal(result.code, 0, `${result.stdout}\n${result.stderr}`);
  return result;
}
