import assert from "node:assert/strict";

import type { PolicyPackConfig } from "@pulumi/policy";

import { NOT_EVALUATED_YET } from "../../policies/finding";
import { policiesOf } from "../../policies/pack/policies";
import type { AnyRule } from "../../policies/pack/rule";
import { rules } from "../../policies/rules";
import { type Finding, type Fixture, judge, type Phase } from "./policy";
import { inBody } from "./policy-body";
import { pipeline } from "./policy-pipeline";
import { SENTINEL, withSentinel } from "./policy-sentinel";
import { isUnjudgeable, unjudgeable } from "./policy-unjudgeable";

const restApi = "aws:apigateway/restApi:RestApi";
const BOTH: readonly Phase[] = ["preview", "up"];

/** What was found, by `rule on resource`, in the words of the message's first part. */
export type FoundByResource = Readonly<Record<string, readonly string[]>>;

export interface Case {
  readonly stack: readonly Fixture[];
  /** By resource name. */
  readonly found: Readonly<Record<string, readonly string[]>>;
  /** What other rules rightly find in the same stack, by `rule on resource`. */
  readonly also?: FoundByResource;
  /** What they find besides with the API in a body, where all of it is in the API's region. */
  readonly alsoInBody?: FoundByResource;
  readonly config?: PolicyPackConfig;
  /** What the words are with the API in a body, where they are not the same; false where a body cannot be wrong like that. */
  readonly inBody?: ((words: string) => string) | false;
  /** Default: both. */
  readonly phases?: readonly Phase[];
}

/** What the tests of a rule say. */
export interface RuleTest {
  /** One change each to the good pipeline, and exactly what the whole pack finds. */
  readonly finds: Readonly<Record<string, Case>>;
  /** What is different from the good pipeline and just as good. */
  readonly accepts?: Readonly<Record<string, Omit<Case, "found">>>;
}

/** Judges with the whole pack, without the notes on what a preview cannot judge. */
export async function findings(
  stack: readonly Fixture[],
  config: PolicyPackConfig = {},
  phase: Phase = "up",
): Promise<Finding[]> {
  const all = await judge(policiesOf(rules), stack, { config, phase });
  return all.filter(({ rule }) => rule !== "not-evaluated-yet");
}

/** Runs a rule's table: the pack as a whole must find just what a case says, with the rule's own words around it. */
export function describeRule(rule: AnyRule, { finds, accepts = {} }: RuleTest): void {
  describe(rule.name, () => {
    for (const [what, { stack, found, also = {}, config = {}, phases = BOTH }] of Object.entries(finds)) {
      const expected = { ...byRule(rule.name, found), ...also };
      for (const phase of phases) {
        it(`finds ${what} at ${phase}, and the pack finds nothing else`, async () => {
          assert.deepEqual(summary(await findings(stack, config, phase)), expected);
        });
      }
    }

    describeBodies(rule, finds, accepts);

    it("says what to do and where to read with each of them, and nothing when configured off", async () => {
      for (const { stack, also = {}, config = {}, phases = BOTH } of Object.values(finds)) {
        const phase = phases.at(-1);
        const own = (await findings(stack, config, phase)).filter((finding) => finding.rule === rule.name);
        for (const { message } of own) {
          assert.ok(message.endsWith(`\nTo do: ${rule.remediationSteps}\nWhy:   ${rule.url}`));
        }
        assert.deepEqual(summary(await findings(stack, { ...config, [rule.name]: "disabled" }, phase)), also);
      }
    });

    it("finds the same in whatever order the engine registers, beside an API that nobody can judge", async () => {
      const own = async (stack: readonly Fixture[], config: PolicyPackConfig, phase: Phase) =>
        sorted(summary(await judge(policiesOf([rule]), stack, { config, phase })));
      for (const [what, one] of [...Object.entries(finds), ...Object.entries(accepts)]) {
        const { stack, config = {}, phases = BOTH } = one;
        for (const phase of phases) {
          const expected = await own(stack, config, phase);
          // A stack without an API is judged as a part of something else.
          const others = stack.some(({ type }) => type === restApi) ? unjudgeable : [];
          for (const all of [[...others, ...stack], [...stack, ...others].reverse()]) {
            assert.deepEqual(await own(all, config, phase), expected, `${what}, at ${phase}`);
          }
        }
      }
    });

    it("never says what stands in a property", async () => {
      for (const { stack, found, config = {}, phases = BOTH } of Object.values(finds)) {
        const changed = stack.filter((fixture) => fixture.name in found || !pipeline.includes(fixture));
        for (const fixture of changed.flatMap((one) => withSentinel(one).map((other) => [one, other] as const))) {
          const all = stack.map((one) => (one === fixture[0] ? fixture[1] : one));
          const said = JSON.stringify(await judge(policiesOf([rule]), all, { config, phase: phases.at(-1)! }));
          assert.ok(!said.includes(SENTINEL), said);
        }
      }
    }).timeout(60_000);

    for (const [what, { stack, also = {}, config = {}, phases = BOTH }] of Object.entries(accepts)) {
      for (const phase of phases) {
        it(`accepts ${what} at ${phase}`, async () => {
          assert.deepEqual(summary(await findings(stack, config, phase)), also);
        });
      }
    }
  });
}

/** The same cases with the API in a body: the same findings, on the API. */
function describeBodies(rule: AnyRule, finds: RuleTest["finds"], accepts: NonNullable<RuleTest["accepts"]>): void {
  const cases: Readonly<Record<string, Omit<Case, "found"> & { readonly found?: Case["found"] }>> = {
    ...finds,
    ...accepts,
  };
  for (const [what, one] of Object.entries(cases)) {
    const {
      stack,
      found = {},
      also = {},
      alsoInBody = {},
      config = {},
      phases = BOTH,
      inBody: wordsOf = (words: string) => words,
    } = one;
    const own = wordsOf === false ? {} : byRule(rule.name, found);
    const moved = phases.includes("up") ? inBody(stack) : undefined;
    if (moved === undefined) continue;
    const expected = Object.entries({ ...own, ...also, ...alsoInBody }).flatMap(([key, words]) => {
      const [name = "", on = ""] = key.split(" on ");
      return words.map(
        (word) => `${name} on ${moved.moved.has(on) ? "api" : on}: ${wordsOf === false ? word : wordsOf(word)}`,
      );
    });
    it(`judges ${what} in a body`, async () => {
      const all = Object.entries(summary(await findings(moved.stack, config))).flatMap(([key, words]) =>
        words.map((word) => `${key}: ${word.replace(/^in the body at #\/[^:]*: /, "")}`),
      );
      assert.deepEqual(all.sort(), expected.sort());
    });
  }
}

function byRule(rule: string, found: Readonly<Record<string, readonly string[]>>): FoundByResource {
  return Object.fromEntries(Object.entries(found).map(([on, words]) => [`${rule} on ${on}`, words]));
}

/** Without what is not judged, and what is found in the API that nobody can judge. */
const sorted = (found: FoundByResource): FoundByResource =>
  Object.fromEntries(
    Object.entries(found)
      .filter(([key]) => !isUnjudgeable(key.split(" on ").at(-1)) && !key.startsWith(NOT_EVALUATED_YET))
      .map(([key, words]) => [key, [...words].sort()]),
  );

/** Findings by rule and resource, each in the words behind "Found:". */
export function summary(all: readonly Finding[]): FoundByResource {
  const found: Record<string, string[]> = {};
  for (const { rule, on, message } of all) {
    const [, words = message] = /^Found: (.*)$/m.exec(message) ?? [];
    (found[`${rule} on ${on ?? "the stack"}`] ??= []).push(words);
  }
  return found;
}
