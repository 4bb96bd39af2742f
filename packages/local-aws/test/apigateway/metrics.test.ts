import assert from "node:assert/strict";

import type { Properties } from "../../src/resource";
import { backendResponse, REGION, startTestGateway, type TestGateway, type TestMethod } from "../support/api-gateway";

const START = Date.UTC(2026, 0, 31, 12);
const POST: TestMethod = { path: "x", method: { apiKeyRequired: true }, integration: { timeoutMilliseconds: 50 } };
const GET: TestMethod = {
  path: "health",
  httpMethod: "GET",
  integration: { type: "MOCK", requestTemplates: { "application/json": '{"statusCode":200}' } },
};
const OF_STAGE = { ApiName: "test", Stage: "test" };

describe("the metrics of an API", () => {
  let aws: TestGateway;
  beforeEach(async () => {
    aws = await startTestGateway();
  });
  afterEach(() => aws.stop());

  const deploy = async (settings?: Properties, api?: object) => {
    const { id, url } = await aws.deploy([POST, GET], api);
    if (settings) await aws.create("MethodSettings", { restApi: id, stageName: "test", ...settings });
    const key = await aws.key(id, { throttleSettings: { rateLimit: 1, burstLimit: 2 } });
    const post = (headers: Record<string, string> = { "x-api-key": key }) =>
      aws.send(`${url}/x`, { body: "{}", headers });
    return { id, url, post };
  };

  const valuesOf = (name: string, dimensions: Readonly<Record<string, string>>, unit?: string) =>
    aws.gateway.metrics.valuesBetween(
      { region: REGION, namespace: "AWS/ApiGateway", name, dimensions, unit },
      START,
      START + 10 * 60_000,
    );
  /** Sum and number of values. */
  const count = (name: string, dimensions: Readonly<Record<string, string>> = OF_STAGE): readonly [number, number] => {
    const { sum, sampleCount } = valuesOf(name, dimensions);
    return [sum, sampleCount];
  };

  it("count each request, and what failed of them", async () => {
    const { url, post } = await deploy();
    await post();
    await post({});
    aws.answer = () => Promise.reject(new Error("read ECONNRESET"));
    await post();
    assert.equal((await post()).status, 429, "the plan throttles");
    await aws.send(`${url}/nowhere`);
    assert.deepEqual(count("Count"), [5, 5]);
    // 403, 429 and 403; 504.
    assert.deepEqual(count("4XXError"), [3, 5]);
    assert.deepEqual(count("5XXError"), [1, 5]);
    assert.deepEqual(count("Count", { ApiName: "test" }), [5, 5]);
    for (const unit of ["4XXError", "5XXError", "Count"]) {
      assert.equal(valuesOf(unit, OF_STAGE, "Count").sampleCount, 5);
    }
  });

  it("count a connection to the service that breaks, and one that is too slow, as 5XX", async () => {
    const { post } = await deploy();
    aws.answer = () => Promise.reject(new Error("read ECONNRESET"));
    assert.equal((await post()).status, 504);
    aws.answer = () => new Promise(() => undefined);
    assert.equal((await post()).status, 504);
    assert.deepEqual(count("5XXError"), [2, 2]);
  });

  it("have the latency of all, and of the service where one was called", async () => {
    const { url, post } = await deploy();
    aws.answer = () => {
      aws.environment.advance(30);
      return Promise.resolve(backendResponse(200));
    };
    await post();
    await aws.send(`${url}/health`, { method: "GET" });
    assert.deepEqual(count("Latency"), [30, 2]);
    assert.deepEqual(count("IntegrationLatency"), [30, 1]);
    assert.equal(valuesOf("Latency", OF_STAGE, "Milliseconds").sampleCount, 2);
    assert.equal(valuesOf("IntegrationLatency", OF_STAGE, "Milliseconds").sampleCount, 1);
  });

  it("are by method only where the method's settings enable it", async () => {
    const { id, url, post } = await deploy({ methodPath: "x/POST", settings: { metricsEnabled: true } });
    const off = { restApi: id, stageName: "test", methodPath: "health/GET", settings: { metricsEnabled: false } };
    await aws.create("MethodSettings", off);
    await post();
    await aws.send(`${url}/health`, { method: "GET" });
    assert.deepEqual(count("Count", { ...OF_STAGE, Method: "POST", Resource: "/x" }), [1, 1]);
    assert.deepEqual(count("Count", { ...OF_STAGE, Method: "GET", Resource: "/health" }), [0, 0]);
    assert.deepEqual(count("Count"), [2, 2]);
  });

  it("have the API's name without what is not ASCII", async () => {
    const { post } = await deploy(undefined, { name: "öorders→" });
    await post();
    assert.deepEqual(count("Count", { ApiName: "orders", Stage: "test" }), [1, 1]);
  });

  it("have no values for a URL that names no stage", async () => {
    await aws.send(`${aws.origin}/nothing/here`);
    assert.deepEqual(aws.gateway.metrics.list(REGION), []);
  });
});
