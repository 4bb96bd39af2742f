import { readFile } from "node:fs/promises";

import { type Assumptions, parseAssumptions } from "@aerospike-kinesis/local-aws";

import { UsageError } from "./errors";

/**
 * Reads the file of `--assumptions`.
 * @param file its path; undefined if the flag was not given
 * @returns what the local AWS does where AWS does not document it, beside the defaults
 * @throws UsageError if the file cannot be read
 * @throws AssumptionsError with all that is wrong in it
 */
export async function readAssumptions(file: string | undefined): Promise<Partial<Assumptions>> {
  if (file === undefined) return {};
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new UsageError(`--assumptions: ${(error as Error).message}`);
  });
  return parseAssumptions(text);
}
