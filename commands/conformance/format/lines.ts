import { oneLine } from "../../shared/one-line";
import type { CheckResult, ExperimentResult } from "../result";

/** What the API answers is somebody else's text. */
const MAX_FOUND_LENGTH = 600;

/**
 * The line of a check.
 * @param result what the check found
 * @returns such as `ok   HTTP/2: stored as sent`
 */
export const checkLine = (result: CheckResult): string =>
  `${checkState(result).padEnd(4)} ${oneLine(result.name, MAX_FOUND_LENGTH)}: ${oneLine(result.found, MAX_FOUND_LENGTH)}` +
  (result.known === undefined ? "" : `. ${result.known.join(" ")}`);

/**
 * How a check ended.
 * @param result what the check found
 * @returns `diff` if it fails for a known difference of an emulator
 */
export function checkState({ ok, known }: CheckResult): "ok" | "diff" | "FAIL" {
  if (ok) return "ok";
  return known === undefined ? "FAIL" : "diff";
}

/**
 * The line of an experiment.
 * @param result what the experiment found
 * @returns such as `same body-limit: AWS: mebibytes; assumed: mebibytes (10000001 bytes: 200)`
 */
export const experimentLine = (result: ExperimentResult): string =>
  `${stateOf(result).padEnd(4)} ${result.name}: AWS: ${result.measured ?? "not decided"}; assumed: ${result.assumed} ` +
  `(${oneLine(result.found, MAX_FOUND_LENGTH)})${result.toDo === undefined ? "" : `. ${result.toDo}`}`;

/**
 * How a measured value stands to the assumed one.
 * @param result what the experiment found
 * @returns `FAIL` breaks a promise, `new` is another value, `same` the assumed one, `?` not decided
 */
export function stateOf({ measured, assumed, toDo }: ExperimentResult): "FAIL" | "new" | "same" | "?" {
  if (toDo !== undefined) return "FAIL";
  if (measured === undefined) return "?";
  return measured === assumed ? "same" : "new";
}
