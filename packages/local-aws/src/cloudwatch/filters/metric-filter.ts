import { AwsError } from "../../errors";
import type { MetricDatum } from "../metrics/metric";
import { compileFilterPattern } from "./filter-pattern";
import { type Selector, selectorOf } from "./json-field";

/** How a metric filter makes a metric of log events. */
export interface MetricTransformation {
  readonly namespace: string;
  readonly name: string;
  /** A number, or a property selector such as `$.latency`. */
  readonly value: string;
  /** What an event that does not match adds. @defaultValue nothing */
  readonly defaultValue?: number | undefined;
  /** Property selectors by the names of the dimensions. @defaultValue none */
  readonly dimensions?: Readonly<Record<string, string>> | undefined;
  /** @defaultValue None */
  readonly unit?: string | undefined;
}

/** A log event as a filter sees it. */
export interface FilteredEvent {
  readonly message: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
}

/** Makes the metric datum of a log event, or none. */
export type MetricFilter = (event: FilteredEvent) => Omit<MetricDatum, "region"> | undefined;

/** "You can create metric filters with up to three dimensions." */
const MAX_DIMENSIONS = 3;

const INVALID_NAME = /[:*$]/;

/**
 * Prepares a metric filter. A matching event adds the value; another event adds the default value, if there is one. An
 * event adds nothing if its value is no number, or if it lacks a dimension.
 * @param pattern of the filter
 * @param transformation the metric that it makes
 * @returns the filter
 * @throws AwsError InvalidParameterException
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export function compileMetricFilter(pattern: string, transformation: MetricTransformation): MetricFilter {
  const { namespace, name, defaultValue, unit = "None" } = transformation;
  const { kind, match } = compileFilterPattern(pattern);
  const problem = problemOf(transformation, kind);
  if (problem !== undefined) throw invalidTransformation(problem);
  const valueOf = compileValue(transformation.value);
  const dimensions = Object.entries(transformation.dimensions ?? {}).map(
    ([dimension, selector]) => [dimension, selectorOf(selector)] as const,
  );

  return ({ message, timestamp }) => {
    const matched = match(message);
    const value = matched ? valueOf(matched.event) : defaultValue;
    const known = matched ? dimensionsOf(dimensions, matched.event) : {};
    return value === undefined || known === undefined
      ? undefined
      : { namespace, name, dimensions: known, value, unit, timestamp };
  };
}

function problemOf(
  { namespace, name, dimensions = {}, defaultValue }: MetricTransformation,
  kind: "json" | "terms",
): string | undefined {
  const count = Object.keys(dimensions).length;
  const bad = [namespace, name].find((text) => text === "" || text.length > 255 || INVALID_NAME.test(text));
  if (bad !== undefined) return `the name "${bad}" must have 1 to 255 characters, none of them : * or $.`;
  if (count > 0 && defaultValue !== undefined) return "dimensions and default value are mutually exclusive properties.";
  if (count > 0 && kind === "terms") return "dimensions need a JSON pattern, got a pattern of terms.";
  return count > MAX_DIMENSIONS ? `at most ${MAX_DIMENSIONS} dimensions are allowed, got ${count}.` : undefined;
}

function compileValue(text: string): (event: unknown) => number | undefined {
  if (text.startsWith("$")) {
    const selector = selectorOf(text);
    return (event) => numberOf(selector(event));
  }
  const value = numberOf(text);
  if (value === undefined) throw invalidTransformation(`expected a number or a property selector, got "${text}".`);
  return () => value;
}

/** API Gateway's access log has its numbers in quotes. */
function numberOf(value: unknown): number | undefined {
  const text = typeof value === "number" ? String(value) : value;
  const isNumber = typeof text === "string" && text.trim() !== "" && Number.isFinite(Number(text));
  return isNumber ? Number(text) : undefined;
}

function dimensionsOf(
  selectors: readonly (readonly [string, Selector])[],
  event: unknown,
): Record<string, string> | undefined {
  const known: Record<string, string> = {};
  for (const [dimension, selector] of selectors) {
    const value = selector(event);
    if ((typeof value !== "string" && typeof value !== "number") || value === "") return undefined;
    known[dimension] = String(value);
  }
  return known;
}

const invalidTransformation = (problem: string): AwsError =>
  new AwsError("InvalidParameterException", `Invalid metric transformation: ${problem}`);
