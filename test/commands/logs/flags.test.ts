import assert from "node:assert/strict";

import { filterPattern } from "../../../commands/logs/filter-pattern";
import { readFlags } from "../../../commands/logs/flags";
import { UsageError } from "../../../commands/shared/errors";

const ID = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";
const OF_REQUEST = `(($.requestId = "${ID}") || ($.extendedRequestId = "${ID}"))`;

describe("the command line of npm run logs", () => {
  const patterns: Record<string, object> = {
    "": {},
    "{ ($.status = 400) }": { status: "400" },
    "{ ($.status >= 400) && ($.status < 500) }": { status: "4xx" },
    [`{ ${OF_REQUEST} }`]: { "request-id": ID },
    [`{ ${OF_REQUEST} && ($.status = 502) }`]: { "request-id": ID, status: "502" },
  };
  for (const [pattern, flags] of Object.entries(patterns)) {
    it(`asks for ${pattern || "every line"}`, () => {
      assert.equal(filterPattern(readFlags(flags)), pattern);
    });
  }

  it("reads the last quarter of an hour, and the last day for a request", () => {
    const timesOf = (flags: object) => readFlags(flags).sinceMs / 1000;
    assert.deepEqual(
      [{}, { "request-id": ID }, { since: "90s" }, { since: "6h", "request-id": ID }, { since: "2d" }].map(timesOf),
      [900, 86_400, 90, 21_600, 172_800],
    );
  });

  it("takes the second id of a request, which has other characters", () => {
    assert.match(filterPattern(readFlags({ "request-id": "JKJaX/mP+_vHcE-SHA=" })), /JKJaX\/mP\+_vHcE-SHA=/);
  });

  it("names all its problems at once", () => {
    const flags = { "request-id": '"} || {', status: "40", since: "15", limit: "0", format: "xml" };
    assert.throws(
      () => readFlags(flags),
      (error: Error) => {
        assert.ok(error instanceof UsageError);
        assert.deepEqual(error.message.split("\n"), [
          '--request-id: expected the requestId of an answer (letters, digits, -, _, =, + and /), got "} || {.',
          "--status: expected a status such as 400 or 4xx, got 40.",
          "--since: expected a time such as 90s, 15m, 6h or 2d, at most 3653d, got 15.",
          "--limit: expected a whole number from 1 to 10000, got 0.",
          "--format: expected text or json, got xml.",
        ]);
        return true;
      },
    );
    for (const limit of ["1e3", "0x10", " 5"]) assert.throws(() => readFlags({ limit }), /--limit: expected a whole/);
    for (const empty of [{ "request-id": "" }, { status: "" }, { since: "" }, { limit: "" }, { format: "" }]) {
      assert.throws(() => readFlags(empty), /got an empty text\.$/);
    }
    assert.throws(() => readFlags({ since: "9999999d" }), /at most 3653d, got 9999999d/);
  });
});
