import assert from "node:assert/strict";

import { asList, membersOf } from "../../../policies/read/lists";

describe("a value that may be a list", () => {
  it("is its members, and a single value is a list of one", () => {
    assert.deepEqual([["a", 1], "a", "", undefined, null].map(asList), [["a", 1], ["a"], [""], [], []]);
  });

  it("has no members if it is none", () => {
    assert.deepEqual([["a", 1], "a", { length: 1 }, undefined, null].map(membersOf), [["a", 1], [], [], [], []]);
  });
});
