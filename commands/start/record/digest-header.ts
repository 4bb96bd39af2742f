import type { DigestHeader } from "./entry";

/** A header with its value. */
export type Header = readonly [name: string, value: string];

/** Headers that can hold a secret, or that have another meaning, whatever their value looks like. */
const NEVER: ReadonlySet<string> = new Set(["authorization", "cookie", "proxy-authorization", "x-api-key"]);

/**
 * Finds the header that has a record's digest: one whose name says so, or else one whose value is 20 bytes.
 * @param headers as they came
 * @param configured names of the headers that the connector's file adds, in lower case
 * @returns the header with its value; undefined if there is none
 */
export function findDigest(headers: readonly Header[], configured: ReadonlySet<string>): Header | undefined {
  const candidates = headers.filter(([name]) => {
    const lower = name.toLowerCase();
    return !NEVER.has(lower) && !configured.has(lower);
  });
  return (
    candidates.find(([name]) => /digest/i.test(name)) ?? candidates.find(([, value]) => encodingOf(value) !== "unknown")
  );
}

/**
 * What may be noted of the header with a record's digest.
 * @param header with its value
 * @returns the header without its value
 */
export const digestHeader = ([name, value]: Header): DigestHeader => ({ name, encoding: encodingOf(value) });

/** 20 bytes are 40 hexadecimal digits, or 27 characters of Base64 and its padding. */
function encodingOf(value: string): DigestHeader["encoding"] {
  if (/^[\da-f]{40}$/i.test(value)) return "hex";
  if (/^[\w-]{27}$/.test(value)) return "base64url";
  if (!/^[A-Za-z\d+/_-]{27}=$/.test(value)) return "unknown";
  if (/[+/]/.test(value)) return "base64";
  return /[_-]/.test(value) ? "base64url" : "ambiguous";
}
