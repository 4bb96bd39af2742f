import { z } from "zod";

import type { BinValue, Element, MapKey, UserKey } from "./notification";

/** Aerospike limits a bin's name to 15 bytes. */
const MAX_BIN_NAME = 15;

/** Reports that the value at `path`, inside the value being read, is not what was expected. */
type Report = (path: readonly PropertyKey[], expected: string, params?: { readonly found: unknown }) => void;

type Reader<T> = (json: unknown, path: readonly PropertyKey[], report: Report) => T | undefined;

/** Makes a schema of a reader. The reader's reports become the schema's issues. */
function schema<T>(read: Reader<T>) {
  return z.unknown().transform((json, context) => {
    const value = read(json, [], (path, expected, params) => {
      context.addIssue({ code: "custom", path: [...path], message: expected, ...(params && { params }) });
    });
    return value ?? z.NEVER;
  });
}

export const userKey = schema<UserKey>((json, path, report) => {
  const value = readValue(json, path, report);
  if (value === undefined) return undefined;
  if (isKey(value)) return value;
  report(path, "a string, a number or a blob");
  return undefined;
});

export const bins = schema<ReadonlyMap<string, BinValue>>((json, path, report) => {
  if (!isObject(json)) {
    report(path, "an object of bins");
    return undefined;
  }
  const read = Object.entries(json).map(([name, bin]): [string, BinValue] | undefined => {
    const at = [...path, name];
    if (name === "" || Buffer.byteLength(name) > MAX_BIN_NAME) {
      report(at, `a bin name of 1 to ${MAX_BIN_NAME} bytes`, { found: name });
    }
    const value = readValue(bin, at, report);
    if (value === null) report(at, "a value (a bin cannot be null)");
    return value === undefined || value === null ? undefined : [name, value];
  });
  return new Map(read.filter((bin) => bin !== undefined));
});

export const blob = schema(readBlob);

const readValue: Reader<Element> = (json, path, report) => {
  if (json === null || typeof json === "string" || typeof json === "boolean") return json;
  if (typeof json === "number") return readNumber(json, path, report);
  if (Array.isArray(json)) return readAll(json, path, report);
  if (!isObject(json)) return undefined;
  const [[tag, tagged] = ["", undefined], ...more] = Object.entries(json);
  if (!tag.startsWith("$")) return readMap(Object.entries(json), (key) => [...path, key], report);
  const read = more.length === 0 ? TAGGED[tag] : undefined;
  if (read) return read(tagged, [...path, tag], report);
  report(path, `one of ${Object.keys(TAGGED).join(", ")}, alone`);
  return undefined;
};

/** Values for which JSON itself has no form. */
const TAGGED: Readonly<Record<string, Reader<Element>>> = {
  $integer: (json, path, report) => {
    const value = typeof json === "string" && /^-?\d{1,19}$/.test(json) ? BigInt(json) : undefined;
    if (value !== undefined && BigInt.asIntN(64, value) === value) return value;
    report(path, "a string with an integer of 64 bits");
    return undefined;
  },
  $double: (json, path, report) => {
    if (typeof json === "number") return finite(json, path, report);
    report(path, "a number");
    return undefined;
  },
  $blob: readBlob,
  $map: (json, path, report) => {
    if (Array.isArray(json) && json.every((pair) => Array.isArray(pair) && pair.length === 2)) {
      return readMap(json as [unknown, unknown][], (_key, index) => [...path, index], report);
    }
    report(path, "a list of [key, value]");
    return undefined;
  },
};

function readNumber(json: number, path: readonly PropertyKey[], report: Report): bigint | number | undefined {
  if (!Number.isInteger(json)) return finite(json, path, report);
  if (Number.isSafeInteger(json)) return BigInt(json);
  report(path, 'a number that JSON can hold; write {"$integer": "..."} or {"$double": ...}');
  return undefined;
}

/** JSON.parse reads 1e400 as Infinity, for which JSON and the connector have no form. */
function finite(json: number, path: readonly PropertyKey[], report: Report): number | undefined {
  if (Number.isFinite(json)) return json;
  report(path, "a number that a double can hold (up to 1.7976931348623157e308)", { found: String(json) });
  return undefined;
}

function readBlob(json: unknown, path: readonly PropertyKey[], report: Report): Buffer | undefined {
  const bytes = typeof json === "string" ? Buffer.from(json, "base64") : undefined;
  if (bytes?.toString("base64") === json) return bytes;
  report(path, "a string in Base64");
  return undefined;
}

function readAll(json: readonly unknown[], path: readonly PropertyKey[], report: Report): Element[] {
  return json.map((element, index) => readValue(element, [...path, index], report) ?? null);
}

function readMap(
  entries: readonly [key: unknown, value: unknown][],
  pathOf: (key: string, index: number) => readonly PropertyKey[],
  report: Report,
): ReadonlyMap<MapKey, Element> {
  return new Map(
    entries.flatMap(([jsonKey, jsonValue], index) => {
      const at = pathOf(String(jsonKey), index);
      const key = readValue(jsonKey, at, report);
      const value = readValue(jsonValue, at, report);
      if (isKey(key)) return value === undefined ? [] : [[key, value] as const];
      if (key !== undefined) report(at, "a key that is a string, a number or a blob", { found: jsonKey });
      return [];
    }),
  );
}

function isKey(value: Element | undefined): value is UserKey {
  return ["string", "bigint", "number"].includes(typeof value) || Buffer.isBuffer(value);
}

/**
 * Whether a JSON value is an object, and not a list or null.
 * @param json any JSON value
 * @returns true for an object
 */
export function isObject(json: unknown): json is Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
