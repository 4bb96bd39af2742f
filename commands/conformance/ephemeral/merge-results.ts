import { ASSUMPTIONS } from "@aerospike-kinesis/local-aws";

import type { ConformanceResult } from "../result";

/**
 * Makes one result of the parts of a run.
 * @param all at least one, in their order
 * @returns all checks and experiments. What no part has an experiment for cannot be decided
 */
export function mergeResults(all: readonly ConformanceResult[]): ConformanceResult {
  const [first] = all as [ConformanceResult, ...ConformanceResult[]];
  const experiments = all.flatMap((result) => result.experiments);
  const tried = new Set(experiments.map(({ name }) => name));
  return {
    ...first,
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    checks: all.flatMap((result) => result.checks),
    experiments,
    undecidable: Object.keys(ASSUMPTIONS).filter((name) => !tried.has(name)),
  };
}
