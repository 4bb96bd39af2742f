import { z } from "zod";

/** Values that the schema itself cannot say: texts and lists. */
export const GIVEN: Readonly<Record<string, readonly unknown[]>> = {
  service: ["o1", `o${"-".repeat(38)}1`],
  // The second is one that kinesis-local does not know.
  regions: [["eu-west-1"], ["us-east-1", { name: "me-central-1", api: { throttle: { burst: 7 } } }]],
  streams: [
    [{}],
    [
      { name: "zeta", default: true },
      {
        name: "a.b_C-1",
        retentionHours: 8760,
        maxRecordKiB: 1024,
        kmsKeyArns: ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
        namespaces: ["orders", "0123"],
        // Of npm start's samples.
        sets: { test: ["users"], "0123": ["yes"] },
        acceptDeletesInOtherStream: true,
        silenceMinutes: 0,
      },
    ],
    [{ name: `..${"s".repeat(126)}`, retentionHours: 24, maxRecordKiB: 10240, silenceMinutes: 1440 }],
    [{ name: "found", existing: true }, { name: "made" }],
    Array.from({ length: 12 }, (_, index) => ({ name: `s${12 - index}` })),
  ],
  "api.path": ["a", `v1.0_${"x".repeat(50)}`, "$default".slice(1)],
  "connector.streamname": [undefined, "the last of the streams"],
  // None of them is service.manage's, whose extremes are tried beside them.
  "connector.service.port": [[65535], [8901, 1]],
  "connector.logging.file": ["/var/log/é\t\"'.log", "x"],
  "connector.compression": [undefined, "none"],
  "connector.format.metadata-key": ["m", "\"'\\ #{}é\u2028: yes"],
  "connector.format.schema": [undefined, '{"type":"record","name":"R","fields":[]}'],
  "connector.format.schema-file": [undefined, "/etc/orders.avsc"],
  "observability.logKmsKeyArns": [[], ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]],
  "observability.alarms.topicArns": [[], ["arn:aws:sns:eu-west-1:123456789012:on-call"]],
  "observability.alarms.runbook": ["docs/runbook.md", "https://wiki.example.com/runbook.md?x=~"],
  tags: [{}, { team: "data", "cost:center": "4711 é" }],
};

/** A setting, and the values of it that a test is to try: the extremes of a number, every member of a list of choices. */
export interface TriedSetting {
  /** Such as `connector.format.mode`; `streams` is one setting with what is in it. */
  readonly path: string;
  readonly values: readonly unknown[];
}

/**
 * Every setting of a schema with values to try, taken from the schema itself or, where that cannot say, from `given`.
 * @throws Error with the names of the settings that have none, of given values that the schema refuses, and of given ones that are
 * no settings
 */
export function settingsToTry(schema: z.ZodType, given: Readonly<Record<string, readonly unknown[]>>): TriedSetting[] {
  const tried = leaves(schema, "").map(([path, leaf]) => ({ path, leaf, values: given[path] ?? valuesOf(leaf) }));
  const known = new Set(tried.map(({ path }) => path));
  const problems = [
    ...tried.filter(({ values }) => values.length === 0).map(({ path }) => `${path}: no values to try`),
    ...tried.flatMap(({ path, leaf, values }) =>
      values
        .filter((value) => !leaf.safeParse(value).success)
        .map((value) => `${path}: ${JSON.stringify(value)} is refused`),
    ),
    ...Object.keys(given).flatMap((path) => (known.has(path) ? [] : [`${path}: no setting`])),
  ];
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return tried.map(({ path, values }) => ({ path, values }));
}

/** Puts a value into nested sections, which it makes where there are none. */
export function put(into: Record<string, unknown>, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) into[key] = value;
  else put((into[key] ??= {}) as Record<string, unknown>, rest, value);
}

/** Sections are gone through; a list or a map of free names is one setting. */
function leaves(schema: z.ZodType, path: string): [path: string, leaf: z.ZodType][] {
  const inner = unwrap(schema);
  if (!(inner instanceof z.ZodObject)) return [[path, schema]];
  return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([key, member]) =>
    leaves(member, path === "" ? key : `${path}.${key}`),
  );
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return unwrap(schema.unwrap() as z.ZodType);
  }
  return schema;
}

function valuesOf(leaf: z.ZodType): unknown[] {
  const accepts = (value: unknown): boolean => leaf.safeParse(value).success;
  const absent = accepts(undefined) ? [undefined] : [];
  const choices = choicesOf(leaf).filter(accepts);
  if (choices.length > 0) return [...absent, ...choices];
  if (accepts(true) && accepts(false)) return [true, false];
  const start = leaf.safeParse(undefined).data ?? 1;
  if (typeof start !== "number" || !accepts(start)) return [];
  const outside = [-1, 0].filter(accepts);
  return [...new Set([...outside, extreme(accepts, start, 1), extreme(accepts, start, Number.MAX_SAFE_INTEGER)])];
}

/** The members that a message like `one of json, avro` names. */
function choicesOf(leaf: z.ZodType): string[] {
  const message = leaf.safeParse(Symbol("none")).error?.issues[0]?.message ?? "";
  return /^one of (.+)$/.exec(message)?.[1]?.split(", ") ?? [];
}

/** The accepted number that is closest to `bound`, where all between it and `accepted` are accepted. */
function extreme(accepts: (value: number) => boolean, accepted: number, bound: number): number {
  if (accepts(bound)) return bound;
  let [inside, outside] = [accepted, bound];
  while (Math.abs(outside - inside) > 1) {
    const middle = Math.trunc((inside + outside) / 2);
    if (accepts(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}
