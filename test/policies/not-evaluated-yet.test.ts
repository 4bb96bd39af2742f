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
          "connector-config-https, on secret-version",
          "connector-config-call-timeout, on secret-version",
          "integration-kinesis-call, on post-integration",
          "integration-timeout, on post-integration",
          "connector-config-acknowledges, on secret-version",
          "connector-config-fits-api, on secret-version",
          "connector-config-whole-records, on secret-version",
          "integration-role-actions, on role-policy",
          "integration-role-streams, on role-policy and 1 more",
          "kinesis-stream-administrators, on role-policy",
          "pipeline-administrators, on role-policy",
          "iam-no-wildcards, on role-policy",
          "api-key-not-exposed, on key",
        ].join("\n"),
      },
    ]);
  });

  it("includes one template beside others, which are judged", async () => {
    const { requestTemplates } = pipeline.find(({ name }) => name === "post-integration")!.inputs;
    const stack = change("post-integration", {
      requestTemplates: { ...(requestTemplates as object), "application/avro": awsAssigns("{}") },
    });
    const [note] = await notes(stack, "preview");
    assert.match(note!.message, /^integration-put-record, on post-integration$/m);
    assert.match(note!.message, /^integration-stream-fixed, on post-integration$/m);
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
          "connector-config-acknowledges, on secret-version",
          "connector-config-fits-api, on secret-version",
          "connector-config-whole-records, on secret-version",
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

  it("includes what no rule can read, in one note for each kind", async () => {
    const unread = (type: string, name: string): Fixture => ({ type, name, inputs: { region: "eu-west-1" } });
    const all = await notes(
      [
        ...pipeline,
        unread("aws-native:kinesis:Stream", "a"),
        unread("command:local:Command", "b"),
        unread("aws-native:iam:Role", "c"),
        unread("aws:cloudformation/stack:Stack", "d"),
        unread("aws:cloudcontrol/resource:Resource", "e"),
        unread("pulumi-nodejs:dynamic:Resource", "f"),
        unread("kubernetes:kinesis.services.k8s.aws/v1alpha1:Stream", "g"),
        unread("kubernetes:helm.sh/v3:Release", "h"),
        unread("kubernetes:core/v1:Service", "i"),
      ],
      "up",
    );
    const kinds = [
      "resources of aws-native (a, c)",
      "commands (b)",
      "CloudFormation stacks (d)",
      "resources of Cloud Control (e)",
      "resources of dynamic providers (f)",
      "resources that a controller in Kubernetes makes in AWS (g)",
      "charts and manifests of Kubernetes (h)",
    ];
    assert.deepEqual(
      all.map(({ message }) => message),
      kinds.map((kind) => `Not judged by any rule, because they can make or change anything: ${kind}.`),
    );
  });

  it("includes outputs that a provider leaves out at preview", async () => {
    const stack = pipeline.map((fixture) => (fixture.name === "key" ? { ...fixture, outputs: {} } : fixture));
    const [note] = await notes(stack, "preview");
    assert.match(note!.message, /^api-key-not-exposed, on key$/m);
  });
});
