import assert from "node:assert/strict";

import fc from "fast-check";

import { policiesOf } from "../../policies/pack/policies";
import { scanTemplate } from "../../policies/read/scanning/scan-template";
import { rules } from "../../policies/rules";
import { awsAssigns, type Fixture, judge } from "../support/policy";
import { pipeline } from "../support/policy-pipeline";

const properties = [
  ...new Set(pipeline.flatMap(({ inputs }) => Object.keys(inputs))),
  "policy",
  "body",
  "variables",
  "inlinePolicies",
];
/** What may write to a stream. The rule on it judges every type. */
const writers = [
  "aws:bedrock/agentcoreMemory:AgentcoreMemory",
  "aws:ecs/taskDefinition:TaskDefinition",
  "aws:iot/topicRule:TopicRule",
  "aws:kinesisanalyticsv2/application:Application",
  "aws:mskconnect/connector:Connector",
];
const types = [...new Set([...rules.flatMap((rule) => rule.types ?? []), ...writers, "acme:index:Thing"])];

/** Any value at all, some of it not known yet. */
const value = fc.oneof(
  fc.jsonValue(),
  fc.string().map(awsAssigns),
  fc.array(fc.jsonValue().map(awsAssigns), { maxLength: 3 }),
);
const fixture: fc.Arbitrary<Fixture> = fc
  .record({
    type: fc.constantFrom(...types),
    name: fc.uuid(),
    inputs: fc.dictionary(fc.constantFrom(...properties), value),
    outputs: fc.dictionary(fc.constantFrom("id", "arn", "value", "name"), value),
  })
  .map((anything) => anything as Fixture);

describe("the policy pack on nonsense", function () {
  this.timeout(60_000);

  it("judges resources of any shape without falling over", async () => {
    const programs = fc.array(fixture, { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(programs, fc.constantFrom("preview" as const, "up" as const), async (program, phase) => {
        await judge(policiesOf(rules), program, { phase });
      }),
      { numRuns: 150 },
    );
  });

  it("judges our pipeline with any one value replaced, without falling over", async () => {
    const places = pipeline.flatMap(({ name, inputs }) => Object.keys(inputs).map((key) => ({ name, key })));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), value, async ({ name, key }, other) => {
        const changed = pipeline.map((one) =>
          one.name === name ? { ...one, inputs: { ...one.inputs, [key]: other } } : one,
        );
        await judge(policiesOf(rules), changed, { phase: "preview" });
      }),
      { numRuns: 100 },
    );
  });

  it("reads any text as a template, to its end", () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "#if(",
        "#set($a = ",
        "#end",
        "#{else}",
        ")",
        "$input.params('x')",
        "${",
        "$!",
        "$a.b(",
        '"',
        "'",
        "#*",
        "##",
      ),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        scanTemplate(parts.join(""));
      }),
    );
    // Without directives and references, a template's fields are those of the JSON that it is.
    const name = fc.stringMatching(/^[a-z ,:{}[\]]*$/);
    fc.assert(
      fc.property(fc.dictionary(name, fc.array(fc.dictionary(name, name))), (document) => {
        const lists = Object.values(document).flat();
        const names = [document, ...lists].flatMap((object) => Object.keys(object));
        assert.deepEqual([...scanTemplate(JSON.stringify(document)).fields].sort(), [...new Set(names)].sort());
      }),
    );
  });
});
