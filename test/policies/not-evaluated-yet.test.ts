import assert from "node:assert/strict";

import { policiesOf } from "../../policies/pack/policies";
import { rules } from "../../policies/rules";
import { kinesisStreamRetention } from "../../policies/rules/kinesis-stream-retention";
import { awsAssigns, type Fixture, judge, type Phase, remediate } from "../support/policy";
import { change, pipeline } from "../support/policy-pipeline";

const notes = async (stack: readonly Fixture[], phase: Phase) =>
  (await judge(policiesOf(rules), stack, { phase })).filter(({ rule }) => rule === "not-evaluated-yet");

describe("what a preview cannot judge", () => {
  it("is said in one advisory note, by rule, instead of passing", async () => {
    assert.deepEqual(await notes(pipeline, "preview"), [
      {
        rule: "not-evaluated-yet",
        on: undefined,
        level: "advisory",
        message: [
          "Not evaluated yet:",
          "iam-no-wildcards, on role-policy",
          "connector-config-https, on secret-version",
          "connector-config-call-timeout, on secret-version",
          "integration-timeout, on post-integration",
          "integration-role-actions, on role-policy",
          "api-key-not-exposed, on key",
        ].join("\n"),
      },
    ]);
  });

  it("is judged by the update, which says nothing of the kind", async () => {
    assert.deepEqual(await notes(pipeline, "up"), []);
  });

  it("includes secrets that an analysis of a state cannot decrypt, which are not taken for one and the same", async () => {
    const encrypted = pipeline.map(({ inputs, outputs = {}, ...fixture }) => ({
      ...fixture,
      inputs: "secretString" in inputs ? { ...inputs, secretString: "[secret]" } : inputs,
      outputs: "value" in outputs ? { ...outputs, value: "[secret]" } : outputs,
    }));
    assert.deepEqual(
      (await judge(policiesOf(rules), encrypted, { phase: "up" })).map(({ message }) => message),
      [
        [
          "Not evaluated yet:",
          "connector-config-https, on secret-version",
          "connector-config-call-timeout, on secret-version",
          "integration-timeout, on post-integration",
          "api-key-not-exposed, on key",
        ].join("\n"),
      ],
    );
  });

  it("is counted, so that thirty regions do not make thirty lines", async () => {
    const [version] = pipeline.filter(({ name }) => name === "secret-version");
    const copies = ["b", "c"].map((name) => ({ ...version!, name: `secret-version-${name}` }));
    const [note] = await notes([...pipeline, ...copies], "preview");
    assert.match(note!.message, /^connector-config-https, on secret-version and 2 more$/m);
  });

  it("is not mended by it either, and that is no failure", async () => {
    const [, policy] = policiesOf([kinesisStreamRetention]);
    const stream = change("stream", { retentionPeriod: awsAssigns(24) }).find(({ name }) => name === "stream");
    assert.equal(await remediate(policy!, stream!, { minimumHours: 168 }), undefined);
  });

  it("includes outputs that a provider leaves out at preview", async () => {
    const stack = pipeline.map((fixture) => (fixture.name === "key" ? { ...fixture, outputs: {} } : fixture));
    const [note] = await notes(stack, "preview");
    assert.match(note!.message, /^api-key-not-exposed, on key$/m);
  });
});
