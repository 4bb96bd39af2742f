import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { matchesAsColumns, readFilterPattern } from "../read/alarms/filter-pattern";
import { metricWrittenBy, readMetrics } from "../read/alarms/metric";
import { scopeOf } from "../read/alarms/subject";
import { transformedFields } from "../read/alarms/transformer";
import { knownRegionOf } from "../read/region";
import { isTrue, textAt } from "../read/resource";
import { knownAt, sourcesOf, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const metricFilterCounts = stackRule({
  name: "metric-filter-counts",
  description: "A metric filter that an alarm needs can count lines of its log.",
  severity: "medium",
  enforcementLevel: "advisory",
  remediationSteps:
    "Let the pattern ask each field for one value, by the names of the access log's format, and count 1 for each line. " +
    "Name the log group by a reference. If it reads transformed lines, use the names that the transformer gives the fields.",
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html",
  tags: ["cloudwatch", "observability"],
  types: [awsType.metricFilter],
  checks: [
    (filter, stack) =>
      isRead(filter, stack) && Number(knownAt(filter, "metricTransformation.value") ?? 1) === 0
        ? "metricTransformation.value is 0: the alarm on this metric never goes off."
        : undefined,
    (filter, stack) =>
      isRead(filter, stack) && readFilterPattern(textAt(filter, "pattern") ?? "")?.isContradiction === true
        ? "pattern asks one field for two values at once: it counts no line."
        : undefined,
    (filter, stack) => {
      if (!isRead(filter, stack)) return undefined;
      const fields = readFilterPattern(textAt(filter, "pattern") ?? "")?.fields ?? [];
      const written = fieldsIn(formatsOf(filter, stack));
      if (!written) return undefined;
      if (!isTrue(knownAt(filter, "applyOnTransformedLogs"))) {
        const isMissing = fields.some((field) => !written.includes(field));
        return isMissing ? "pattern reads a field that the format of the access log does not have." : undefined;
      }
      const left = groupsOf(filter).map((group) => transformedFields(group, written, stack));
      return left.some((lines) => lines && fields.some((field) => !lines.includes(field)))
        ? "pattern reads a field that the transformed lines of the log do not have."
        : undefined;
    },
    (filter, stack) => {
      if (!isRead(filter, stack)) return undefined;
      const pattern = textAt(filter, "pattern") ?? "";
      const formats = formatsOf(filter, stack);
      if (formats.length === 0) return undefined;
      if (formats.every((format) => isOfJson(format) && !matchesAsColumns(pattern, format))) {
        return "pattern is for columns, and the lines of the log are JSON: it counts no line.";
      }
      return readFilterPattern(pattern) && formats.every(isOfColumns)
        ? "pattern is for JSON, and the lines of the log are columns: it counts no line."
        : undefined;
    },
    (filter, stack) =>
      isRead(filter, stack) && readsOtherLog(filter, stack)
        ? "logGroupName is a log that the stack does not have, and no filter reads the stack's own for this metric."
        : undefined,
  ],
});

/** Whether a filter reads a log by a name that is of nothing in the stack, in the place of one that reads its own. */
function readsOtherLog(filter: PolicyResource, stack: Stack): boolean {
  const isBeside = ofOtherLog(filter, stack) ? scopeOf(filter, stack) : undefined;
  if (isBeside === undefined) return false;
  const { namespace, name } = metricWrittenBy(filter);
  return !stack
    .ofType(awsType.metricFilter)
    .filter((beside) => isBeside(beside) && !ofOtherLog(beside, stack))
    .map(metricWrittenBy)
    .some((metric) => metric.namespace === namespace && metric.name === name);
}

function ofOtherLog(filter: PolicyResource, stack: Stack): boolean {
  const named = knownAt(filter, "logGroupName");
  if (typeof named !== "string" || sourcesOf(filter, "logGroupName").length > 0) return false;
  const region = knownRegionOf(filter);
  const groups = stack.ofType(awsType.logGroup).filter((group) => knownRegionOf(group) === region);
  const mayBe = (group: PolicyResource): boolean => {
    const name = knownAt(group, "name");
    // A name that is made from an API's id, which nobody knows yet, is none that somebody wrote.
    return name === undefined ? sourcesOf(group, "name").length === 0 : name === named;
  };
  if (groups.some(mayBe)) return false;
  // AWS makes the logs of functions and of stages by itself, and names them after these.
  const parts = named.split(/[/_]/);
  return ![awsType.lambdaFunction, awsType.restApi]
    .flatMap((kind) => stack.ofType(kind))
    .some((one) => ["name", "id"].some((key) => parts.includes(String(knownAt(one, key)))));
}

/** Whether an alarm of the stack reads what the filter writes. */
function isRead(filter: PolicyResource, stack: Stack): boolean {
  const { namespace, name } = metricWrittenBy(filter);
  const read = readMetrics(stack).get(knownRegionOf(filter)) ?? [];
  return name !== undefined && read.some((metric) => metric.namespace === namespace && metric.name === name);
}

const groupsOf = (filter: PolicyResource): readonly PolicyResource[] =>
  sourcesOf(filter, "logGroupName", awsType.logGroup);

/** The formats of the lines that stages write to the log of a filter; none where none writes there. */
function formatsOf(filter: PolicyResource, stack: Stack): readonly string[] {
  const groups = groupsOf(filter);
  return stack
    .ofType(awsType.stage)
    .filter((stage) => sourcesOf(stage, "accessLogSettings", awsType.logGroup).some((group) => groups.includes(group)))
    .map((stage) => textAt(stage, "accessLogSettings.format") ?? "");
}

/** The fields of lines; undefined where a line has another form than JSON. */
function fieldsIn(formats: readonly string[]): readonly string[] | undefined {
  const keys = formats.map((format) => [...format.matchAll(/"(\w+)"\s*:/g)].map(([, key = ""]) => key));
  return keys.length === 0 || keys.some((own) => own.length === 0) ? undefined : keys.flat();
}

const isOfJson = (format: string): boolean => /^\s*\{/.test(format);

/** A list may be JSON as well, and a line of XML has no columns, but is no JSON either. */
const isOfColumns = (format: string): boolean => /^\s*[^\s[{]/.test(format);
