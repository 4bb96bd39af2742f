import { extname } from "node:path";

import { type Choice, CHOICE_OPTIONS } from "../shared/choose-pipelines";
import { UsageError } from "../shared/errors";
import { show } from "../shared/flags/show";
import { isRegionName } from "../shared/stage-settings";
import { isStreamName } from "../shared/stream-name";
import { addressProblem } from "./addresses";
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
export interface ConformanceFlags extends Choice {
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
 * @throws UsageError for a format that does not exist, and for a name that says no format
 */
export function formatOf({ report, format }: Pick<ConformanceFlags, "report" | "format">): Format {
  if (format === undefined) {
    const extension = extname(report ?? "");
    const byName = extension === "" ? "text" : BY_EXTENSION[extension.toLowerCase()];
    if (byName !== undefined) return byName;
    throw new UsageError(
      `--report: expected a name that ends in ${Object.keys(BY_EXTENSION).join(", ")}, or --format, got ${String(report)}.`,
    );
  }
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
export function emulatorOf({
  "known-differences": name,
}: Pick<ConformanceFlags, "known-differences">): Emulator | undefined {
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
export function urlTargetOf(
  flags: ConformanceFlags,
  environment: NodeJS.ProcessEnv = process.env,
): UrlTarget | undefined {
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
  const wrong = [
    addressProblem("--url", url, "the whole address of the API, with its path"),
    endpoint === undefined ? undefined : addressProblem("--endpoint", endpoint, "an address"),
  ];
  problems.push(...wrong.filter((problem) => problem !== undefined));
  if (keyFile === undefined) problems.push("--key-file: expected a file that holds the API key, got nothing.");
  if (!isStreamName(stream)) problems.push(`--stream: expected the name of the stream, got ${show(stream)}.`);
  const known = region ?? /\.execute-api\.([a-z0-9-]+)\./.exec(url)?.[1] ?? environment.AWS_REGION;
  if (!isRegionName(known)) {
    problems.push(`--region: expected the region of the stream, such as eu-west-1, got ${show(known)}.`);
  }
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return { url, keyFile: keyFile ?? "", stream: stream ?? "", region: known ?? "", endpoint, ca };
}
