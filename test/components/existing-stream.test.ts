import assert from "node:assert/strict";

import { renderTemplate } from "@aerospike-kinesis/local-aws/testing";

import { putRecordTemplate } from "../../components/api/request-template";
import { Pipeline } from "../../components/pipeline";
import { createStageDashboard } from "../../components/stage-dashboard";
import { parseSettings } from "../../config/parse";
import { readRequestTemplate } from "../../policies/read/api/request-template";
import { record } from "../support/record";

const ARN = "arn:aws:kinesis:ap-south-1:444455556666:stream/shared";
const OTHER_ARN = "arn:aws:kinesis:ap-south-1:777788889999:stream/other";

const settings = (streams: unknown, accessLog = true) =>
  parseSettings("dev", { service: "orders", regions: ["ap-south-1"], streams, observability: { accessLog } });

/** One region's pipeline with its dashboard. */
async function build(streams: unknown, accessLog?: boolean) {
  const stage = settings(streams, accessLog);
  const { resources, built } = await record(() => {
    const pipelines = stage.regions.map((own) => new Pipeline("p", own));
    createStageDashboard(stage, pipelines);
    return pipelines[0]!;
  });
  const inputsOf = (type: string) => resources.filter((resource) => resource.type === type).map(({ inputs }) => inputs);
  return { inputsOf, resources, built };
}

const rendered = (streams: readonly string[], arns: Readonly<Record<string, string>>, streamname?: string) => {
  const header: Record<string, string> = streamname === undefined ? {} : { streamname };
  const { text } = renderTemplate(putRecordTemplate(streams, "text", arns), {
    body: "{ }",
    params: { header, querystring: {} },
    context: { requestId: "r" },
  });
  const { StreamName, StreamARN } = JSON.parse(text) as Record<string, unknown>;
  return { StreamName, StreamARN };
};

describe("the template for streams of other accounts", () => {
  const mixed = [["orders", "shared", "other"], { shared: ARN, other: OTHER_ARN }] as const;

  it("names each of them by its ARN, and the others by their names", () => {
    assert.deepEqual(rendered(...mixed, "orders"), { StreamName: "orders", StreamARN: undefined });
    assert.deepEqual(rendered(...mixed, "shared"), { StreamName: undefined, StreamARN: ARN });
    assert.deepEqual(rendered(...mixed, "other"), { StreamName: undefined, StreamARN: OTHER_ARN });
  });

  it("refuses a name that is none of the streams, and the ARN of one", () => {
    for (const streamname of ["nobody", ARN]) {
      assert.deepEqual(rendered(...mixed, streamname), { StreamName: {}, StreamARN: undefined });
    }
  });

  it("takes the only stream without a header", () => {
    assert.deepEqual(rendered(["shared"], { shared: ARN }), { StreamName: undefined, StreamARN: ARN });
  });

  it("is one that the policy pack reads: it names exactly these, and the caller none", () => {
    for (const [streams, arns, expected] of [
      [...mixed, [ARN, OTHER_ARN, "orders"]],
      [["shared", "other"], mixed[1], [ARN, OTHER_ARN]],
      [["shared"], { shared: ARN }, [ARN]],
    ] as const) {
      for (const encoding of ["text", "base64"] as const) {
        const read = readRequestTemplate(putRecordTemplate(streams, encoding, arns));
        assert.deepEqual(read.openStreams, []);
        assert.deepEqual([...new Set(read.streams.map(({ name }) => name))].sort(), [...expected].sort());
      }
    }
  });

  it("stays as it was for the streams of the stage's own account", () => {
    assert.equal(putRecordTemplate(["orders", "second"], "text", {}), putRecordTemplate(["orders", "second"], "text"));
    assert.doesNotMatch(putRecordTemplate(["orders"], "text"), /StreamARN/);
  });
});

describe("a pipeline of a stream that exists already", () => {
  it("creates no stream, and lets the role write to the stream in the role's own account", async () => {
    const { inputsOf, built } = await build([{ name: "found", existing: true }]);
    assert.deepEqual(inputsOf("aws:kinesis/stream:Stream"), []);
    const policies = inputsOf("aws:iam/rolePolicy:RolePolicy");
    assert.deepEqual(
      policies.map(({ policy }) => JSON.parse(String(policy)) as object),
      [
        {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["kinesis:PutRecord"],
              // Mocks give the role the ARN arn:aws:test:<name>, whose account is nothing.
              Resource: ["arn:aws:kinesis:ap-south-1::stream/found"],
            },
          ],
        },
      ],
    );
    assert.deepEqual(built.summary.existingStreams, ["found"]);
    assert.deepEqual(Object.keys(built.summary.streams), ["found"]);
  });

  it("may use the KMS key of an existing stream, in the policy of that stream alone", async () => {
    const key = "arn:aws:kms:ap-south-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const { inputsOf } = await build([
      { name: "made", default: true },
      { name: "shared", existing: [ARN], kmsKeyArns: [key] },
    ]);
    const policies = inputsOf("aws:iam/rolePolicy:RolePolicy").map(({ policy }) => String(policy));
    assert.deepEqual(
      policies.filter((policy) => policy.includes(key)),
      policies.filter((policy) => policy.includes(ARN)),
    );
    assert.equal(policies.length, 2);
  });

  it("has the alarms of its own account's stream", async () => {
    const { inputsOf } = await build([{ name: "found", existing: true }]);
    const dimensions = inputsOf("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ dimensions: each }) => each);
    assert.ok(dimensions.some((each) => (each as { StreamName?: string } | undefined)?.StreamName === "found"));
  });

  for (const accessLog of [true, false]) {
    it(`has no alarm and no graph of another account's metrics, with accessLog ${accessLog}`, async () => {
      const { inputsOf } = await build([{ name: "shared", existing: [ARN] }], accessLog);
      const metrics = JSON.stringify([
        ...inputsOf("aws:cloudwatch/metricAlarm:MetricAlarm"),
        ...inputsOf("aws:cloudwatch/dashboard:Dashboard"),
      ]);
      assert.doesNotMatch(metrics, /AWS\/Kinesis/);
      assert.doesNotMatch(metrics, /null/);
      const rules = inputsOf("aws:cloudwatch/compositeAlarm:CompositeAlarm").map(({ alarmRule }) => alarmRule);
      assert.equal(rules.length, accessLog ? 2 : 1);
      assert.ok(!rules.includes(""));
    });
  }

  it("keeps the names of all other resources", async () => {
    const names = async (streams: unknown) =>
      (await build(streams)).resources
        .map(({ type, name }) => `${name} ${type}`)
        .filter((name) => !/stream|-access-/.test(name));
    assert.deepEqual(await names([{ name: "a", existing: true }]), await names([{ name: "a" }]));
  });
});
