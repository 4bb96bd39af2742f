import assert from "node:assert/strict";

import { compileFilterPattern } from "../../../src/cloudwatch/filters/filter-pattern";

const matches = (pattern: string, event: unknown): boolean =>
  compileFilterPattern(pattern).match(typeof event === "string" ? event : JSON.stringify(event)) !== undefined;

function check(event: unknown, patterns: Readonly<Record<string, boolean>>): void {
  for (const [pattern, expected] of Object.entries(patterns)) {
    it(`${pattern} ${expected ? "matches" : "does not match"}`, () => {
      assert.equal(matches(pattern, event), expected);
    });
  }
}

/** The examples of https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-json-log-events.html */
describe("AWS's examples of JSON patterns", () => {
  check(
    {
      eventType: "UpdateTrail",
      sourceIPAddress: "111.111.111.111",
      arrayKey: ["value", "another value"],
      objectList: [
        { name: "a", id: 1 },
        { name: "b", id: 2 },
      ],
      SomeObject: null,
      ThisFlag: true,
    },
    {
      '{ $.eventType = "UpdateTrail" }': true,
      "{ $.sourceIPAddress != 123.123.* }": true,
      "{ $.sourceIPAddress = 111.111.* }": true,
      '{ $.arrayKey[0] = "value" }': true,
      "{ $.objectList[1].id = 2 }": true,
      "{ $.objectList[2].id = 2 }": false,
      "{ $.SomeObject IS NULL }": true,
      "{ $.eventType IS NULL }": false,
      "{ $.SomeOtherObject IS NULL }": false,
      "{ $.SomeOtherObject NOT EXISTS }": true,
      "{ $.SomeObject NOT EXISTS }": false,
      "{ $.ThisFlag IS TRUE }": true,
      "{ $.ThisFlag IS FALSE }": false,
      '{ $.eventType = "*" && $.sourceIPAddress != 111.* }': false,
      "{ $.eventType = *Trail }": true,
      "{ $.eventType = Update* }": true,
      "{ $.eventType = *date* }": true,
      "{ $.eventType = Up*rail }": false,
      "{ $.eventType = updatetrail }": false,
      "{ $.arrayKey = 1 }": false,
      "{ $.arrayKey != 1 }": false,
      "{ $.eventType = %^Update[A-Z]% }": true,
      "{ $.eventType != %^Update% }": false,
    },
  );

  check(
    {
      user: { id: 1, email: "John.Stiles@example.com" },
      users: [
        { id: 2, email: "John.Doe@example.com" },
        { id: 3, email: "Jane.Doe@example.com" },
      ],
      actions: ["GET", "PUT", "DELETE"],
      coordinates: [
        [0, 1, 2],
        [4, 5, 6],
        [7, 8, 9],
      ],
    },
    {
      '{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }': true,
      '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }': true,
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "nonmatch") && $.actions[2] = "nonmatch" }': false,
      '{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }': false,
      "{ $.coordinates[1][2] = 6 }": true,
    },
  );
});

describe("wildcards in property selectors", () => {
  check(
    { users: [{ id: 2 }, { id: 3 }], actions: ["GET", "PUT"], owner: { id: 7, age: 40 }, empty: [] },
    {
      "{ $.users[*].id = 3 }": true,
      "{ $.users[*].id = 4 }": false,
      '{ $.actions[*] = "PUT" }': true,
      "{ $.owner.* = 40 }": true,
      "{ $.*.id = 7 }": true,
      "{ $.owner[*] = 40 }": false,
      "{ $.actions.* = GET }": false,
      "{ $.empty[*] NOT EXISTS }": true,
      "{ $.users[*].id = 3 && $.actions[*] = GET && $.owner.* = 7 }": true,
    },
  );
});

describe("numbers in JSON patterns", () => {
  check(
    { latency: 500, small: 0.001, quoted: "400", status: 404 },
    {
      "{ $.latency >= 500 }": true,
      "{ $.latency > 500 }": false,
      "{ $.latency <= 500 }": true,
      "{ $.latency < 10e3 }": true,
      "{ $.latency > +100 }": true,
      "{ $.latency > -1 }": true,
      "{ $.small = 1e-3 }": true,
      "{ $.small != 1e+3 }": true,
      "{ $.status = 4* }": true,
      "{ $.latency = * }": true,
      "{ $.absent = * }": false,
      "{ $.absent > 1 }": false,
      "{ $.quoted = 400 }": true,
      "{ $.quoted != 400 }": false,
      "{$.status=404&&$.latency=500}": true,
    },
  );
});

describe("patterns of terms", () => {
  check("[ERROR 419] MISSING ARGUMENTS", {
    "": true,
    '" "': true,
    ERROR: true,
    error: false,
    "ERROR ARGUMENTS": true,
    "ERROR TIMEOUT": false,
    "?ERROR ?TIMEOUT": true,
    "?WARN ?TIMEOUT": false,
    '"MISSING ARGUMENTS"': true,
    '"ARGUMENTS MISSING"': false,
    "ERROR -ARGUMENTS": false,
    "ERROR -TIMEOUT": true,
    "ERROR ?TIMEOUT": true,
    '-"[WARN"': true,
    "%ERROR [0-9]+%": true,
    "%WARN%": false,
  });
});

describe("a filter pattern", () => {
  it("in JSON matches no message that is no JSON", () => {
    for (const message of ["status 400", "", "null", "400", "[1]"]) {
      assert.equal(matches("{ $.a = 400 }", message), false);
    }
  });

  it("does not see what objects inherit", () => {
    assert.equal(matches("{ $.constructor NOT EXISTS }", {}), true);
  });

  const REFUSED = [
    "{ $.status }",
    "{ $.status = }",
    "{ $.status == 400 }",
    "{ $.status = 400",
    "{ }",
    "{ ($.status = 400 }",
    "{ $.status = 400) }",
    "{ $.status = 400 $.status = 401 }",
    "{ $.status = 400 & $.status = 401 }",
    "{ status = 400 }",
    "{ $status = 400 }",
    "{ $.a b = 400 }",
    "{ $.status > abc }",
    '{ $.status > "400" }',
    "{ $.email = a@example.com }",
    '{ $.status = "400 }',
    "{ $.a IS NOT NULL }",
    "{ $.a EXISTS }",
    "{ $.a[*].b[*] = 1 }",
    "{ $.*.b.* = 1 }",
    "{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 || $.d.* = 1 }",
    "{ $.a[*]b = 1 }",
    "{ $.a = %(a|b)% }",
    "{ $.a = %[% }",
    "{ $.a = %a% || $.a = %b% || $.a = %c% }",
    "ERR!OR",
    '"ERROR',
    "[ip, status = 4*]",
    `{ $.a = ${"a".repeat(1024)} }`,
  ];
  for (const pattern of REFUSED) {
    it(`${pattern.slice(0, 50)} is refused`, () => {
      assert.throws(() => compileFilterPattern(pattern), {
        type: "InvalidParameterException",
        message: /^Invalid metric filter pattern: ./,
      });
    });
  }
});
