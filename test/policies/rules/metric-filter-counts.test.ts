import { metricFilterCounts } from "../../../policies/rules/metric-filter-counts";
import type { Fixture } from "../../support/policy";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

/** A filter on the log group of the pipeline's access log, whose lines have the fields requestId and error. */
const filter = (pattern: string, value = "1"): Fixture => ({
  type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  name: "filter",
  inputs: {
    region: "eu-west-1",
    name: "failed",
    logGroupName: "/orders/dev",
    pattern,
    metricTransformation: { namespace: "orders", name: "Failed", value },
  },
  edges: { logGroupName: ["log-group"] },
  parent: "ingest",
});
const read = (...filters: readonly Fixture[]): readonly Fixture[] => [
  ...change("alarm", { namespace: "orders", metricName: "Failed", statistic: "Sum" }),
  ...filters,
];
/** The same filter on a log that it names by a text. */
const elsewhere = (fixture: Fixture, logGroupName: string, name = fixture.name): Fixture => ({
  ...fixture,
  name,
  inputs: { ...fixture.inputs, logGroupName },
  edges: {},
  parent: "ingest",
});
/** Where the access log has another format. */
const withFormat = (format: string, pattern: string): readonly Fixture[] =>
  read(filter(pattern)).map((fixture) =>
    fixture.name === "stage"
      ? {
          ...fixture,
          inputs: { ...fixture.inputs, accessLogSettings: { ...(fixture.inputs.accessLogSettings as object), format } },
        }
      : fixture,
  );
/** The same filter on the lines that a transformer makes of those of the log. */
const transformed = (pattern: string, ...processors: readonly object[]): readonly Fixture[] => {
  const one = filter(pattern);
  return read(
    { ...one, inputs: { ...one.inputs, applyOnTransformedLogs: true } },
    {
      type: "aws:cloudwatch/logTransformer:LogTransformer",
      name: "transformer",
      inputs: { region: "eu-west-1", transformerConfigs: [{ parseJsons: [{}] }, ...processors] },
      edges: { logGroupArn: ["log-group"] },
    },
  );
};
const RENAMED = { renameKeys: [{ entries: [{ key: "error", renameTo: "failure" }] }] };
const MOVED = { moveKeys: [{ entries: [{ source: "error", target: "http.error" }] }] };
const GONE = { filter: ["pattern reads a field that the transformed lines of the log do not have."] };
const COLUMNS =
  '$context.identity.sourceIp [$context.requestTime] "$context.httpMethod" $context.status $context.requestId';
const SPACED = '{ "requestId": "$context.requestId", "error": "$context.integration.error" }';
const FUNCTION: Fixture = {
  type: "aws:lambda/function:Function",
  name: "reader",
  inputs: { region: "eu-west-1", name: "reader", role: "arn:aws:iam::123456789012:role/reader", tags: {} },
};
const TWO = { filter: ["pattern asks one field for two values at once: it counts no line."] };
const NO_COLUMNS = { filter: ["pattern is for columns, and the lines of the log are JSON: it counts no line."] };
const NOT_JSON = {
  "stage-access-log on stage": [
    "accessLogSettings.format is not JSON.",
    "accessLogSettings.format lacks the integration's error.",
  ],
};
const NO_JSON = { filter: ["pattern is for JSON, and the lines of the log are columns: it counts no line."] };
const UNKNOWN = { filter: ["pattern reads a field that the format of the access log does not have."] };

describeRule(metricFilterCounts, {
  finds: {
    "another log than the stack's": {
      stack: read(elsewhere(filter('{ $.error = "a" }'), "/orders/prod")),
      found: {
        filter: [
          "logGroupName is a log that the stack does not have, and no filter reads the stack's own for this metric.",
        ],
      },
    },
    "one field with two values": { stack: read(filter('{ ($.error = "a") && ($.error = "b") }')), found: TWO },
    "one field with two numbers": { stack: read(filter("{ $.error = 1 && $.error = 2 }")), found: TWO },
    "a field that no line has": { stack: read(filter("{ $.status = 400 }")), found: UNKNOWN },
    "a field that a transformer renames": { stack: transformed('{ $.error = "a" }', RENAMED), found: GONE },
    "a field that a transformer moves": { stack: transformed('{ $.error = "a" }', MOVED), found: GONE },
    "a field that a transformer deletes": {
      stack: transformed('{ $.error = "a" }', { deleteKeys: [{ withKeys: ["error"] }] }),
      found: GONE,
    },
    "columns of lines that are JSON": {
      stack: read(filter("[host, ident, user, time, request, status=400, size]")),
      found: NO_COLUMNS,
    },
    "the last columns of lines that are JSON": { stack: read(filter("[..., status=400, size]")), found: NO_COLUMNS },
    "a number as the only column of lines that are JSON": { stack: read(filter("[status >= 400]")), found: NO_COLUMNS },
    "fewer columns than JSON with spaces has": { stack: withFormat(SPACED, "[key, id]"), found: NO_COLUMNS },
    "JSON of lines that are columns": {
      stack: withFormat(COLUMNS, "{ $.status = 400 }"),
      found: NO_JSON,
      also: NOT_JSON,
    },
    "a count of 0": {
      stack: read(filter('{ $.error = "a" }', "0")),
      found: { filter: ["metricTransformation.value is 0: the alarm on this metric never goes off."] },
    },
  },
  accepts: {
    "one of two values": { stack: read(filter('{ ($.error = "a") || ($.error = "b") }')) },
    "the same value twice": { stack: read(filter('{ ($.error = "a") && ($.error = "a") }')) },
    "patterns with wildcards": { stack: read(filter('{ ($.error = "a*") && ($.error = "*b") }')) },
    "columns of lines that are columns": {
      stack: withFormat(COLUMNS, "[ip, time, method, status=400, id]"),
      also: NOT_JSON,
    },
    "words in the only column of lines that are JSON": { stack: read(filter('[line = "*error*"]')) },
    "words in the last of any columns": { stack: read(filter('[..., line = "*a, b*"]')) },
    "as many columns as JSON with spaces has": {
      stack: withFormat(SPACED, '[open, key, id, other, error="a", close]'),
    },
    "a range of numbers": { stack: read(filter("{ ($.error >= 1) && ($.error != 3) }")) },
    "words of lines that are no JSON": { stack: read(filter("?ERROR ?Exception")) },
    "the stack's own log, by a text": { stack: read(elsewhere(filter('{ $.error = "a" }'), "/orders/dev")) },
    "another log beside the stack's, for the same metric": {
      stack: read(filter('{ $.error = "a" }'), elsewhere(filter('{ $.error = "a" }'), "/orders/prod", "other")),
    },
    "a function's log, which AWS makes": {
      stack: read(elsewhere(filter("?ERROR"), "/aws/lambda/reader"), FUNCTION),
    },
    "a log of somebody else's in no component of the API": {
      stack: read({ ...elsewhere(filter("?ERROR"), "/aws/vpc/flow"), parent: undefined }),
    },
    "another log, that no alarm reads": {
      stack: [...change("alarm", {}), elsewhere(filter("?ERROR"), "/aws/vpc/flow")],
    },
    "a filter that no alarm reads": { stack: [...change("alarm", {}), filter("{ $.status = 400 }", "0")] },
  },
});
