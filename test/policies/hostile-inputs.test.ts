import assert from "node:assert/strict";

import { policiesOf } from "../../policies/pack/policies";
import type { AnyRule } from "../../policies/pack/rule";
import { isSuccess, matchesPattern } from "../../policies/read/api/integration-response";
import { isLike } from "../../policies/read/permissions/wildcard";
import { awsAssigns, type Fixture, judge } from "../support/policy";
import { inBody } from "../support/policy-body";
import { change, pipeline, plus } from "../support/policy-pipeline";
import { findings, summary } from "../support/policy-rule";

const DEPTH = 20_000;
const UNREADABLE = "could not be read, so this rule cannot judge it: ";
const TOO_DEEP = `${UNREADABLE}it nests more than 100 levels deep.`;
const around = (open: string, close: string) => open.repeat(DEPTH) + close.repeat(DEPTH);

/** The rules that say so, each once for a resource, in these words and no others. */
async function rulesThatSay(words: string, stack: readonly Fixture[]): Promise<readonly string[]> {
  const found = Object.entries(summary(await findings(stack))).filter(([, all]) =>
    all.some((one) => one.replace(/^in the body at [^ ]*: /, "") === words),
  );
  return found.map(([key]) => key);
}

const TEMPLATE_RULES = ["encodes-once", "escapes", "headers-fixed", "stream-fixed"].map(
  (rule) => `integration-${rule} on post-integration`,
);

describe("what nobody writes, and an attacker does", function () {
  this.timeout(60_000);

  const templates = {
    "parentheses in parentheses": `#if(${around("(", ")")})#end`,
    "brackets in brackets": `#set($a = ${around("[", "]")})`,
    "arguments in arguments": `$input.params${"($a.b".repeat(DEPTH)}`,
    negations: `#if(${"!".repeat(DEPTH)}$a)#end`,
    "negations in words": `#if(${"not ".repeat(DEPTH)}$a)#end`,
    "conditions in conditions": "#if($a)".repeat(DEPTH),
    "objects in objects": '{"a":'.repeat(DEPTH),
  };
  for (const [what, template] of Object.entries(templates)) {
    it(`is a finding in a template: ${what}`, async () => {
      const stack = change("post-integration", {
        uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
        requestTemplates: { "application/json": template },
      });
      const said = await rulesThatSay(TOO_DEEP, stack);
      for (const rule of TEMPLATE_RULES) assert.ok(said.includes(rule), `${rule}: ${said.join("; ")}`);
    });
  }

  it("is a finding in a template that is longer than AWS takes", async () => {
    const stack = change("post-integration", { requestTemplates: { "application/json": "x".repeat(400_000) } });
    const words = `${UNREADABLE}it is longer than 307200 characters.`;
    assert.ok((await rulesThatSay(words, stack)).length > 0);
  });

  it("is a finding in the templates of a body", async () => {
    const stack = change("post-integration", { requestTemplates: { "application/json": around("(", ")") } });
    assert.ok((await rulesThatSay(TOO_DEEP, inBody(stack)?.stack ?? [])).length > 0);
  });

  const READERS = [
    "kinesis-stream-writers",
    "kinesis-stream-administrators",
    "pipeline-administrators",
    "iam-no-wildcards",
  ].map((rule) => `${rule} on policy`);
  const policy = (document: string): readonly Fixture[] =>
    plus({ type: "aws:iam/policy:Policy", name: "policy", inputs: { name: "p", policy: document } });
  const documents = {
    "lists in lists": `{"Statement": ${around("[", "]")}}`,
    "conditions in lists": `{"Statement": [{"Effect": "Allow", "Condition": {"a": {"b": ${around("[", "]")}}}}]}`,
  };
  for (const [what, document] of Object.entries(documents)) {
    it(`is a finding in a policy document: ${what}`, async () => {
      assert.deepEqual(await rulesThatSay(TOO_DEEP, policy(document)), READERS);
    });
  }

  it("is a finding in a policy document that is no JSON", async () => {
    const words = `${UNREADABLE}a policy document is no JSON.`;
    assert.deepEqual(await rulesThatSay(words, policy("Statement: []")), READERS);
  });

  it("does not become a text in a condition that is an object with a toString of its own", async () => {
    const condition = { StringEquals: { "aws:SourceAccount": [{ toString: 1 }, [[1]]] } };
    const statement = {
      Effect: "Allow",
      Action: "kinesis:PutRecord",
      Resource: "arn:aws:kinesis:eu-west-1:1:stream/a",
    };
    const document = JSON.stringify({ Statement: [{ ...statement, Condition: condition }] });
    assert.deepEqual(await findings(policy(document)), []);
  });

  it("is a finding in outputs that nest without end", async () => {
    const deep = Array.from({ length: 2000 }).reduce<unknown>((value) => ({ a: value }), "x");
    const stack = [{ type: "pulumi:pulumi:Stack", name: "orders-dev", inputs: { deep } }, ...pipeline];
    const said = await rulesThatSay(TOO_DEEP, stack);
    assert.ok(said.includes("connector-config-output on orders-dev"), said.join("; "));
  });

  it("does not take for ever in a pattern on a status", () => {
    assert.equal(matchesPattern(`${"(?:".repeat(60)}\\d*${")*".repeat(60)}x`, "404"), undefined);
    assert.equal(matchesPattern("(".repeat(DEPTH), "404"), undefined);
    assert.equal(matchesPattern(String.raw`\d*`.repeat(2000), "404"), undefined);
    assert.equal(matchesPattern(String.raw`(?:4|5)\d{2}`, "404"), true);
    assert.equal(isSuccess({ props: { statusCode: "200" } } as never), true);
  });

  it("does not take for ever in a wildcard, which means what it did", () => {
    assert.equal(isLike("a".repeat(5000), `${"*a".repeat(2000)}*b`), false);
    for (const [text, pattern, like] of [
      ["kinesis:PutRecord", "kinesis:Put*", true],
      ["kinesis:PutRecord", "*", true],
      ["aba", "ab*ba", false],
      ["abba", "ab*ba", true],
      ["a.c", "a.c", true],
      ["abc", "a.c", false],
      ["a\nb", "a*b", true],
      ["abcabd", "a*b*d", true],
      ["abc", "a*c*d", false],
    ] as const) {
      assert.equal(isLike(text, pattern), like, `${text} ${pattern}`);
    }
  });

  it("ends no run where a rule itself is wrong: it is that rule's finding, without the error's text", async () => {
    const broken = (scope: "resource" | "stack"): AnyRule => ({
      scope,
      name: "broken",
      description: "A rule with a fault.",
      severity: "high",
      enforcementLevel: "mandatory",
      remediationSteps: "Report it.",
      url: "https://example.com",
      tags: [],
      types: ["aws:kinesis/stream:Stream"],
      checks: [
        () => {
          throw new TypeError("q7xV2mBzT9LwKc4RsYpN8dHf");
        },
        () => "something else.",
      ],
    });
    for (const scope of ["resource", "stack"] as const) {
      const [first, second, ...others] = await judge(policiesOf([broken(scope)]), pipeline);
      assert.deepEqual(others, []);
      assert.match(first?.message ?? "", /^Found: something else\./);
      assert.match(
        second?.message ?? "",
        /^Found: could not be evaluated: TypeError.* This is a fault of the policy pack/,
      );
      assert.deepEqual([second?.on, second?.level, second?.rule], ["stream", "mandatory", "broken"]);
      assert.ok(!(second?.message ?? "").includes("q7xV2"));
    }
  });

  it("is a finding of the rule in a body that makes the reader fail, and of no other", async () => {
    const stack = change("api", { body: awsAssigns(`openapi: 3.0.1\nx: ${"? ".repeat(DEPTH)}x`) });
    assert.deepEqual(Object.keys(summary(await findings(stack))), ["api-body-readable on api"]);
  });
});
