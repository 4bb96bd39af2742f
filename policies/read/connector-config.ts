import { type Resource, textAt } from "./resource";

/** Where a URL stands in a connector's configuration, and how it begins: never what it says. */
export interface UrlPlace {
  /** Counted from 1. */
  readonly line: number;
  /** In lower case, without the colon; undefined if the URL names none. */
  readonly scheme: string | undefined;
}

/** What the rules may know of an `aerospike-esp-outbound.yml`: places and numbers, no values that could be secret. */
export interface ConnectorConfig {
  readonly urls: readonly UrlPlace[];
  /** Each `call-timeout` for records; that of health checks is no concern of XDR's. */
  readonly callTimeouts: readonly { readonly line: number; readonly milliseconds: number }[];
}

/** A secret's or parameter's value, read as a connector's configuration; undefined if it is not one. */
export function connectorConfigAt(holder: Resource): ConnectorConfig | undefined {
  const text = textAt(holder, "secretString") ?? textAt(holder, "value");
  return text === undefined ? undefined : readConnectorConfig(text);
}

/**
 * Reads what the rules judge out of the YAML's lines. A line reader is enough: YAML of the connector is a plain tree, and the
 * pack needs no parser (nor may one quote a secret in its error).
 */
export function readConnectorConfig(text: string): ConnectorConfig | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, ""));
  if (!lines.some((line) => /^["']?destinations["']?\s*:/.test(line))) return undefined;
  return { urls: lines.flatMap(urlsOf), callTimeouts: lines.flatMap(callTimeoutOf) };
}

function urlsOf(text: string, index: number, lines: readonly string[]): readonly UrlPlace[] {
  const line = index + 1;
  const schemes = [...text.matchAll(/\b([a-z][a-z0-9+.-]*):\/\//gi)].map(([, scheme]) => scheme?.toLowerCase());
  if (schemes.length > 0) return schemes.map((scheme) => ({ line, scheme }));
  return isItemOfUrls(index, lines) ? [{ line, scheme: undefined }] : [];
}

/** Whether the line is an item of the list under `urls:`. */
function isItemOfUrls(index: number, lines: readonly string[]): boolean {
  const isItem = (line: string | undefined) => line !== undefined && /^\s*-\s*\S/.test(line);
  if (!isItem(lines[index])) return false;
  let above = index;
  while (above >= 0 && (isItem(lines[above]) || lines[above]?.trim() === "")) above -= 1;
  return /^\s*["']?urls["']?\s*:\s*$/.test(lines[above] ?? "");
}

function callTimeoutOf(text: string, index: number, lines: readonly string[]): ConnectorConfig["callTimeouts"] {
  const [, digits] = /["']?\bcall-timeout["']?\s*:\s*["']?(\d+)/.exec(text) ?? [];
  if (digits === undefined || keyAbove(index, lines) === "health-check") return [];
  return [{ line: index + 1, milliseconds: Number(digits) }];
}

/** The key that a line stands under. */
function keyAbove(index: number, lines: readonly string[]): string | undefined {
  const indent = (line: string) => line.search(/\S/);
  const own = indent(lines[index] ?? "");
  const above = lines.slice(0, index).findLast((line) => line.trim() !== "" && indent(line) < own);
  return /^[\s-]*["']?([\w-]+)["']?\s*:/.exec(above ?? "")?.[1];
}
