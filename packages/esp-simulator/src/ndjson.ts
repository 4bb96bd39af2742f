import { z } from "zod";

import { NdjsonError } from "./errors";
import { bins, blob, isObject, userKey } from "./ndjson-value";
import { type ChangeNotification, digestOf } from "./notification";
import { describe, mapOf } from "./schema-problems";

/** @param maximum bytes that Aerospike allows */
const name = (maximum: number) => {
  const expected = `a string of 1 to ${maximum} bytes`;
  return z.string(expected).refine((value) => value !== "" && Buffer.byteLength(value) <= maximum, expected);
};

const wholeNumber = (maximum: number, minimum = 0) => {
  const expected = `a whole number from ${minimum} to ${maximum}`;
  return z.int(expected).min(minimum, expected).max(maximum, expected);
};

const identity = {
  namespace: name(31).default("test"),
  set: name(63).optional(),
  key: userKey.optional(),
  digest: blob.refine((bytes) => bytes.length === 20, "20 bytes in Base64").optional(),
  lut: wholeNumber(Number.MAX_SAFE_INTEGER).optional(),
};

const writeSchema = mapOf({
  op: z.literal("write"),
  ...identity,
  sendKey: z.boolean("true or false").default(true),
  gen: wholeNumber(65_535, 1).default(1),
  exp: wholeNumber(2 ** 32 - 1).default(0),
  bins: bins.default(new Map()),
});

const deleteSchema = mapOf({
  op: z.literal("delete"),
  ...identity,
  sendSet: z.boolean("true or false").default(true),
  durable: z.boolean("true or false").default(false),
});

const lineSchema = z.preprocess(
  (json) => (isObject(json) && json.op === undefined ? { ...json, op: "write" } : json),
  z.discriminatedUnion("op", [writeSchema, deleteSchema], 'an object whose op is "write" or "delete"'),
);

/** Where each notification stands in its file, for messages about it. */
const lines = new WeakMap<ChangeNotification, number>();

/**
 * The line that a notification was read from.
 * @param notification what was read
 * @returns the line's number, from 1; undefined of a notification that {@link parseNotifications} did not read
 */
export const lineOf = (notification: ChangeNotification): number | undefined => lines.get(notification);

/**
 * Reads one notification a line:
 *
 *     {"namespace":"test","set":"demo","key":"user-1","op":"write","bins":{"name":"Ada","age":36}}
 *
 * docs/notifications.md lists the fields. Empty lines are skipped.
 * @param text lines that end with LF or CRLF
 * @param now milliseconds since the epoch: the `lut` of a line that gives none
 * @returns the notifications in the order of the lines; empty if there are none
 * @throws NdjsonError with every problem, as `line N: field: expected ..., got ...`
 */
export function parseNotifications(text: string, now: number): ChangeNotification[] {
  const problems: string[] = [];
  const notifications: ChangeNotification[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === "") continue;
    const result = parseLine(line, now);
    if ("problems" in result) {
      problems.push(...result.problems.map((problem) => `line ${index + 1}: ${problem}`));
    } else {
      notifications.push(result.notification);
      lines.set(result.notification, index + 1);
    }
  }
  if (problems.length > 0) throw new NdjsonError(problems);
  return notifications;
}

function parseLine(line: string, now: number): { notification: ChangeNotification } | { problems: string[] } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { problems: [`expected one JSON object, got ${JSON.stringify(line.slice(0, 40))}`] };
  }
  const { data, error } = lineSchema.safeParse(json);
  if (!data) return { problems: describe(error.issues, json) };
  const { key, namespace, set } = data;
  const isSetSent = set !== undefined && (data.op === "write" || data.sendSet);
  const ofKey = key === undefined ? undefined : digestOf(set, key);
  const digest = data.digest ?? ofKey;
  if (!digest) return { problems: ["key: expected a key, or a digest, got nothing"] };
  if (ofKey?.equals(digest) === false) {
    const [expected, found] = [ofKey, digest].map((bytes) => bytes.toString("base64"));
    return { problems: [`digest: expected nothing, or ${expected}, the digest of set and key, got "${found}"`] };
  }
  const common = { namespace, ...(isSetSent && { set }), digest, lut: data.lut ?? now };
  if (data.op === "delete") return { notification: { ...common, op: data.op, durable: data.durable } };
  const { op, gen, exp, bins, sendKey } = data;
  return { notification: { ...common, op, gen, exp, bins, ...(sendKey && key !== undefined && { userKey: key }) } };
}
