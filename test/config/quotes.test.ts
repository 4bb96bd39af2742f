import assert from "node:assert/strict";

import { decodeValue } from "../../config/value";
import { problemsOf } from "../support/settings-problems";

const problemsWith = (change: object): readonly string[] =>
  problemsOf({ service: "orders", regions: ["ap-south-1"], ...change });

describe("a text without quotes", () => {
  const quotes = (key: string, found: string) =>
    `${key}: expected a text in quotes, got the ${found}; put quotes around what the file says, or set it with pulumi ` +
    "config set --path --type string: without them Pulumi may change it (0123 becomes 83)";

  it("is named with what to do, wherever quotes are all that it lacks", () => {
    const change = {
      // As `pulumi config set --path` writes them, and Pulumi hands them over.
      tags: decodeValue('{"cost-center":48213,"pii":true,"share":0.5}'),
      streams: decodeValue('[{"name":2024}]'),
      connector: { format: { "metadata-key": 7 }, streamname: "2024" },
    };
    assert.deepEqual(problemsWith(change), [
      quotes("streams[0].name", "number 2024"),
      quotes("connector.format.metadata-key", "number 7"),
      quotes("tags.cost-center", "number 48213"),
      quotes("tags.pii", "boolean true"),
      quotes("tags.share", "number 0.5"),
    ]);
  });

  it("is seen in a date, which Pulumi has rewritten", () => {
    assert.deepEqual(problemsWith({ tags: { when: "2026-01-01 00:00:00 +0000 UTC", quoted: "2026-01-01" } }), [
      'tags.when: expected a date in quotes, because Pulumi rewrites one without, got "2026-01-01 00:00:00 +0000 UTC"',
    ]);
  });

  it("is seen in a date that is a key", () => {
    const date = "2026-01-01 00:00:00 +0000 UTC";
    assert.deepEqual(problemsWith({ tags: { [date]: "x", "2026-01-01": "x" } }), [
      `tags.${date}: expected a date in quotes, because Pulumi rewrites one without, got "${date}"`,
    ]);
  });

  it("is not what is wrong with a value that quotes do not mend", () => {
    assert.deepEqual(problemsWith({ service: 5, regions: [5], tags: { a: null } }), [
      "service: expected 2 to 40 lower-case letters, digits or '-', beginning with a letter, got 5",
      "regions[0]: expected an AWS region such as ap-south-1, got 5",
      "tags.a: expected up to 256 letters, digits, spaces or _.:/=+-@ that do not begin with aws:, got null",
    ]);
    assert.deepEqual(problemsWith({ api: { path: true } }), [quotes("api.path", "boolean true")]);
  });
});

describe("a setting as Pulumi hands it over", () => {
  it("is JSON, or text as it is", () => {
    const decoded = { '["a"]': ["a"], '{"a":0}': { a: 0 }, "5": 5, false: false, orders: "orders", "0123": "0123" };
    for (const [value, expected] of Object.entries(decoded)) assert.deepEqual(decodeValue(value), expected);
  });

  it("has its default where the key stands without a value", () => {
    assert.equal(decodeValue(""), undefined);
    assert.deepEqual(problemsWith({ tags: decodeValue(""), protect: decodeValue("") }), []);
  });
});
