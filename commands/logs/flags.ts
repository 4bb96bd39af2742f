import { UsageError } from "../shared/errors";
import { plainNumber } from "../shared/flags/plain-number";
import { show } from "../shared/flags/show";
import type { LineFilter } from "./filter-pattern";

/** What the command line says, all of it text. */
export interface LogsFlags {
  readonly "request-id"?: string | undefined;
  readonly status?: string | undefined;
  readonly since?: string | undefined;
  readonly limit?: string | undefined;
  readonly format?: string | undefined;
}

const FORMATS = ["text", "json"] as const;

/** What to read, and how to print it. */
export interface LogsQuery extends LineFilter {
  /** The time that is read, in words, e.g. `15m`. */
  readonly since: string;
  /** The same in milliseconds. */
  readonly sinceMs: number;
  /** The most lines of each region, the latest. */
  readonly limit: number;
  readonly format: (typeof FORMATS)[number];
}

/** Whoever has the id of a request often has it from a log of hours ago. */
const DEFAULT_SINCE = "15m";
const DEFAULT_SINCE_OF_REQUEST = "24h";
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 10_000;

const SECOND_MS = 1000;
const UNITS: Readonly<Record<string, number>> = {
  s: SECOND_MS,
  m: 60 * SECOND_MS,
  h: 3600 * SECOND_MS,
  d: 86_400 * SECOND_MS,
};
/** The longest retention that CloudWatch Logs takes. */
const MAX_SINCE_MS = 3653 * 86_400 * SECOND_MS;

/**
 * Reads the command line.
 * @param flags the command line
 * @returns what to read, with every default
 * @throws UsageError with every problem
 */
export function readFlags(flags: LogsFlags): LogsQuery {
  const { "request-id": requestId } = flags;
  const status = flags.status?.toLowerCase();
  const { since = requestId === undefined ? DEFAULT_SINCE : DEFAULT_SINCE_OF_REQUEST } = flags;
  const sinceMs = durationOf(since);
  const limit = plainNumber(flags.limit ?? String(DEFAULT_LIMIT));
  const format = FORMATS.find((name) => name === (flags.format ?? "text"));
  const problems: string[] = [];
  const expect = (isGood: boolean, flag: string, expected: string, got = ""): void => {
    if (isGood) return;
    problems.push(`${flag}: expected ${expected}, got ${show(got)}.`);
  };
  // An id stands in quotes in a filter pattern, where other characters would have a meaning.
  expect(
    requestId === undefined || /^[\w=+/-]{1,128}$/.test(requestId),
    "--request-id",
    "the requestId of an answer (letters, digits, -, _, =, + and /)",
    requestId,
  );
  expect(
    status === undefined || /^[1-5](\d\d|xx)$/.test(status),
    "--status",
    "a status such as 400 or 4xx",
    flags.status,
  );
  expect(sinceMs > 0 && sinceMs <= MAX_SINCE_MS, "--since", "a time such as 90s, 15m, 6h or 2d, at most 3653d", since);
  expect(
    Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT,
    "--limit",
    `a whole number from 1 to ${MAX_LIMIT}`,
    flags.limit,
  );
  expect(format !== undefined, "--format", FORMATS.join(" or "), flags.format);
  if (problems.length > 0 || format === undefined) throw new UsageError(problems.join("\n"));
  return { requestId, status, since, sinceMs, limit, format };
}

/** Milliseconds; NaN for another text. */
function durationOf(text: string): number {
  const [, number, unit = ""] = /^(\d{1,7})([smhd])$/.exec(text) ?? [];
  return Number(number) * (UNITS[unit] ?? NaN);
}
