import type { PolicyResource } from "@pulumi/policy";

import { asList } from "../lists";
import { property } from "../resource";
import { knownAt, sourcesOf, type Stack } from "../stack";
import { knownCopyOf } from "../texts";
import { awsType } from "../types";

/**
 * The fields of a log's lines as a transformer of the stack leaves them.
 * @param group The log group.
 * @param fields The fields of the lines as they come, which are JSON.
 * @param stack The stack.
 * @returns The fields; undefined where nobody knows them: the stack has no transformer of this log, or one that finds fields by
 * itself.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Transformation-Processors.html
 */
export function transformedFields(
  group: PolicyResource,
  fields: readonly string[],
  stack: Stack,
): readonly string[] | undefined {
  const arn = knownAt(group, "arn");
  const transformer = stack
    .ofType(awsType.logTransformer)
    .find(
      (one) =>
        sourcesOf(one, "logGroupArn", awsType.logGroup).includes(group) ||
        (arn !== undefined && knownAt(one, "logGroupArn") === arn),
    );
  if (!transformer) return undefined;
  const steps = asList(knownCopyOf(transformer, "transformerConfigs")).flatMap((config) =>
    Object.entries(config as object).flatMap(([name, settings]) =>
      asList(settings).map((one) => ({ processor: PROCESSORS[name] ?? unknown, settings: one })),
    ),
  );
  return steps.reduce<readonly string[] | undefined>(
    (left, { processor, settings }) => left && processor(left, settings),
    fields,
  );
}

/** What a processor makes of the fields; undefined where nobody knows it. */
type Processor = (fields: readonly string[], settings: unknown) => readonly string[] | undefined;

const same: Processor = (fields) => fields;
const unknown: Processor = () => undefined;
const without = (fields: readonly string[], gone: unknown) => fields.filter((field) => field !== gone);
const textIn = (entry: unknown, key: string): readonly string[] => {
  const text = property(entry, key);
  return typeof text === "string" ? [text.split(".")[0] ?? text] : [];
};

/** Each entry takes a name away, adds one, or both. */
const byEntries =
  (gone: string | undefined, added: string): Processor =>
  (fields, settings) =>
    asList(property(settings, "entries")).reduce<readonly string[]>(
      (left, entry) => [...(gone ? without(left, property(entry, gone)) : left), ...textIn(entry, added)],
      fields,
    );

/** By the provider's names. Those that find fields by a pattern, or put the line elsewhere, are left out. */
const PROCESSORS: Readonly<Record<string, Processor>> = {
  addKeys: byEntries(undefined, "key"),
  copyValue: byEntries(undefined, "target"),
  dateTimeConverters: (fields, settings) => [...fields, ...textIn(settings, "target")],
  deleteKeys: (fields, settings) => asList(property(settings, "withKeys")).reduce<readonly string[]>(without, fields),
  lowerCaseStrings: same,
  moveKeys: byEntries("source", "target"),
  parseJsons: (fields, settings) =>
    [property(settings, "source"), property(settings, "destination")].some(Boolean) ? undefined : fields,
  renameKeys: byEntries("key", "renameTo"),
  splitStrings: same,
  substituteStrings: same,
  trimStrings: same,
  typeConverters: same,
  upperCaseStrings: same,
};
