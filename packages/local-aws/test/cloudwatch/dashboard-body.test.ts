import assert from "node:assert/strict";

import { refuseDashboardBody } from "../../src/cloudwatch/dashboard-body";

const METRIC = ["AWS/Kinesis", "IncomingRecords", "StreamName", "orders"];

const widget = (type: string, properties: object) => ({ type, x: 0, y: 0, width: 12, height: 6, properties });
const graph = (changes: object) => widget("metric", { region: "eu-west-1", metrics: [METRIC], ...changes });

const check = (...widgets: readonly object[]): void => {
  refuseDashboardBody(JSON.stringify({ widgets }));
};

describe("a dashboard's body", () => {
  it("may have every widget that AWS documents", () => {
    check(
      graph({}),
      graph({
        metrics: [[...METRIC, { color: "#d13212", region: "us-east-1" }], [{ expression: "m1 / 60", id: "e" }]],
      }),
      graph({ annotations: { horizontal: [{ value: 1, label: "alarm", color: "#D13212", yAxis: "right" }] } }),
      graph({ annotations: { horizontal: [[{ value: 1 }, { value: 2 }]] } }),
      widget("metric", { annotations: { alarms: ["arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a"] } }),
      widget("text", { markdown: "# orders" }),
      widget("log", { query: "SOURCE '/access' | stats count(*)", region: "eu-west-1" }),
      widget("alarm", { alarms: ["arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a"] }),
      widget("custom", {}),
    );
  });

  const none = /The metric widget should have specified a region and a data source or an alarm annotation/;
  // Each of these was refused by CloudWatch, as public reports say.
  const refused: Readonly<Record<string, readonly [object, RegExp]>> = {
    "a name of a color": [
      graph({ metrics: [[...METRIC, { color: "red" }]] }),
      /\/widgets\/0\/properties\/metrics\/0\/4\/color: .*such as #1f77b4/,
    ],
    "a metric that is no list": [graph({ metrics: METRIC }), /\/properties\/metrics\/0: expected a list/],
    "a dimension without a value": [graph({ metrics: [METRIC.slice(0, 3)] }), /dimensions by name and value/],
    "options before the dimensions": [graph({ metrics: [["A", "B", {}, "C", "D"]] }), /options at the end/],
    "a limit at no axis": [
      graph({ annotations: { horizontal: [{ value: 1, yAxis: "annotations" }] } }),
      /horizontal\/0/,
    ],
    "a graph without metrics": [graph({ metrics: undefined }), none],
    "a graph without a region": [graph({ region: undefined }), none],
    "a list of no metrics": [graph({ metrics: [] }), /\/properties\/metrics: Too small/],
    "a list of no alarms": [widget("alarm", { alarms: [] }), /\/properties\/alarms: Too small/],
    "a text without words": [widget("text", {}), /\/properties\/markdown/],
    "a table without a query": [widget("log", { region: "eu-west-1" }), /\/properties\/query/],
  };
  for (const [what, [wrong, message]] of Object.entries(refused)) {
    it(`is refused for ${what}`, () => {
      assert.throws(() => {
        check(wrong);
      }, message);
    });
  }

  it("is refused with every problem at once", () => {
    assert.throws(() => {
      check(graph({ region: undefined }), widget("alarm", { alarms: [] }));
    }, /there are 2 validation errors: \/widgets\/0\/properties: .*; \/widgets\/1\/properties\/alarms: /);
  });
});
