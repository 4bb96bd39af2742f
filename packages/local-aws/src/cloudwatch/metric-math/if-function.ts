import { isScalar, type MathValue, type Series, seriesIn } from "./values";

/**
 * `IF(condition, whenTrue, whenFalse)`, point by point. A condition of 0 is false. A point is dropped where the condition
 * has none, and where the condition is false and `whenFalse` has none. It is 0 where the condition is true and `whenTrue`
 * has none.
 * @param condition a scalar or a time series
 * @param whenTrue a scalar or a time series
 * @param whenFalse a scalar or a time series; undefined if the expression has none
 * @returns a time series; with three scalars a scalar
 * @throws AwsError ValidationError for an array
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#using-IF-expressions
 */
export function ifFunction(condition: MathValue, whenTrue: MathValue, whenFalse: MathValue | undefined): MathValue {
  const pointOf = (value: MathValue | undefined, name: string): ((index: number) => number | undefined) => {
    if (value === undefined) return () => undefined;
    if (isScalar(value)) return () => value;
    const series = seriesIn(value, `the ${name} of IF`);
    return (index) => series[index];
  };
  const trueAt = pointOf(whenTrue, "value");
  const falseAt = pointOf(whenFalse, "other value");
  if (isScalar(condition)) {
    const chosen = condition === 0 ? whenFalse : whenTrue;
    if (chosen !== undefined) return chosen;
    const length = isScalar(whenTrue) ? 0 : seriesIn(whenTrue, "the value of IF").length;
    return { series: Array.from<undefined>({ length }) };
  }
  const choose = (point: number | undefined, index: number): number | undefined => {
    if (point === undefined) return undefined;
    return point === 0 ? falseAt(index) : (trueAt(index) ?? 0);
  };
  const conditions: Series = seriesIn(condition, "the condition of IF");
  return { series: conditions.map(choose) };
}
