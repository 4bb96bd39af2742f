import assert from "node:assert/strict";

import fc from "fast-check";

import { readFinding, readWaivedFinding, writeFinding, writeWaivedFinding } from "../../policies/finding";

/** Texts of several lines, many of them with a label of the format in them. */
const PIECES = ["Found: ", "To do: ", "Why:   https://a.example", "Waived until 2026-12-31: ", "\n", " ", "a", ": "];
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string()), { minLength: 1 })
  .map((parts) => parts.join("").trim())
  .filter((part) => part !== "");
const url = fc.webUrl();

const DESCRIPTION = "Streams are on demand.";
/** What the engine makes of a policy's text. */
const handOn = (message: string): string => `${DESCRIPTION}\n${message}\n`;

describe("the text of a finding", () => {
  it("is the found, the steps and the link, each behind its label", () => {
    assert.equal(
      writeFinding({ found: "shardCount\nis set.", toDo: "Drop it.", url: "https://why.example" }),
      "Found: shardCount\nis set.\nTo do: Drop it.\nWhy:   https://why.example",
    );
  });

  it("reads as it was written, whatever its parts say", () => {
    const finding = fc.record({ found: text, toDo: text, url }, { requiredKeys: ["found"] });
    fc.assert(
      fc.property(finding, (written) => {
        assert.deepEqual(readFinding(handOn(writeFinding(written)), DESCRIPTION), { ...written });
      }),
    );
  });

  it("of a waived one reads as it was written, whatever its parts say", () => {
    const waived = fc.record({
      rule: fc.stringMatching(/^[a-z]+(-[a-z]+)*$/),
      found: text,
      until: fc.constant("2026-12-31"),
      reason: text,
    });
    fc.assert(
      fc.property(waived, (written) => {
        assert.deepEqual(readWaivedFinding(handOn(writeWaivedFinding(written)), DESCRIPTION), { ...written });
      }),
    );
  });

  it("of another pack is what was found as a whole", () => {
    assert.deepEqual(readFinding(handOn("Too many shards."), DESCRIPTION), { found: "Too many shards." });
    assert.equal(readWaivedFinding(handOn("Too many shards."), DESCRIPTION), undefined);
    assert.equal(readWaivedFinding(handOn("Found: Too many shards."), DESCRIPTION), undefined);
  });
});
