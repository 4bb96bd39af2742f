import assert from "node:assert/strict";

import { parseCompositeRule } from "../../../src/cloudwatch/alarms/composite-rule";
import type { AlarmState } from "../../../src/cloudwatch/alarms/metric-alarm";

const STATES: Readonly<Record<string, AlarmState>> = {
  alarm: "ALARM",
  ok: "OK",
  none: "INSUFFICIENT_DATA",
  'with "quotes" and (x)': "ALARM",
  "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a": "ALARM",
};

const holds = (rule: string): boolean => parseCompositeRule(rule).holds((name) => STATES[name] ?? "OK");

describe("the rule of a composite alarm", () => {
  const rules: Readonly<Record<string, boolean>> = {
    "ALARM(alarm)": true,
    'ALARM("alarm")': true,
    "ALARM( alarm )": true,
    "ALARM(ok)": false,
    "OK(ok)": true,
    "INSUFFICIENT_DATA(none)": true,
    "INSUFFICIENT_DATA(alarm)": false,
    "ALARM(arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a)": true,
    'ALARM("with \\"quotes\\" and (x)")': true,
    TRUE: true,
    FALSE: false,
    "NOT FALSE": true,
    "NOT NOT TRUE": true,
    "ALARM(alarm) AND NOT ALARM(ok)": true,
    "ALARM(ok) AND ALARM(ok) OR TRUE": true,
    "TRUE OR ALARM(ok) AND ALARM(ok)": true,
    "(TRUE OR TRUE) AND FALSE": false,
    "NOT (TRUE AND FALSE)": true,
    "NOT TRUE OR TRUE": true,
    "(ALARM(alarm) OR ALARM(ok)) AND OK(ok)": true,
    "  ALARM(alarm)\n  OR\n  ALARM(ok)\n": true,
  };
  for (const [rule, expected] of Object.entries(rules)) {
    it(`${JSON.stringify(rule)} is ${expected}`, () => {
      assert.equal(holds(rule), expected);
    });
  }

  it("names the alarms that it asks for", () => {
    assert.deepEqual(parseCompositeRule('ALARM(a) AND (OK("b c") OR NOT ALARM(a))').alarms, ["a", "b c"]);
  });

  const refused = [
    "",
    "ALARM",
    "ALARM()",
    "ALARM(a",
    "ALARM(a) ALARM(b)",
    "ALARM(a) AND",
    "AND ALARM(a)",
    "(ALARM(a)",
    "ALARM(a))",
    "alarm(a)",
    "ALARM(a) && ALARM(b)",
    "TRUEISH",
    "NOT",
    Array.from({ length: 101 }, (_, index) => `ALARM(a${index})`).join(" OR "),
    `ALARM(${"a".repeat(10_240)})`,
  ];
  for (const rule of refused) {
    it(`"${rule.slice(0, 40)}" is refused`, () => {
      assert.throws(() => parseCompositeRule(rule), { type: "ValidationError" });
    });
  }
});
