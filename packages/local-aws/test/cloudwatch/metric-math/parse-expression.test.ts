import assert from "node:assert/strict";

import { parseExpression } from "../../../src/cloudwatch/metric-math/parse-expression";
import type { Series } from "../../../src/cloudwatch/metric-math/values";

/** `30 - 0` is a time series with a gap. */
const seriesOf = (text: string): Series => text.split(" ").map((point) => (point === "-" ? undefined : Number(point)));

const textOf = (series: Series): string => series.map((point) => point ?? "-").join(" ");

/** The value of an expression over time series, by their ids. */
function evaluate(expression: string, given: Readonly<Record<string, string>> = {}): string {
  const metrics = new Map(Object.entries(given).map(([id, text]) => [id, seriesOf(text)]));
  const value = parseExpression(expression)({
    period: 60,
    metrics,
    valueOf: (id) => ({ series: metrics.get(id) ?? assert.fail(`no ${id}`) }),
  });
  if (typeof value === "number") return String(value);
  return "list" in value ? value.list.map(textOf).join(" | ") : textOf(value.series);
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
describe("metric math", () => {
  const comparing = { metric1: "30 20 0 0", metric2: "20 - 20 -" };
  const choosing = { metric1: "1 1 0 0 -", metric2: "30 - 0 0 30", metric3: "0 0 20 - 20" };

  for (const [expression, given, expected] of [
    // The tables of AWS's page.
    ["metric1 < metric2", comparing, "0 0 1 0"],
    ["metric1 >= 30", comparing, "1 0 0 0"],
    ["metric1 > 15 AND metric2 > 15", comparing, "1 0 0 0"],
    ["IF(metric1, metric2, metric3)", choosing, "30 0 20 - -"],
    ["IF(metric1, 5, metric3)", choosing, "5 5 20 - -"],
    ["IF(metric1, metric2, 5)", choosing, "30 0 5 5 -"],
    // Its words.
    ["IF(metric1, metric2)", choosing, "30 0 - - -"],
    ["IF(1, metric2, metric3)", choosing, "30 - 0 0 30"],
    ["IF(0, metric2)", choosing, "- - - - -"],
    ["IF(m < 400, 10, 2)", { m: "399 400 -" }, "10 2 -"],
    ["a + b", { a: "1 - -", b: "2 3 -" }, "3 3 -"],
    ["a / b", { a: "6 1 1", b: "3 0 -" }, "2 - -"],
    ["5 * a - 1", { a: "1 -" }, "4 -"],
    ["-a ^ 2", { a: "3" }, "-9"],
    ["2 ^ 3 ^ 2 + a", { a: "0" }, "512"],
    ["a == 1 || b != 2 && a > 5", { a: "1 2 9", b: "2 1 1" }, "1 0 1"],
    ["a >= 3 OR a == 1", { a: "1 2 3" }, "1 0 1"],
    ["m1 - AVG(m1)", { m1: "1 - 5" }, "-1 - 3"],
    ["m1 - MIN(m1)", { m1: "2 - 5" }, "0 - 3"],
    ["m1 / MAX(m1)", { m1: "2 - 4" }, "0.5 - 1"],
    ["SUM([m1, m2])", { m1: "1 - -", m2: "2 3 -" }, "3 3 -"],
    ["SUM(100/[m1, m2])", { m1: "1 2", m2: "4 5" }, "125 70"],
    ["SUM(METRICS())", { m1: "1", m2: "2" }, "3"],
    ['SUM(METRICS("err"))', { errors: "1", requests: "2" }, "1"],
    ["ABS(m1 - m2)", { m1: "1", m2: "4" }, "3"],
    ["CEIL(m) + FLOOR(m)", { m: "1.5" }, "3"],
    ["FILL(m, 0)", { m: "- 1 -" }, "0 1 0"],
    ["FILL(m, n)", { m: "- 1", n: "7 8" }, "7 1"],
    ["FILL(m, REPEAT)", { m: "- 1 - 4 -" }, "- 1 1 4 4"],
    ["FILL(m, LINEAR)", { m: "- 1 - - 4 -" }, "- 1 2 3 4 -"],
    ["FILL(METRICS(), 0)", { m: "- 1", n: "2 -" }, "0 1 | 2 0"],
    ["m / PERIOD(m)", { m: "120" }, "2"],
  ] as const) {
    it(`makes ${expected} of ${expression}`, () => {
      assert.equal(evaluate(expression, given), expected);
    });
  }

  for (const [expression, problem] of [
    ["", /expected a value, got the end of the expression/],
    ["m +", /expected a value, got the end/],
    ["(m", /expected \), got the end/],
    ["m m", /expected an operator, got m/],
    ["m # 1", /cannot read # 1/],
    ["IF(m)", /IF takes 2 to 3 arguments, got 1/],
    ["FILL(m, ZERO)", /expected REPEAT or LINEAR, got ZERO/],
    ["SUM(REPEAT)", /expected a metric, an expression or a number, got REPEAT/],
    ["RUNNING_SUM(m)", /does not model RUNNING_SUM; it models ABS, /],
    ["[m, m] + [m, m]", /an array on both sides/],
    ["IF([m], m)", /the condition of IF must be a single time series, got an array/],
  ] as const) {
    it(`refuses ${expression === "" ? "nothing" : expression}`, () => {
      assert.throws(() => evaluate(expression, { m: "1" }), problem);
    });
  }
});
