import { type Assumptions, parseAssumptions } from "@aerospike-kinesis/local-aws";

import { isUsageError, UsageError } from "./errors";
import { readTextFile } from "./read-text-file";

/**
 * Reads the file of `--assumptions`.
 * @param file its path; undefined if the flag was not given
 * @returns what the local AWS does where AWS does not document it, beside the defaults
 * @throws UsageError that names the file, if it cannot be read, and with all that is wrong in it
 */
export function readAssumptions(file: string | undefined): Partial<Assumptions> {
  if (file === undefined) return {};
  const text = readTextFile("--assumptions", file);
  try {
    return parseAssumptions(text);
  } catch (error) {
    throw isUsageError(error) ? new UsageError(`--assumptions: ${file}: ${(error as Error).message}`) : error;
  }
}
