import assert from "node:assert/strict";

import { evaluateLogQuery, nameKeys, sourceOf } from "../../../commands/dashboard-picture/log-query";

const SOURCE = "SOURCE '/aws/apigateway/orders-prod/access'";
const line = (httpMethod: string, status: number, sourceIp: string) => ({ httpMethod, status, sourceIp });
const EVENTS = [
  line("POST", 200, "a"),
  line("POST", 403, "b"),
  line("POST", 429, "a"),
  line("GET", 429, "a"),
  line("POST", 429, "a"),
];

describe("a log table's query", () => {
  it("names its log group", () => {
    assert.equal(sourceOf(`${SOURCE} | limit 1`), "/aws/apigateway/orders-prod/access");
    assert.throws(() => sourceOf("filter status = 1"), /names no log group/);
  });

  it("filters, counts, sorts and limits", () => {
    const query = (limit: number) =>
      `${SOURCE} | filter httpMethod = 'POST' and status >= 400 | stats count(*) as records by status, sourceIp | sort records desc | limit ${limit}`;
    assert.deepEqual(evaluateLogQuery(query(20), EVENTS), {
      columns: ["status", "sourceIp", "records"],
      rows: [
        ["429", "a", "2"],
        ["403", "b", "1"],
      ],
    });
    assert.equal(evaluateLogQuery(query(1), EVENTS).rows.length, 1);
  });

  it("is refused where it has what this tool does not evaluate", () => {
    for (const command of [
      "parse status /x/",
      "filter status != 400",
      "stats avg(status) as a by sourceIp",
      "sort records asc",
      "sort records desc",
    ]) {
      assert.throws(() => evaluateLogQuery(`${SOURCE} | ${command}`, EVENTS), Error, command);
    }
  });

  it("shows keys by numbers, because their ids are others in every run", () => {
    const rows = [["x9"], ["-"], ["a1"], ["x9"]];
    assert.deepEqual(nameKeys({ columns: ["apiKeyId"], rows }).rows, [["key 1"], ["-"], ["key 2"], ["key 1"]]);
  });
});
