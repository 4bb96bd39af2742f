import assert from "node:assert/strict";

import { startTestGateway, type TestGateway, type TestMethod } from "../support/api-gateway";

/** A MOCK method whose answer names its resource and its path parameters. */
const named = (path: string, httpMethod = "GET"): TestMethod => ({
  path,
  httpMethod,
  integration: { type: "MOCK" },
  responses: {
    "200": {
      integration: {
        responseTemplates: { "application/json": "$context.resourcePath $input.params().path $context.httpMethod" },
      },
    },
  },
});

describe("routing to a stage", () => {
  let aws: TestGateway;
  before(async () => {
    aws = await startTestGateway();
  });
  after(() => aws.stop());

  const found: readonly (readonly [string, string])[] = [
    ["/", "/ {} GET"],
    ["", "/ {} GET"],
    ["/fixed", "/fixed {} GET"],
    ["/fixed/", "/fixed {} GET"],
    ["/fixed?a=b", "/fixed {} GET"],
    ["/other", "/{name} {name=other} GET"],
    ["/a%2Fb%20c", "/{name} {name=a/b c} GET"],
    ["/%E0%A4%A", "/{name} {name=%E0%A4%A} GET"],
    ["/fixed/deep/er", "/fixed/{rest+} {rest=deep/er} GET"],
  ];
  it("finds fixed parts before variables before greedy ones", async () => {
    const { url } = await aws.deploy([named("/"), named("fixed")]);
    const { apis } = { apis: aws.gateway.restApis };
    const [api] = [...apis.values()].slice(-1);
    const rest = { restApi: api!.id, parentId: api!.rootResourceId };
    const fixed = [...api!.resources.values()].find(({ settings }) => settings?.pathPart === "fixed");
    for (const { parentId, pathPart } of [
      { parentId: rest.parentId, pathPart: "{name}" },
      { parentId: fixed!.id, pathPart: "{rest+}" },
    ]) {
      const { id: resourceId } = await aws.create("Resource", { restApi: rest.restApi, parentId, pathPart });
      const place = { restApi: rest.restApi, resourceId, httpMethod: "GET" };
      const { integration, responses } = named("");
      await aws.create("Method", { ...place, authorization: "NONE" });
      await aws.create("Integration", {
        ...place,
        ...integration,
        requestTemplates: { "application/json": '{"statusCode": 200}' },
      });
      await aws.create("MethodResponse", { ...place, statusCode: "200" });
      await aws.create("IntegrationResponse", { ...place, statusCode: "200", ...responses!["200"]!.integration });
    }
    await aws.redeploy(rest.restApi);
    for (const [path, text] of found) {
      assert.equal((await aws.send(url + path, { method: "GET" })).text, text, path);
    }
    assert.equal((await aws.send(`${url}/fixed/a`, { method: "POST" })).status, 403);
  });

  it("answers an unknown path or method as if a token were missing", async () => {
    const { url } = await aws.deploy([named("here")]);
    for (const [path, method] of [
      ["/there", "GET"],
      ["/here/there", "GET"],
      ["/here", "POST"],
      ["/here", "HEAD"],
      ["/here", "OPTIONS"],
      ["/", "GET"],
    ] as const) {
      const { status, text, headers } = await aws.send(url + path, { method });
      assert.equal(status, 403);
      if (method !== "HEAD") assert.equal(text, '{"message":"Missing Authentication Token"}');
      assert.equal(headers["x-amzn-errortype"], "MissingAuthenticationTokenException");
    }
  });

  it("takes ANY for every method without one of its own", async () => {
    const { url, id } = await aws.deploy([named("x", "ANY")]);
    for (const method of ["GET", "PUT", "DELETE"]) {
      assert.equal((await aws.send(`${url}/x`, { method })).text, `/x {} ${method}`);
    }
    assert.equal((await aws.send(`${url}/x`, { method: "HEAD" })).status, 200);
    assert.ok(id);
  });

  it("answers an unknown stage, an unknown API and a disabled endpoint 403 Forbidden", async () => {
    const { url, id } = await aws.deploy([named("x")]);
    const { url: disabled } = await aws.deploy([named("x")], { disableExecuteApiEndpoint: true });
    const urls = [url.replace(/test$/, "prod"), url.replace(id, "zzzzzzzzzz"), disabled, aws.origin];
    for (const at of urls) {
      const { status, text, headers } = await aws.send(`${at}/x`, { method: "GET" });
      assert.deepEqual([status, text], [403, '{"message":"Forbidden"}']);
      assert.equal(headers["x-amzn-errortype"], "ForbiddenException");
      assert.ok(headers["x-amzn-requestid"]);
    }
  });

  it("shows a change only after a deployment to which the stage points", async () => {
    const { url, id } = await aws.deploy([named("x")]);
    const api = aws.gateway.restApis.get(id)!;
    const { id: resourceId } = await aws.create("Resource", {
      restApi: id,
      parentId: api.rootResourceId,
      pathPart: "y",
    });
    const place = { restApi: id, resourceId, httpMethod: "GET" };
    await aws.create("Method", { ...place, authorization: "NONE" });
    await aws.create("Integration", {
      ...place,
      type: "MOCK",
      requestTemplates: { "application/json": '{"statusCode": 200}' },
    });
    await aws.create("MethodResponse", { ...place, statusCode: "200" });
    await aws.create("IntegrationResponse", { ...place, statusCode: "200" });
    assert.equal((await aws.send(`${url}/y`, { method: "GET" })).status, 403);
    await aws.create("Deployment", { restApi: id });
    assert.equal((await aws.send(`${url}/y`, { method: "GET" })).status, 403);
    await aws.redeploy(id);
    assert.equal((await aws.send(`${url}/y`, { method: "GET" })).status, 200);
  });

  it("fills $context", async () => {
    const template = `{"id": "$context.requestId", "ext": "$context.extendedRequestId", "stage": "$context.stage", "api": "$context.apiId", "account": "$context.accountId", "path": "$context.path", "protocol": "$context.protocol", "time": "$context.requestTime", "epoch": $context.requestTimeEpoch, "ip": "$context.identity.sourceIp", "agent": "$context.identity.userAgent", "domain": "$context.domainName", "resource": "$context.resourceId"}`;
    const responses = { "200": { integration: { responseTemplates: { "application/json": template } } } };
    const { url, id } = await aws.deploy([{ ...named("x"), responses }]);
    const { text, headers } = await aws.send(`${url}/x?q=1`, { method: "GET", headers: { "User-Agent": "me" } });
    const { resource, ...context } = JSON.parse(text) as Record<string, unknown>;
    assert.deepEqual(context, {
      id: headers["x-amzn-requestid"],
      ext: headers["x-amz-apigw-id"],
      stage: "test",
      api: id,
      account: "123456789012",
      path: "/test/x",
      protocol: "HTTP/1.1",
      ip: "127.0.0.1",
      agent: "me",
      time: "31/Jan/2026:12:00:00 +0000",
      epoch: Date.UTC(2026, 0, 31, 12),
      domain: `${id}.execute-api.eu-west-1.amazonaws.com`,
    });
    assert.ok(aws.gateway.restApis.get(id)!.resources.has(String(resource)));
  });
});
