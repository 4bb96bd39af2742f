import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

import { changesIn } from "./key-parts";

/** Fewer bytes hold no part of a key. */
const SHORTEST = 12;

/**
 * The parts of a text that a pattern matches.
 * @param pattern With the flag g.
 * @param text Any text.
 * @returns The parts.
 */
export const runsOf = (pattern: RegExp, text: string): readonly string[] => text.match(pattern) ?? [];

/** Runs that look random: names in words are no encoding of anything, and there are many of them. */
export const randomRunsOf = (pattern: RegExp, text: string): readonly string[] =>
  runsOf(pattern, text).filter((run) => changesIn(run) * 10 >= Math.min(run.length, 200));

/** Signs of Base64 are rare in what it encodes, and names are full of them. */
export const hasFewSigns = (run: string): boolean => (run.match(/[/_+-]/g) ?? []).length * 8 <= run.length;

/** Whether nine letters of ten can be printed. */
export const isText = (decoded: string): boolean =>
  (decoded.match(/[\t\n\r -~]/g) ?? []).length * 10 >= decoded.length * 9;

/** The text of a buffer, and what is compressed in it. */
export function readings(buffer: Buffer): readonly string[] {
  if (buffer.length < SHORTEST) return [];
  const text = buffer.toString("latin1");
  return isText(text) ? [text] : [text, ...unpacked(buffer)];
}

/** Hashes, of which a stack has many, are as long. */
const OF_HASHES: readonly number[] = [16, 20, 32, 48, 64];

/** Most attempts fail at once: a small first piece, and errors without a stack, cost a fraction. */
const UNPACKED = { maxOutputLength: 1024 * 1024, chunkSize: 1024 };

function unpacked(buffer: Buffer): readonly string[] {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return unpackersOf(buffer).flatMap((unpack) => {
      try {
        return [unpack(buffer, UNPACKED).toString("latin1")];
      } catch {
        return [];
      }
    });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Only gzip (RFC 1952) and zlib (RFC 1950) say what they are. */
function unpackersOf(buffer: Buffer): readonly ((buffer: Buffer, options: object) => Buffer)[] {
  const [first = 0, second = 0] = buffer;
  if (first === 0x1f && second === 0x8b) return [gunzipSync];
  if ((first * 256 + second) % 31 === 0 && first % 16 === 8) return [inflateSync, inflateRawSync, brotliDecompressSync];
  return OF_HASHES.includes(buffer.length) ? [] : [inflateRawSync, brotliDecompressSync];
}
