import assert from "node:assert/strict";

import type { Refusal } from "../../src/apigateway";
import { type Answer, startTestGateway, type TestGateway, type TestMethod } from "../support/api-gateway";

const KEYED: TestMethod = { path: "x", method: { apiKeyRequired: true } };
const OPEN: TestMethod = { path: "open" };

describe("admission to a method", () => {
  let aws: TestGateway;
  beforeEach(async () => {
    aws = await startTestGateway();
  });
  afterEach(() => aws.stop());
  const post = (url: string, key?: string): Promise<Answer> =>
    aws.send(url, key === undefined ? {} : { headers: { "x-api-key": key } });
  const statuses = async (url: string, count: number, key?: string): Promise<number[]> => {
    const found: number[] = [];
    for (let sent = 0; sent < count; sent += 1) found.push((await post(url, key)).status);
    return found;
  };

  it("takes a key of the plan of this stage, and no other", async () => {
    const { url, id } = await aws.deploy([KEYED]);
    const key = await aws.key(id);
    const other = await aws.deploy([KEYED]);
    const otherKey = await aws.key(other.id);
    const { outputs: loose } = await aws.create("ApiKey", { name: "in no plan" });
    assert.equal((await post(`${url}/x`, key)).status, 200);
    for (const bad of [undefined, "", `${key}x`, otherKey, String(loose.value), key.toUpperCase()]) {
      const { status, text, headers } = await post(`${url}/x`, bad);
      assert.deepEqual(
        [status, text, headers["x-amzn-errortype"]],
        [403, '{"message":"Forbidden"}', "ForbiddenException"],
      );
    }
  });

  it("looks at the key as it is now: disabled, deleted, out of its plan", async () => {
    const { url, id } = await aws.deploy([KEYED]);
    const key = await aws.key(id);
    const [keyId, apiKey] = [...aws.gateway.apiKeys].at(-1)!;
    const [planId] = [...aws.gateway.usagePlans].at(-1)!;
    await aws.update("ApiKey", keyId, { name: "test", enabled: false });
    assert.equal((await post(`${url}/x`, key)).status, 403);
    await aws.update("ApiKey", keyId, { name: "test" });
    assert.equal((await post(`${url}/x`, key)).status, 200);
    await aws.delete("UsagePlanKey", keyId, { usagePlanId: planId });
    assert.equal((await post(`${url}/x`, key)).status, 403);
    await aws.create("UsagePlanKey", { keyId, keyType: "API_KEY", usagePlanId: planId });
    assert.equal((await post(`${url}/x`, key)).status, 200);
    await aws.delete("ApiKey", keyId, {});
    assert.equal((await post(`${url}/x`, key)).status, 403);
    assert.equal(apiKey.value, key);
  });

  it("does not ask for a key where the method does not", async () => {
    const { url } = await aws.deploy([OPEN]);
    assert.equal((await post(`${url}/open`)).status, 200);
  });

  it("gives templates the key's id", async () => {
    const template = "$context.identity.apiKeyId|$context.identity.apiKey";
    const responses = { "200": { integration: { responseTemplates: { "application/json": template } } } };
    const { url, id } = await aws.deploy([{ ...KEYED, responses }]);
    const key = await aws.key(id);
    assert.equal((await post(`${url}/x`, key)).text, `${[...aws.gateway.apiKeys.keys()].at(-1)!}|${key}`);
  });

  it("throttles a key by its plan's rate and burst", async () => {
    const { url, id } = await aws.deploy([KEYED]);
    const key = await aws.key(id, { throttleSettings: { rateLimit: 2, burstLimit: 3 } });
    assert.deepEqual(await statuses(`${url}/x`, 5, key), [200, 200, 200, 429, 429]);
    const { text, headers } = await post(`${url}/x`, key);
    assert.equal(text, '{"message":"Too Many Requests"}');
    assert.equal(headers["x-amzn-errortype"], "TooManyRequestsException");
    assert.equal(headers["retry-after"], undefined);
    aws.environment.advance(499);
    assert.deepEqual(await statuses(`${url}/x`, 1, key), [429]);
    aws.environment.advance(1);
    assert.deepEqual(await statuses(`${url}/x`, 2, key), [200, 429]);
    aws.environment.advance(60_000);
    assert.deepEqual(await statuses(`${url}/x`, 4, key), [200, 200, 200, 429]);
  });

  it("gives each key of a plan its own bucket", async () => {
    const { url, id } = await aws.deploy([KEYED]);
    const key = await aws.key(id, { throttleSettings: { rateLimit: 1, burstLimit: 1 } });
    const [planId] = [...aws.gateway.usagePlans].at(-1)!;
    const second = await aws.create("ApiKey", { name: "second" });
    await aws.create("UsagePlanKey", { keyId: second.id, keyType: "API_KEY", usagePlanId: planId });
    assert.deepEqual(await statuses(`${url}/x`, 2, key), [200, 429]);
    assert.deepEqual(await statuses(`${url}/x`, 2, String(second.outputs.value)), [200, 429]);
  });

  it("puts a plan's throttle of a method before the plan's own", async () => {
    const { url, id } = await aws.deploy([KEYED]);
    const throttles = [{ path: "/x/POST", rateLimit: 1, burstLimit: 2 }];
    const apiStages = [{ apiId: id, stage: "test", throttles }];
    const key = await aws.key(id, { apiStages, throttleSettings: { rateLimit: 1, burstLimit: 1 } });
    assert.deepEqual(await statuses(`${url}/x`, 3, key), [200, 200, 429]);
  });

  for (const [period, untilNext] of [
    ["DAY", 12 * 3_600_000],
    ["MONTH", 36 * 3_600_000],
  ] as const) {
    it(`counts a quota by the ${period.toLowerCase()}, from midnight in UTC`, async () => {
      aws.environment.advance(Date.UTC(2026, 0, 30, 12) - aws.environment.now());
      const { url, id } = await aws.deploy([KEYED]);
      const key = await aws.key(id, { quotaSettings: { limit: 2, period } });
      assert.deepEqual(await statuses(`${url}/x`, 2, key), [200, 200]);
      const { status, text, headers } = await post(`${url}/x`, key);
      assert.deepEqual([status, text], [429, '{"message":"Limit Exceeded"}']);
      assert.equal(headers["x-amzn-errortype"], "LimitExceededException");
      aws.environment.advance(untilNext - 1);
      assert.equal((await post(`${url}/x`, key)).status, 429);
      aws.environment.advance(1);
      assert.deepEqual(await statuses(`${url}/x`, 3, key), [200, 200, 429]);
    });
  }

  it("throttles a stage by its method settings, with or without a key", async () => {
    const { url, id } = await aws.deploy([OPEN, { path: "other" }]);
    const of = (methodPath: string, burst: number) => ({
      restApi: id,
      stageName: "test",
      methodPath,
      settings: { throttlingRateLimit: 1, throttlingBurstLimit: burst },
    });
    await aws.create("MethodSettings", of("*/*", 2));
    assert.deepEqual(await statuses(`${url}/open`, 3), [200, 200, 429]);
    await aws.create("MethodSettings", of("other/POST", 1));
    assert.deepEqual(await statuses(`${url}/other`, 2), [200, 429]);
    await aws.delete("MethodSettings", "", of("*/*", 2));
    assert.deepEqual(await statuses(`${url}/open`, 3), [200, 200, 200]);
    await aws.update("MethodSettings", "", { ...of("other/POST", 1), settings: {} });
    assert.deepEqual(await statuses(`${url}/other`, 2), [200, 200]);
  });

  it("throttles the root of an API, whose path AWS writes as ~1", async () => {
    const { url, id } = await aws.deploy([{ path: "/" }]);
    const settings = { throttlingRateLimit: 1, throttlingBurstLimit: 1 };
    await aws.create("MethodSettings", { restApi: id, stageName: "test", methodPath: "~1/POST", settings });
    assert.deepEqual(await statuses(url, 2), [200, 429]);
  });

  it("does not ask the backend for what it refuses", async () => {
    const { url } = await aws.deploy([KEYED]);
    const before = aws.calls.length;
    await post(`${url}/x`, "nope");
    assert.equal(aws.calls.length, before);
  });

  it("can be ordered to refuse, with the very answers of a wrong key and of a throttle", async () => {
    await aws.stop();
    let order: Refusal | undefined;
    aws = await startTestGateway({ hooks: { atAdmission: () => order } });
    const { url, id } = await aws.deploy([KEYED, OPEN]);
    const key = await aws.key(id);
    const slow = await aws.key(id, { throttleSettings: { rateLimit: 1, burstLimit: 1 } });
    const told = async (answer: Promise<Answer>): Promise<unknown> => {
      const { status, text, headers } = await answer;
      const ids = ["x-amzn-requestid", "x-amz-apigw-id", "date"];
      assert.ok(ids.every((name) => headers[name] !== undefined));
      return [status, text, Object.entries(headers).filter(([name]) => !ids.includes(name))];
    };
    const forbidden = await told(post(`${url}/x`, "wrong"));
    assert.equal((await post(`${url}/x`, slow)).status, 200);
    const throttled = await told(post(`${url}/x`, slow));
    for (const [refusal, real] of [
      ["INVALID_API_KEY", forbidden],
      ["THROTTLED", throttled],
    ] as const) {
      order = refusal;
      assert.deepEqual(await told(post(`${url}/x`, key)), real);
      assert.deepEqual(await told(post(`${url}/x`, "wrong")), forbidden);
      assert.equal((await post(`${url}/open`)).status, 200, "a method without a key passes");
    }
    order = undefined;
    assert.equal((await post(`${url}/x`, key)).status, 200);
  });
});
