import { AwsError } from "../../errors";

/** The values of one metric or expression, one for each period, the oldest first; undefined where there is none. */
export type Series = readonly (number | undefined)[];

/** What an expression gives: AWS's S, TS and TS[]. */
export type MathValue = number | { readonly series: Series } | { readonly list: readonly Series[] };

/** What stands between the parentheses of a function: a value, a text in quotes, or a word such as `REPEAT`. */
export type Argument = MathValue | string;

/** Makes a value of two; the result is undefined where there is no data point. */
export type PointOperator = (left: number, right: number) => number | undefined;

/**
 * Whether a value is a number.
 * @param value any
 * @returns false for a time series, and for an array of them
 */
export const isScalar = (value: MathValue): value is number => typeof value === "number";

/**
 * The time series in a value, or refuses.
 * @param value that must be one time series
 * @param what needs it, for the error
 * @returns its values
 * @throws AwsError ValidationError for a scalar or an array of time series
 */
export function seriesIn(value: MathValue, what: string): Series {
  if (isScalar(value) || "list" in value) {
    throw invalidMath(`${what} must be a single time series, got ${isScalar(value) ? "a scalar" : "an array"}`);
  }
  return value.series;
}

/**
 * Changes each value of a time series, of an array of them, or a scalar.
 * @param value any
 * @param change gives undefined where no data point is left
 * @returns a value of the same type
 */
export function mapValue(value: MathValue, change: (point: number) => number | undefined): MathValue {
  if (isScalar(value)) return change(value) ?? Number.NaN;
  return mapSeries(value, (series) => series.map((point) => (point === undefined ? undefined : change(point))));
}

/**
 * Changes a time series, or each one of an array.
 * @param value a scalar stays as it is
 * @param change of one time series
 * @returns a value of the same type
 */
export function mapSeries(value: MathValue, change: (series: Series) => Series): MathValue {
  if (isScalar(value)) return value;
  return "list" in value ? { list: value.list.map(change) } : { series: change(value.series) };
}

/**
 * The value of an argument, or refuses.
 * @param argument of a function
 * @returns the value
 * @throws AwsError ValidationError for a text or a word
 */
export function valueIn(argument: Argument | undefined): MathValue {
  if (argument !== undefined && typeof argument !== "string") return argument;
  throw invalidMath(`expected a metric, an expression or a number, got ${argument ?? "nothing"}`);
}

/**
 * A word of an argument, or refuses.
 * @param argument of a function
 * @param words that are possible
 * @returns the word
 * @throws AwsError ValidationError for any other
 */
export function textIn(argument: string, words: readonly string[]): string {
  if (words.includes(argument)) return argument;
  throw invalidMath(`expected ${words.join(" or ")}, got ${argument}`);
}

/**
 * Joins two values point by point. "Missing values in a time series are treated as 0": where only one of two time series
 * has a value, the other counts as 0. Where none has one, there is no data point.
 * @param left any
 * @param right any, but not an array beside an array
 * @param operator of both points
 * @returns a scalar for two scalars; a time series, or an array if one of them is an array
 * @throws AwsError ValidationError for two arrays
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function joinValues(left: MathValue, right: MathValue, operator: PointOperator): MathValue {
  if (isScalar(left)) return mapValue(right, (point) => operator(left, point));
  if (isScalar(right)) return mapValue(left, (point) => operator(point, right));
  if ("list" in left) {
    if ("list" in right) throw invalidMath("an operator cannot have an array on both sides");
    return { list: left.list.map((series) => joinSeries(series, right.series, operator)) };
  }
  return "list" in right
    ? { list: right.list.map((series) => joinSeries(left.series, series, operator)) }
    : { series: joinSeries(left.series, right.series, operator) };
}

const joinSeries = (left: Series, right: Series, operator: PointOperator): Series =>
  left.map((point, index) => {
    const other = right[index];
    return point === undefined && other === undefined ? undefined : operator(point ?? 0, other ?? 0);
  });

/**
 * The error for an expression that cannot be evaluated.
 * @param problem what is wrong with it
 * @returns the error, to throw
 */
export const invalidMath = (problem: string): AwsError =>
  new AwsError("ValidationError", `Invalid metrics list: the expression cannot be evaluated: ${problem}`);
