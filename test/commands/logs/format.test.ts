import assert from "node:assert/strict";

import type { AccessLogLine } from "../../../commands/logs/access-log";
import { jsonLines, logTables } from "../../../commands/logs/format";

const NOON = Date.UTC(2026, 10, 28, 12);
const ID = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef";

const line = (fields: object, timestamp = NOON): AccessLogLine => ({
  timestamp,
  message: JSON.stringify({
    requestId: ID,
    status: 200,
    integrationStatus: "200",
    errorResponseType: "-",
    responseLatency: 12,
    apiKeyId: "a1b2c3d4e5",
    ...fields,
  }),
});

const tables = (lines: readonly AccessLogLine[], isCut = false) => logTables({ region: "eu-west-1", lines, isCut });

describe("the lines that npm run logs prints", () => {
  it("are a table for each day", () => {
    const refused = { status: 403, integrationStatus: "-", errorResponseType: "INVALID_API_KEY", apiKeyId: "-" };
    assert.deepEqual(
      tables([line({}, NOON - 86_400_000), line({}), line({ ...refused, responseLatency: 1 }, NOON + 1000)]),
      [
        "eu-west-1, 2026-11-27 (UTC)",
        "TIME      STATUS  KINESIS  ERROR TYPE  MS  KEY ID      REQUEST ID",
        `12:00:00  200     200      -           12  a1b2c3d4e5  ${ID}`,
        "",
        "eu-west-1, 2026-11-28 (UTC)",
        "TIME      STATUS  KINESIS  ERROR TYPE       MS  KEY ID      REQUEST ID",
        `12:00:00  200     200      -                12  a1b2c3d4e5  ${ID}`,
        `12:00:01  403     -        INVALID_API_KEY  1   -           ${ID}`,
        "",
      ],
    );
  });

  it("fit 100 columns, whatever they hold, and cut nothing but the error", () => {
    const long = line({ errorResponseType: "MISSING_AUTHENTICATION_TOKEN", responseLatency: 29_000 });
    const all = tables([long, { timestamp: NOON, message: "x".repeat(500) }, line({ status: "s".repeat(500) })]);
    for (const each of all) assert.ok(each.length <= 100, each);
    const [, , row = ""] = tables([long]);
    assert.equal(row, `12:00:00  200     200      MISSING_AUTHEN…  29000  a1b2c3d4e5  ${ID}`);
  });

  it("show no control of the terminal, and a line that is no JSON as it is", () => {
    const [, , row, unreadable] = tables([
      line({ apiKeyId: "a\u001b[2J" }),
      { timestamp: NOON, message: "broken\u0007{" },
    ]);
    assert.match(row ?? "", /a·\[2J/);
    assert.equal(unreadable, "12:00:00  no JSON: broken·{");
    assert.deepEqual(tables([{ timestamp: NOON, message: "7" }]), [
      "eu-west-1, 2026-11-28 (UTC)",
      "12:00:00  no JSON: 7",
      "",
    ]);
  });

  it("say where older ones are left out", () => {
    assert.match(tables([line({})], true)[0]!, /^eu-west-1: older lines are not shown: --limit/);
  });

  it("are JSON in the order of time over all regions, with the region", () => {
    const logs = [
      { region: "b", isCut: false, lines: [line({ status: 1 }), line({ status: 3 }, NOON + 2)] },
      { region: "a", isCut: false, lines: [line({ status: 2 }, NOON + 1), { timestamp: NOON + 3, message: "broken" }] },
    ];
    const parsed = jsonLines(logs).map((text) => JSON.parse(text) as Record<string, unknown>);
    assert.deepEqual(
      parsed.map(({ region, status, message }) => [region, status ?? message]),
      [
        ["b", 1],
        ["a", 2],
        ["b", 3],
        ["a", "broken"],
      ],
    );
    assert.equal(parsed[0]!.requestId, ID);
  });
});
