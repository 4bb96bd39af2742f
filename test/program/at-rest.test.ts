import assert from "node:assert/strict";
import { join } from "node:path";

import type { Operation, OperationOptions } from "@aerospike-kinesis/pulumi-engine";
import { openFirst } from "@aerospike-kinesis/test-support";

import { typeOf } from "../support/golden";
import { openProgram } from "../support/program";
import { succeeded } from "../support/succeeded";

const REST = ["--expect-no-changes"];
const WITH_REFRESH = ["--refresh"];
const RESPONSE = "aws:apigateway/response:Response";

describe("a stage that is up", function () {
  this.timeout(120_000);
  const program = openFirst(() => openProgram({ main: join(__dirname, "programs", "omit.ts") }));

  const without = (...omitted: readonly string[]): OperationOptions => ({ config: { "test:omit": omitted } });
  /** What a preview would change, as `<resource>: <properties>`. */
  const changesOf = ({ steps }: Operation): string[] =>
    steps
      // The account's role for logs is only read.
      .filter(({ op }) => !["same", "refresh", "read"].includes(op))
      .map(({ op, urn, diffReasons = [] }) => `${op} ${String(urn.split("::").at(-1))}: ${diffReasons.join()}`)
      .sort();

  before(async () => {
    await program.workspace.init("dev");
    succeeded(await program.workspace.up("dev"));
  });

  for (const [how, args] of [
    ["", []],
    [", with what AWS says now", WITH_REFRESH],
  ] as const) {
    it(`comes to rest${how}: a preview finds nothing to change`, async () => {
      succeeded(await program.workspace.preview("dev", { args: [...REST, ...args] }));
    });
  }

  it("comes to rest after a refresh, which finds nothing either", async () => {
    succeeded(await program.workspace.refresh("dev", { args: REST }));
    succeeded(await program.workspace.preview("dev", { args: REST }));
  });

  it("stays as it is when the program does not set what the AWS provider keeps", async () => {
    const kept = without(
      "aws:kinesis/stream:Stream.maxRecordSizeInKib",
      "aws:kinesis/stream:Stream.streamModeDetails",
      "aws:apigateway/restApi:RestApi.binaryMediaTypes",
      "aws:apigateway/restApi:RestApi.endpointConfiguration",
      "aws:apigateway/integration:Integration.passthroughBehavior",
    );
    assert.deepEqual(changesOf(succeeded(await program.workspace.preview("dev", kept))), []);
  });

  it("replaces what CloudWatch, SNS and X-Ray know by its name, and nothing else, when the service gets another name", async () => {
    const renamed = succeeded(
      await program.workspace.preview("dev", { config: { "aerospike-kinesis:service": "sales" } }),
    );
    const replaced = renamed.steps
      .filter(({ op }) => !["same", "update", "read"].includes(op))
      .map(({ urn }) => typeOf(urn));
    assert.deepEqual([...new Set(replaced)].sort(), [
      "aws:cloudwatch/compositeAlarm:CompositeAlarm",
      "aws:cloudwatch/dashboard:Dashboard",
      "aws:cloudwatch/logGroup:LogGroup",
      "aws:cloudwatch/logMetricFilter:LogMetricFilter",
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      "aws:sns/topic:Topic",
      "aws:sns/topicPolicy:TopicPolicy",
      "aws:xray/samplingRule:SamplingRule",
    ]);
    assert.ok(
      changesOf(renamed).includes("update ingest-ap-south-1-key: description,name,tags"),
      String(changesOf(renamed)),
    );
  });

  it("never comes to rest without the status that AWS gives a gateway response and the AWS provider does not keep", async () => {
    const change = ["update ingest-ap-south-1-api-throttled: statusCode"];
    const omitted = without(`${RESPONSE}.statusCode`);
    assert.deepEqual(changesOf(succeeded(await program.workspace.preview("dev", omitted))), change);
    succeeded(await program.workspace.up("dev", omitted));
    assert.deepEqual(changesOf(succeeded(await program.workspace.preview("dev", omitted))), change);
    const refreshed = await program.workspace.preview("dev", { ...omitted, args: WITH_REFRESH });
    assert.deepEqual(changesOf(succeeded(refreshed)), change);
    const restless = await program.workspace.preview("dev", { ...omitted, args: REST });
    assert.notEqual(restless.code, 0, "a preview that expects no change fails");
    succeeded(await program.workspace.up("dev"));
    succeeded(await program.workspace.preview("dev", { args: REST }));
  });
});
