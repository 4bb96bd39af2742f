import assert from "node:assert/strict";

import type { PolicyResource } from "@pulumi/policy";

import { responsesTo } from "../../../../policies/read/api/integration-response";

describe("the responses to a status", () => {
  it("are those whose pattern matches, or else the default; each pattern is read once a status", () => {
    let reads = 0;
    const responses = ["2\\d\\d", "4\\d\\d", "5\\d\\d", undefined].map((selectionPattern, index) => ({
      name: String(index),
      props: {
        get selectionPattern() {
          reads += 1;
          return selectionPattern;
        },
      },
    })) as unknown as readonly PolicyResource[];
    const found = ["404", "302"].map((status) => responsesTo(status, responses).map(({ name }) => name));
    assert.deepEqual([found, reads], [[["1"], ["3"]], 2 * responses.length]);
  });
});
