import assert from "node:assert/strict";

import { compileMetricFilter, type MetricTransformation } from "../../../src/cloudwatch/filters/metric-filter";

const TIME = Date.UTC(2026, 10, 28, 12);
const REFUSED: MetricTransformation = {
  namespace: "aerospike-kinesis/orders-prod",
  name: "RefusedRecords",
  value: "1",
};
const PATTERN = "{ ($.status = 400) || ($.status = 413) }";

const run = (pattern: string, transformation: Partial<MetricTransformation>, event: unknown) =>
  compileMetricFilter(pattern, { ...REFUSED, ...transformation })({ message: JSON.stringify(event), timestamp: TIME });

describe("a metric filter", () => {
  it("adds its value for an event that matches, and nothing for another one", () => {
    assert.deepEqual(run(PATTERN, {}, { status: "413" }), {
      namespace: "aerospike-kinesis/orders-prod",
      name: "RefusedRecords",
      dimensions: {},
      value: 1,
      unit: "None",
      timestamp: TIME,
    });
    assert.equal(run(PATTERN, {}, { status: "200" }), undefined);
  });

  it("adds its default value for an event that does not match", () => {
    assert.equal(run(PATTERN, { defaultValue: 0 }, { status: "200" })?.value, 0);
    assert.equal(run(PATTERN, { defaultValue: 0 }, { status: "400" })?.value, 1);
  });

  it("adds a number that the event has, in its unit", () => {
    const latency = { value: "$.latency", unit: "Milliseconds" };
    assert.equal(run("{ $.latency = * }", latency, { latency: 50 })?.value, 50);
    assert.equal(run("{ $.latency = * }", latency, { latency: "50" })?.value, 50);
    assert.equal(run("{ $.latency = * }", latency, { latency: 50 })?.unit, "Milliseconds");
    assert.equal(run("{ $.latency = * }", latency, { latency: "-" }), undefined);
  });

  it("takes dimensions from the event, and adds nothing without one of them", () => {
    const dimensions = { Method: "$.method", Status: "$.status" };
    assert.deepEqual(run(PATTERN, { dimensions }, { status: 400, method: "POST" })?.dimensions, {
      Method: "POST",
      Status: "400",
    });
    assert.equal(run(PATTERN, { dimensions }, { status: 400 }), undefined);
  });

  const problems: Readonly<Record<string, readonly [string, Partial<MetricTransformation>]>> = {
    "dimensions and default value": [PATTERN, { dimensions: { a: "$.a" }, defaultValue: 0 }],
    "dimensions of terms": ["ERROR", { dimensions: { a: "$.a" } }],
    "four dimensions": [PATTERN, { dimensions: { a: "$.a", b: "$.b", c: "$.c", d: "$.d" } }],
    "a dimension that is no selector": [PATTERN, { dimensions: { a: "x" } }],
    "a value that is no number": [PATTERN, { value: "one" }],
    "a name with a colon": [PATTERN, { name: "a:b" }],
    "a namespace with a star": [PATTERN, { namespace: "a*" }],
  };
  for (const [name, [pattern, transformation]] of Object.entries(problems)) {
    it(`with ${name} is refused`, () => {
      assert.throws(() => run(pattern, transformation, {}), { type: "InvalidParameterException" });
    });
  }
});
