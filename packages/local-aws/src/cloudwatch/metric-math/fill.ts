import { type Argument, isScalar, mapSeries, type MathValue, type Series, seriesIn, textIn, valueIn } from "./values";

/**
 * Fills the missing values of a time series, or of each one of an array: `FILL(m1, 0)`, `FILL(m1, m2)`,
 * `FILL(m1, REPEAT)` with the last value before, `FILL(m1, LINEAR)` with values between both neighbours.
 * @param filled what has gaps
 * @param filler a scalar, a time series, `REPEAT` or `LINEAR`
 * @returns a value of the type of `filled`
 * @throws AwsError ValidationError for another filler
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function fill(filled: MathValue, filler: Argument): MathValue {
  if (typeof filler === "string") {
    const how = textIn(filler, ["REPEAT", "LINEAR"]) === "REPEAT" ? repeat : interpolate;
    return mapSeries(filled, how);
  }
  const value = valueIn(filler);
  if (isScalar(value)) return mapSeries(filled, (series) => series.map((point) => point ?? value));
  const other = seriesIn(value, "what FILL fills with");
  return mapSeries(filled, (series) => series.map((point, index) => point ?? other[index]));
}

function repeat(series: Series): Series {
  let last: number | undefined;
  return series.map((point) => (last = point ?? last));
}

function interpolate(series: Series): Series {
  return series.map((point, index) => {
    if (point !== undefined) return point;
    const before = series.findLastIndex((other, at) => at < index && other !== undefined);
    const after = series.findIndex((other, at) => at > index && other !== undefined);
    const [from, to] = [series[before], series[after]];
    return from === undefined || to === undefined
      ? undefined
      : from + ((to - from) * (index - before)) / (after - before);
  });
}
