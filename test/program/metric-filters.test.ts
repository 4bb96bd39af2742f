import assert from "node:assert/strict";

import type { HttpResponse } from "@aerospike-kinesis/local-aws";
import { openFirst } from "@aerospike-kinesis/test-support";

import { METRIC_FILTERS } from "../../components/observability/metric-filters";
import { metricNamespace } from "../../components/observability/names";
import { openPipeline, type Post } from "../support/pipeline";

const throttled: HttpResponse = {
  status: 400,
  headers: { "content-type": "application/x-amz-json-1.1" },
  body: Buffer.from(JSON.stringify({ __type: "ProvisionedThroughputExceededException", message: "slow down" })),
};

const NAMESPACE = metricNamespace({ service: "orders", stage: "dev" });

describe("the metric filters, on lines that the deployed gateway wrote,", function () {
  this.timeout(120_000);
  const api = { integrationTimeoutMs: 200, throttle: { ratePerSecond: 1, burst: 6 } };
  const pipeline = openFirst(() => openPipeline({ config: { "aerospike-kinesis:api": api } }));

  const counts = (): Record<string, number> =>
    Object.fromEntries(METRIC_FILTERS.map(({ metricName }) => [metricName, pipeline.sumOf(NAMESPACE, metricName, {})]));

  /** What a request changed: the filters that counted it, once each. */
  const countedBy = async (post: Post, status: number): Promise<string[]> => {
    const before = counts();
    assert.equal((await pipeline.send(post)).status, status);
    return Object.entries(counts()).flatMap(([name, count]) =>
      count === before[name] ? [] : [`${name} ${count - (before[name] ?? 0)}`],
    );
  };

  afterEach(() => {
    pipeline.replaceKinesis(undefined);
  });

  const counted: Record<string, [post: Post, status: number, found: string[], kinesis?: () => Promise<HttpResponse>]> =
    {
      "a record that is stored": [{}, 200, ["StoredRecords 1"]],
      "a record that is refused": [{ headers: { streamname: "none of ours" } }, 400, ["RefusedRecords 1"]],
      "a record of an unknown type": [{ headers: { "Content-Type": "text/x-unknown" } }, 415, ["RefusedRecords 1"]],
      "a record without the key": [{ headers: { "x-api-key": undefined } }, 403, ["KeyTrouble 1"]],
      "no health check, also a refused one": [
        { method: "GET", headers: { "Content-Type": "text/x-unknown" } },
        415,
        [],
      ],
      "a record that Kinesis throttles": [{}, 429, ["KinesisThrottled 1"], () => Promise.resolve(throttled)],
      "a record that Kinesis keeps for too long": [{}, 504, ["Timeouts 1"], () => new Promise(() => undefined)],
    };
  for (const [what, [post, status, found, kinesis]] of Object.entries(counted)) {
    it(`count ${what}`, async () => {
      if (kinesis) pipeline.replaceKinesis(kinesis);
      assert.deepEqual(await countedBy(post, status), found);
    });
  }

  it("count a record that API Gateway throttles by the plan, and not by Kinesis", async () => {
    const before = counts();
    const answers = await Promise.all(Array.from({ length: 20 }, () => pipeline.send()));
    const refused = answers.filter(({ status }) => status === 429).length;
    assert.ok(refused > 0);
    const after = counts();
    assert.equal(Number(after.PlanThrottled) - Number(before.PlanThrottled), refused);
    assert.equal(after.KinesisThrottled, before.KinesisThrottled);
  });

  it("have metrics by the method beside them, which count no health check", () => {
    const dimensions = { ApiName: "orders-dev", Stage: "dev", Resource: "/kinesis", Method: "POST" };
    const ofStage = pipeline.sumOf("AWS/ApiGateway", "Count", { ApiName: "orders-dev", Stage: "dev" });
    assert.equal(ofStage - pipeline.sumOf("AWS/ApiGateway", "Count", dimensions), 1);
    assert.equal(pipeline.sumOf("AWS/ApiGateway", "5XXError", dimensions), 1);
  });
});
