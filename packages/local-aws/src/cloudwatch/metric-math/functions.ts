import { fill } from "./fill";
import { ifFunction } from "./if-function";
import { type Argument, invalidMath, isScalar, mapValue, type MathValue, type Series, valueIn } from "./values";

/** What an expression can ask for beside its arguments. */
export interface MathScope {
  /** Of every metric, in seconds: an alarm has one period. */
  readonly period: number;
  /** The value of a metric or another expression. @throws AwsError ValidationError if there is none of this id */
  readonly valueOf: (id: string) => MathValue;
  /** Of the metrics, without the expressions, by their ids. */
  readonly metrics: ReadonlyMap<string, Series>;
}

/** A function of metric math. */
export interface MathFunction {
  readonly arguments: readonly [least: number, most: number];
  readonly apply: (given: readonly Argument[], scope: MathScope) => MathValue;
}

/** A function of each point; over an array, of each point of each time series. */
const ofEach = (change: (point: number) => number | undefined): MathFunction => ({
  arguments: [1, 1],
  apply: ([value]) => mapValue(valueIn(value), change),
});

/** "of a single time series returns a scalar", "of an array of time series returns a single time series". */
const ofAll = (summarize: (series: Series) => number): MathFunction => ({
  arguments: [1, 1],
  apply: ([given]) => {
    const value = valueIn(given);
    if (isScalar(value)) return value;
    if ("series" in value) return summarize(value.series);
    const [first = []] = value.list;
    const columns = first.map((_, index) => value.list.map((series) => series[index]));
    return {
      series: columns.map((column) => (column.some((point) => point !== undefined) ? summarize(column) : undefined)),
    };
  },
});

const pointsIn = (series: Series): readonly number[] => series.filter((point) => point !== undefined);

const sum = (series: Series): number => pointsIn(series).reduce((total, point) => total + point, 0);

/** 0 where there is no point at all. */
const extreme = (choose: (...points: number[]) => number) => (series: Series) => {
  const points = pointsIn(series);
  return points.length === 0 ? 0 : choose(...points);
};

const FUNCTIONS: ReadonlyMap<string, MathFunction> = new Map<string, MathFunction>([
  ["ABS", ofEach(Math.abs)],
  ["CEIL", ofEach(Math.ceil)],
  ["FLOOR", ofEach(Math.floor)],
  ["SUM", ofAll(sum)],
  // "Missing values are treated as 0."
  ["AVG", ofAll((series) => (series.length === 0 ? 0 : sum(series) / series.length))],
  ["MIN", ofAll(extreme(Math.min))],
  ["MAX", ofAll(extreme(Math.max))],
  ["FILL", { arguments: [2, 2], apply: ([filled, filler = 0]) => fill(valueIn(filled), filler) }],
  [
    "IF",
    {
      arguments: [2, 3],
      apply: ([condition, whenTrue, whenFalse]) =>
        ifFunction(valueIn(condition), valueIn(whenTrue), whenFalse === undefined ? undefined : valueIn(whenFalse)),
    },
  ],
  ["PERIOD", { arguments: [1, 1], apply: (_, { period }) => period }],
  [
    "METRICS",
    {
      arguments: [0, 1],
      apply: ([text], { metrics }) => ({
        list: [...metrics]
          .filter(([id]) => text === undefined || (typeof text === "string" && id.includes(text)))
          .map(([, series]) => series),
      }),
    },
  ],
]);

/**
 * Finds a function of metric math by AWS's name.
 * @param name in capitals
 * @returns the function
 * @throws AwsError ValidationError for a name that AWS does not have, and for a function that is not modelled
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function functionOf(name: string): MathFunction {
  const found = FUNCTIONS.get(name);
  if (found !== undefined) return found;
  throw invalidMath(
    `the local AWS does not model ${name}; it models ${[...FUNCTIONS.keys()].join(", ")} ` +
      "(packages/local-aws/src/cloudwatch/metric-math/functions.ts)",
  );
}
