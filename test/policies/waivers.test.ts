import assert from "node:assert/strict";

import { policiesOf } from "../../policies/pack/policies";
import type { Waiver } from "../../policies/pack/waivers";
import { rules } from "../../policies/rules";
import { awsAssigns, type Fixture, judge } from "../support/policy";
import { change, CONNECTOR_CONFIG, pipeline } from "../support/policy-pipeline";

const NOON = new Date("2026-06-15T12:00:00Z");
const waiver: Waiver = {
  rule: "usage-plan-throttle",
  resource: "urn:pulumi:dev::orders::*::plan",
  reason: "a load test in June",
  expires: "2026-06-15",
};
const NAMED = `the waiver of "usage-plan-throttle" for "urn:pulumi:dev::orders::*::plan"`;
const broken = change("plan", { "throttleSettings.burstLimit": undefined });
const UNSET = "throttleSettings lacks burstLimit: one sender can use up what the account's APIs share.";

interface JudgeOptions {
  readonly stack?: readonly Fixture[];
  readonly now?: Date;
  readonly phase?: "preview" | "up";
  readonly config?: object;
}

/** What the pack says when this waiver is configured: rule, resource and the lines of the message. */
async function judgeWithWaivers(
  list: readonly Waiver[],
  { stack = broken, now = NOON, phase = "up", config = {} }: JudgeOptions = {},
) {
  const policies = policiesOf(rules, { now: () => now });
  const found = await judge(policies, stack, { config: { waivers: { list }, ...config }, phase });
  return found
    .filter(({ rule }) => rule !== "not-evaluated-yet")
    .map(({ rule, on, level, message }) => [rule, on, level, message.replace(/^Found: /, "").split("\n")[0]]);
}

describe("a waiver", () => {
  it("takes a finding away, and the finding is still listed with its reason", async () => {
    const policies = policiesOf(rules, { now: () => NOON });
    assert.deepEqual(await judge(policies, broken, { config: { waivers: { list: [waiver] } } }), [
      {
        rule: "waived-findings",
        on: "plan",
        level: "advisory",
        message: `Found: usage-plan-throttle: ${UNSET}\nWaived until 2026-06-15: a load test in June`,
      },
    ]);
  });

  it("holds until the end of its last day, and then is a violation beside the finding", async () => {
    const listed = [["waived-findings", "plan", "advisory", `usage-plan-throttle: ${UNSET}`]];
    assert.deepEqual(await judgeWithWaivers([waiver], { now: new Date("2026-06-15T23:59:59Z") }), listed);
    assert.deepEqual(await judgeWithWaivers([waiver], { now: new Date("2026-06-16T00:00:00Z") }), [
      ["waivers", "orders-dev", "mandatory", `${NAMED} expired on 2026-06-15.`],
      ["usage-plan-throttle", "plan", "mandatory", UNSET],
    ]);
  });

  const problems: Record<string, [Partial<Record<keyof Waiver, unknown>>, string]> = {
    "has no reason": [{ reason: undefined }, `${NAMED} has no reason.`],
    "has a blank reason": [{ reason: " " }, `${NAMED} has no reason.`],
    "does not expire": [{ expires: undefined }, `${NAMED} has no expiry date.`],
    "expires on no date": [
      { expires: "next week" },
      `${NAMED} has "next week" as its expiry date; a date is written as 2026-12-31.`,
    ],
    "expires in a month that does not exist": [
      { expires: "2026-13-31" },
      `${NAMED} has "2026-13-31" as its expiry date; a date is written as 2026-12-31.`,
    ],
    "expires on a day that its month does not have": [
      { expires: "2027-02-30" },
      `${NAMED} has "2027-02-30" as its expiry date; a date is written as 2026-12-31.`,
    ],
    "never expires in effect": [
      { expires: "9999-12-31" },
      `${NAMED} expires on 9999-12-31; with 180 days at most, 2026-12-12 is the last day.`,
    ],
    "names a rule that does not exist": [
      { rule: "throttle" },
      `the waiver of "throttle" for "urn:pulumi:dev::orders::*::plan" names a rule that this pack does not have.`,
    ],
  };
  for (const resource of [
    "*",
    "u*",
    "urn:*",
    "*:*",
    "*plan",
    "*::*",
    "*::pl*",
    "urn:pulumi:dev::*",
    "urn:pulumi:dev::orders::*",
    "*n:pulumi:dev::*",
    "*:UsagePlan::*",
    "*aws:apigateway/usagePlan:UsagePlan$*::*",
  ]) {
    problems[`names ${resource}`] = [
      { resource },
      `the waiver of "usage-plan-throttle" for "${resource}" names no resource and no type; its URN ends in ::<name> or in <type>::*, spelled out.`,
    ];
  }
  for (const [what, [part, problem]] of Object.entries(problems)) {
    it(`that ${what} covers nothing and is itself a violation`, async () => {
      assert.deepEqual(await judgeWithWaivers([{ ...waiver, ...part } as Waiver]), [
        ["waivers", "orders-dev", "mandatory", problem],
        ["usage-plan-throttle", "plan", "mandatory", UNSET],
      ]);
    });
  }

  it("covers a name as a whole, though a name may have :: in it", async () => {
    const stack = broken.map((one) => (one.name === "plan" ? { ...one, name: "x::plan" } : one));
    const renamed = stack.map((one) => ({
      ...one,
      ...(one.edges && {
        edges: Object.fromEntries(
          Object.entries(one.edges).map(([key, names]) => [
            key,
            names.map((name) => (name === "plan" ? "x::plan" : name)),
          ]),
        ),
      }),
    }));
    const rulesFor = async (resource: string) =>
      (await judgeWithWaivers([{ ...waiver, resource }], { stack: renamed })).map(([rule]) => rule);
    for (const resource of ["*::plan", "urn:pulumi:dev::orders::*::plan"]) {
      assert.deepEqual(await rulesFor(resource), ["usage-plan-throttle", "waivers-matched"]);
    }
    for (const resource of ["*::x::plan", "urn:pulumi:dev::orders::*::x::plan"]) {
      assert.deepEqual(await rulesFor(resource), ["waived-findings"]);
    }
  });

  it("may spell out a type instead of a name", async () => {
    const found = await judgeWithWaivers([{ ...waiver, resource: "*aws:apigateway/usagePlan:UsagePlan::pl*" }]);
    assert.deepEqual(
      found.map(([rule]) => rule),
      ["waived-findings"],
    );
  });

  it("lasts as long as the configuration allows", async () => {
    const list = [{ ...waiver, expires: "2027-06-15" }];
    const found = async (maximumDays: number) =>
      (await judgeWithWaivers([], { config: { waivers: { list, maximumDays } } })).map(([rule]) => rule);
    assert.deepEqual(await found(365), ["waived-findings"]);
    assert.deepEqual(await found(364), ["waivers", "usage-plan-throttle"]);
  });

  it("that matches nothing is itself a violation", async () => {
    const unmatched = [["waivers-matched", undefined, "mandatory", `${NAMED} covers nothing.`]];
    assert.deepEqual(await judgeWithWaivers([waiver], { stack: pipeline }), unmatched);
    assert.deepEqual(await judgeWithWaivers([waiver], { config: { "usage-plan-throttle": "disabled" } }), unmatched);
  });

  it("covers no other rule and no other resource", async () => {
    const found = await judgeWithWaivers([
      { ...waiver, resource: "*::Plan" },
      { ...waiver, rule: "name-limits" },
    ]);
    assert.deepEqual(
      found.map(([rule]) => rule),
      ["usage-plan-throttle", "waivers-matched", "waivers-matched"],
    );
  });

  it("takes what stands in a pattern literally, but for the star", async () => {
    const found = await judgeWithWaivers([{ ...waiver, resource: "urn:pulumi:dev::orders::.+::plan" }]);
    assert.deepEqual(
      found.map(([rule]) => rule),
      ["usage-plan-throttle", "waivers-matched"],
    );
  });

  it("of what a preview cannot judge is not held to match before the update", async () => {
    const stack = change("secret-version", { secretString: awsAssigns(CONNECTOR_CONFIG.replace("https:", "http:")) });
    const own = { ...waiver, rule: "connector-config-https", resource: "*::secret-version" };
    assert.deepEqual(await judgeWithWaivers([own], { stack, phase: "preview" }), []);
    assert.deepEqual(
      (await judgeWithWaivers([own], { stack, phase: "up" })).map(([rule]) => rule),
      ["waived-findings"],
    );
  });

  it("is judged anew by each run of the same process, as in the preview and the update of pulumi up", async () => {
    const policies = policiesOf(rules, { now: () => NOON });
    const config = { waivers: { list: [waiver] } };
    const rulesOf = async (stack: readonly Fixture[]) =>
      (await judge(policies, stack, { config })).map(({ rule }) => rule);
    assert.deepEqual(await rulesOf(broken), ["waived-findings"]);
    assert.deepEqual(await rulesOf(pipeline), ["waivers-matched"]);
  });
});
