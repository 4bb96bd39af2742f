import { extname } from "node:path";

import { type Choice, CHOICE_OPTIONS } from "../shared/deployed-stage";
import { UsageError } from "../shared/errors";
import { type Format, FORMATS } from "./format";
import { EMULATORS } from "./known-differences";
import type { Emulator } from "./known-differences/known-difference";

export const OPTIONS = {
  ...CHOICE_OPTIONS,
  url: { type: "string" },
  "key-file": { type: "string" },
  stream: { type: "string" },
  endpoint: { type: "string" },
  report: { type: "string" },
  format: { type: "string" },
  "known-differences": { type: "string" },
} as const;

/** The flags as they were typed. */
export interface Flags extends Choice {
  readonly url?: string | undefined;
  readonly "key-file"?: string | undefined;
  readonly stream?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly report?: string | undefined;
  readonly format?: string | undefined;
  readonly "known-differences"?: string | undefined;
}

/** An API that no stage of this project describes. */
export interface UrlTarget {
  readonly url: string;
  readonly keyFile: string;
  readonly stream: string;
  readonly region: string;
  /** Of Kinesis. @defaultValue AWS's own */
  readonly endpoint?: string | undefined;
  readonly ca?: string | undefined;
}

const BY_EXTENSION: Readonly<Record<string, Format>> = { ".json": "json", ".md": "markdown", ".txt": "text" };

/**
 * Chooses the format of the report.
 * @param flags `--report` and `--format`
 * @returns what `--format` says, or else what the file's name says, or else text
 * @throws UsageError for a format that does not exist
 */
export function formatOf({ report, format }: Pick<Flags, "report" | "format">): Format {
  if (format === undefined) return BY_EXTENSION[extname(report ?? "").toLowerCase()] ?? "text";
  const found = FORMATS.find((name) => name === format);
  if (found === undefined) throw new UsageError(`--format: expected one of ${FORMATS.join(", ")}, got ${format}.`);
  return found;
}

/**
 * Reads whose known differences from AWS are no failures.
 * @param flags `--known-differences`
 * @returns undefined if the flag was not given
 * @throws UsageError for an emulator that nobody knows
 */
export function emulatorOf({ "known-differences": name }: Pick<Flags, "known-differences">): Emulator | undefined {
  if (name === undefined) return undefined;
  const [, found] = Object.entries(EMULATORS).find(([word]) => word === name) ?? [];
  if (found !== undefined) return found;
  const names = Object.keys(EMULATORS).join(", ");
  throw new UsageError(`--known-differences: expected one of ${names}, got ${name}.`);
}

/**
 * Reads the flags of an API that is named by its URL.
 * @param flags as they were typed
 * @param environment AWS_REGION is used if neither --region nor the URL names the region
 * @returns undefined if there is no `--url`
 * @throws UsageError with every flag that is missing, wrong, or does not go with the others
 */
export function urlTargetOf(flags: Flags, environment: NodeJS.ProcessEnv = process.env): UrlTarget | undefined {
  const { url, "key-file": keyFile, stream, endpoint, ca, stage, local, region } = flags;
  const problems: string[] = [];
  const others = { "--key-file": keyFile, "--stream": stream, "--endpoint": endpoint };
  if (url === undefined) {
    for (const [flag, value] of Object.entries(others)) {
      if (value !== undefined) problems.push(`${flag}: expected it with --url alone.`);
    }
    if (problems.length > 0) throw new UsageError(problems.join("\n"));
    return undefined;
  }
  if (stage !== undefined) problems.push("--stage: expected it without --url.");
  if (local === true) problems.push("--local: expected it without --url.");
  if (!isHttpUrl(url)) problems.push(`--url: expected the whole address of the API, with its path, got ${url}.`);
  const isEndpointWrong = endpoint !== undefined && !isHttpUrl(endpoint);
  if (isEndpointWrong) problems.push(`--endpoint: expected an address, got ${endpoint}.`);
  if (keyFile === undefined) problems.push("--key-file: expected a file that holds the API key, got nothing.");
  if (stream === undefined) problems.push("--stream: expected the name of the stream, got nothing.");
  const known = region ?? /\.execute-api\.([a-z0-9-]+)\./.exec(url)?.[1] ?? environment.AWS_REGION;
  if (known === undefined) problems.push("--region: expected the region of the stream, got nothing.");
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return { url, keyFile: keyFile ?? "", stream: stream ?? "", region: known ?? "", endpoint, ca };
}

const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
