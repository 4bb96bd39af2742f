import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ALARM_SIDES, EXPECTED_ALARMS, expectedAlarms } from "../../../commands/soak/expected-alarms";
import { judgeAlarms } from "../../../commands/soak/judge-alarms";
import { PROFILES } from "../../../commands/soak/profiles";
import { alarmsOf } from "../../../components/observability/alarms";
import { parseSettings } from "../../../config/parse";

const RULES = {
  name: "AccessDenied:rate=0.1",
  troubles: ["AccessDenied"],
  isShardLimited: false,
  hasOwnShardRate: false,
} as const;

const wentOff = (...alarms: readonly (keyof typeof ALARM_SIDES)[]) =>
  alarms.map((alarm) => ({ alarm, severity: "page", minute: 5 }));

describe("the runbook's line of put-record-failed", () => {
  it("names what sets off nothing else", () => {
    const runbook = readFileSync(join(__dirname, "../../../docs/runbook.md"), "utf8");
    const [, line = ""] = /### put-record-failed\n([^]*?)\n### /.exec(runbook) ?? [];
    const alone = Object.entries(EXPECTED_ALARMS).flatMap(([fault, { promised }]) =>
      promised.join() === "put-record-failed,ours" ? [fault] : [],
    );
    assert.deepEqual(alone, ["LimitExceeded", "KMSThrottling"]);
    for (const fault of alone) assert.ok(line.includes(`\`${fault}\``), fault);
  });
});

describe("the table of a soak's alarms", () => {
  it("has every alarm of a stage, each on its side", () => {
    const settings = parseSettings("dev", {
      service: "orders",
      regions: ["eu-west-1"],
      observability: { alarms: { trafficAnomaly: true } },
    });
    const alarms = alarmsOf({
      place: { service: "orders", stage: "dev" },
      streams: settings.streams,
      api: settings.api,
      callTimeoutMs: settings.connector["call-timeout"],
      observability: settings.observability,
    });
    const sides = Object.fromEntries(alarms.map(({ key, side }) => [key, side]));
    assert.deepEqual(sides, { ...ALARM_SIDES });
  });

  it("has a profile for each alarm", () => {
    const promised = new Set(PROFILES.flatMap(({ name }) => EXPECTED_ALARMS[name]?.promised ?? []));
    assert.deepEqual(
      Object.keys(ALARM_SIDES).filter((name) => !promised.has(name as keyof typeof ALARM_SIDES)),
      [],
    );
  });

  it("has the composite alarm of each alarm's side", () => {
    assert.deepEqual(EXPECTED_ALARMS["wrong-key"]?.promised, ["key-trouble", "refused-keys", "theirs"]);
    assert.deepEqual(EXPECTED_ALARMS["rare-failures"], { promised: [], possible: ["put-record-failed", "ours"] });
  });

  it("promises nothing for rules of the command line, and allows what their faults can set off", () => {
    const { promised, possible } = expectedAlarms(RULES);
    assert.deepEqual([promised, possible], [[], ["server-errors", "ours", "put-record-failed"]]);
  });

  it("allows throttled writes where the command line limits shards", () => {
    const calm = { name: "calm", troubles: [], hasOwnShardRate: true };
    assert.ok(expectedAlarms({ ...calm, isShardLimited: true }).possible.includes("kinesis-write-throttled"));
    assert.deepEqual(expectedAlarms({ ...calm, isShardLimited: false }), { promised: [], possible: [] });
  });

  it("promises nothing of a hot key where the command line says what shards take", () => {
    const hot = { name: "hot-partition-key", troubles: [], isShardLimited: false };
    assert.ok(expectedAlarms({ ...hot, hasOwnShardRate: false }).promised.includes("kinesis-write-throttled"));
    assert.deepEqual(expectedAlarms({ ...hot, hasOwnShardRate: true }), { promised: [], possible: [] });
  });
});

describe("the judge of a soak's alarms", () => {
  const expected = { promised: ["server-errors"], possible: ["silence"] } as const;

  it("finds nothing where the promised alarms went off, with or without possible ones", () => {
    for (const alarms of [wentOff("server-errors"), wentOff("server-errors", "silence")]) {
      const { quiet, falseAlarms } = judgeAlarms(alarms, expected);
      assert.deepEqual([quiet, falseAlarms], [[], []]);
    }
  });

  it("finds a promised alarm that stays quiet", () => {
    assert.deepEqual(judgeAlarms(wentOff("silence"), expected).quiet, ["server-errors"]);
  });

  it("finds an alarm that cries although nothing is wrong that it is about", () => {
    assert.deepEqual(judgeAlarms(wentOff("server-errors", "key-trouble"), expected).falseAlarms, ["key-trouble"]);
  });
});
