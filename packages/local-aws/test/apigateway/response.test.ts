import assert from "node:assert/strict";

import { AssumeRoleDenied } from "../../src/backend";
import type { HttpResponse } from "../../src/http-response";
import {
  type Answer,
  backendResponse,
  startTestGateway,
  type TestGateway,
  type TestMethod,
} from "../support/api-gateway";

const JSON_TYPE = "application/json";
const template = (text: string): object => ({ responseTemplates: { [JSON_TYPE]: text } });
const INTERNAL = '{"message":"Internal server error"}';

describe("an answer of an integration", () => {
  let aws: TestGateway;
  before(async () => {
    aws = await startTestGateway();
  });
  after(() => aws.stop());

  const get = async (
    responses: TestMethod["responses"],
    answer: HttpResponse | Error = backendResponse(200),
    {
      headers = {},
      api = {},
      integration = {},
    }: { headers?: Record<string, string>; api?: object; integration?: object } = {},
  ): Promise<Answer> => {
    aws.answer = () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer));
    const { url } = await aws.deploy([{ path: "x", responses, integration: { ...integration } }], api);
    return aws.send(`${url}/x`, { headers });
  };

  const patterns: readonly (readonly [number, number])[] = [
    [200, 200],
    [299, 200],
    [400, 400],
    [418, 400],
    [500, 503],
    [302, 502],
    [1200, 502],
  ];
  for (const [backend, expected] of patterns) {
    it(`of status ${backend} goes by the pattern that matches it whole: ${expected}`, async () => {
      const of = (selectionPattern?: string): { integration: object } => ({ integration: { selectionPattern } });
      const responses = { "200": of("2\\d{2}"), "400": of("4\\d{2}"), "503": of("5\\d{2}"), "502": of() };
      assert.equal((await get(responses, backendResponse(backend))).status, expected);
    });
  }

  it("without a pattern that matches and without a default is 500", async () => {
    const responses = { "200": { integration: { selectionPattern: "200" } } };
    const { status, text } = await get(responses, backendResponse(400, "secret"));
    assert.deepEqual([status, text], [500, INTERNAL]);
    assert.match(aws.logged.join(), /no integration response matches 400/);
  });

  it("of only a default is that status whatever the backend said", async () => {
    assert.equal(
      (await get({ "200": {} }, backendResponse(400, { __type: "ProvisionedThroughputExceededException" }))).status,
      200,
    );
  });

  it("with an empty pattern is the default", async () => {
    assert.equal((await get({ "202": { integration: { selectionPattern: "" } } }, backendResponse(500))).status, 202);
  });

  it("is rendered by the template of its type", async () => {
    const responses = {
      "200": { integration: template(`{"s": "$input.path('$.SequenceNumber')", "r": "$context.requestId"}`) },
    };
    const { text, headers } = await get(responses, backendResponse(200, { SequenceNumber: "42" }));
    assert.deepEqual(JSON.parse(text), { s: "42", r: headers["x-amzn-requestid"] });
    assert.equal(headers["content-type"], JSON_TYPE);
  });

  for (const [accept, expected] of [
    ["text/plain", "plain"],
    ["application/xml", "json"],
    [JSON_TYPE, "json"],
  ] as const) {
    it(`is rendered for "Accept: ${accept}" by the template for ${expected}`, async () => {
      const integration = { responseTemplates: { "text/plain": "plain", [JSON_TYPE]: "json" } };
      assert.equal(
        (await get({ "200": { integration } }, backendResponse(200), { headers: { accept } })).text,
        expected,
      );
    });
  }

  it("is overridden in status, also to one that is not declared, and in headers", async () => {
    const text = `#set($context.responseOverride.status = 444)#set($context.responseOverride.header.foo = "bar")#set($context.responseOverride.header["content-type"] = "text/plain")x`;
    const { status, headers, text: body } = await get({ "200": { integration: template(text) } });
    assert.deepEqual([status, headers.foo, headers["content-type"], body], [444, "bar", "text/plain", "x"]);
  });

  it("is overridden already by the request's template", async () => {
    const requestTemplates = {
      [JSON_TYPE]: "#set($context.responseOverride.status = 444)#set($context.responseOverride.custom = 'c')x",
    };
    const responses = {
      "200": { integration: template("$context.responseOverride.custom $context.responseOverride.status") },
    };
    const { status, text } = await get(responses, backendResponse(200), { integration: { requestTemplates } });
    assert.deepEqual([status, text], [444, "c 444"]);
  });

  for (const [override, expected] of [
    ["99", 200],
    ["600", 200],
    ['"429"', 200],
    ["4.5", 200],
    ["100", 500],
    ["500", 500],
  ] as const) {
    it(`with a status override of ${override} is ${expected}`, async () => {
      const text = `#set($context.responseOverride.status = ${override})x`;
      assert.equal((await get({ "200": { integration: template(text) } })).status, expected);
    });
  }

  it("overridden twice is 500", async () => {
    const text = "#set($context.responseOverride.status = 429)#set($context.responseOverride.status = 430)x";
    assert.equal((await get({ "200": { integration: template(text) } })).status, 500);
  });

  it("maps headers, static ones and the backend's", async () => {
    const names = ["Retry-After", "X-Backend", "X-None", "Date"];
    const responses = {
      "200": {
        method: {
          responseParameters: Object.fromEntries(names.map((name) => [`method.response.header.${name}`, false])),
        },
        integration: {
          responseParameters: {
            "method.response.header.Retry-After": "'1'",
            "method.response.header.X-Backend": "integration.response.header.X-Thing",
            "method.response.header.X-None": "integration.response.header.none",
            "method.response.header.Date": "'remapped'",
          },
        },
      },
    };
    const { headers } = await get(responses, { ...backendResponse(200), headers: { "x-thing": "t", "x-secret": "s" } });
    assert.deepEqual(
      [headers["retry-after"], headers["x-backend"], headers["x-none"], headers["x-secret"]],
      ["1", "t", undefined, undefined],
    );
    assert.equal(headers["x-amzn-remapped-date"], "remapped");
  });

  it("with a header that HTTP cannot carry is 500", async () => {
    const text = `#set($context.responseOverride.header.a = $input.path('$.a'))x`;
    assert.equal(
      (await get({ "200": { integration: template(text) } }, backendResponse(200, { a: "b\r\nX: y" }))).status,
      500,
    );
  });

  const bytes = Buffer.from("1f8bff", "hex");
  const handlings: readonly (readonly [string, string, string | undefined, Buffer, string | 500])[] = [
    ["text", "*/*", undefined, Buffer.from("{}"), "{}"],
    ["text", "application/avro", undefined, Buffer.from("{}"), 500],
    ["text", "application/avro", undefined, Buffer.from("e30="), "{}"],
    ["text", "application/avro", "CONVERT_TO_TEXT", Buffer.from("{}"), "{}"],
    ["text", "*/*", "CONVERT_TO_BINARY", Buffer.from("e30="), "{}"],
    ["binary", "*/*", undefined, bytes, bytes.toString("base64")],
    ["binary", "application/avro", undefined, Buffer.from("raw"), "raw"],
    ["binary", "application/avro", "CONVERT_TO_TEXT", bytes, bytes.toString("base64")],
    ["binary", "*/*", "CONVERT_TO_BINARY", Buffer.from("raw"), "raw"],
  ];
  for (const [payload, accept, contentHandling, body, expected] of handlings) {
    it(`of ${payload} for "${accept}" with ${contentHandling ?? "no content handling"} is ${JSON.stringify(expected)}`, async () => {
      const type = payload === "binary" ? "application/avro" : "application/x-amz-json-1.1";
      const { status, text } = await get(
        { "200": { integration: { contentHandling } } },
        backendResponse(200, body, type),
        {
          headers: { accept },
          api: { binaryMediaTypes: ["application/avro"] },
        },
      );
      if (expected === 500) assert.deepEqual([status, text], [500, INTERNAL]);
      else assert.deepEqual([status, text], [200, expected]);
    });
  }

  it("that never comes is 504 after the integration's timeout, and its call is aborted", async () => {
    let aborted = false;
    aws.answer = ({ signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          aborted = true;
          reject(new Error("aborted"));
        });
      });
    const { url } = await aws.deploy([{ path: "x", integration: { timeoutMilliseconds: 50 } }]);
    const { status, text, headers } = await aws.send(`${url}/x`);
    assert.deepEqual([status, text], [504, '{"message":"Endpoint request timed out"}']);
    assert.equal(headers["x-amzn-errortype"], "InternalServerErrorException");
    assert.ok(aborted);
  });

  it("that comes after the timeout is not waited for", async () => {
    const late = deferred<HttpResponse>();
    aws.answer = () => late.promise;
    const { url } = await aws.deploy([{ path: "x", integration: { timeoutMilliseconds: 50 } }]);
    assert.equal((await aws.send(`${url}/x`)).status, 504);
    late.resolve(backendResponse(200));
  });

  it("of a role that cannot be assumed is 500, and of a backend that is not there 504", async () => {
    const denied = await get({ "200": {} }, new AssumeRoleDenied("arn:aws:iam::123456789012:role/secret"));
    assert.deepEqual([denied.status, denied.text], [500, INTERNAL]);
    const gone = await get({ "200": {} }, new Error("connect ECONNREFUSED 127.0.0.1:1"));
    assert.deepEqual([gone.status, gone.text], [504, INTERNAL]);
    assert.match(aws.logged.join(), /role\/secret.*ECONNREFUSED/s);
  });
});

describe("a MOCK integration", () => {
  let aws: TestGateway;
  before(async () => {
    aws = await startTestGateway();
  });
  after(() => aws.stop());

  const cases: readonly (readonly [string, number])[] = [
    ['{"statusCode": 200}', 200],
    ["{statusCode: 200}", 200],
    ["{'statusCode': 204, \"a\": 1}", 204],
    ['{"a": 1, "statusCode": 200}', 200],
    ['{"statusCode": "200"}', 500],
    ['{"statusCode": 20.5}', 500],
    ["{}", 500],
    ["", 500],
    ["statusCode: 200", 500],
  ];
  for (const [rendered, expected] of cases) {
    it(`of ${rendered} answers ${expected}`, async () => {
      const { url } = await aws.deploy([
        {
          path: "x",
          httpMethod: "GET",
          integration: { type: "MOCK", requestTemplates: { [JSON_TYPE]: rendered } },
          responses: {
            "200": { integration: { selectionPattern: "200" } },
            "204": { integration: { selectionPattern: "204" } },
          },
        },
      ]);
      const { status, text } = await aws.send(`${url}/x`, { method: "GET" });
      assert.equal(status, expected);
      if (expected < 500) assert.equal(text, "");
      assert.equal(aws.calls.length, 0);
    });
  }

  it("hands what a request's template overrode to the response's", async () => {
    const requestTemplates = { [JSON_TYPE]: `#set($context.requestOverride.path.body = "kept"){"statusCode": 200}` };
    const { url } = await aws.deploy([
      {
        path: "x",
        httpMethod: "GET",
        integration: { type: "MOCK", requestTemplates },
        responses: { "200": { integration: template("$context.requestOverride.path.body") } },
      },
    ]);
    assert.equal((await aws.send(`${url}/x`, { method: "GET" })).text, "kept");
  });
});

describe("a gateway response", () => {
  let aws: TestGateway;
  before(async () => {
    aws = await startTestGateway();
  });
  after(() => aws.stop());

  const respond = async (
    responses: readonly object[],
    path = "/nope",
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const { id, url } = await aws.deploy([{ path: "x", method: { apiKeyRequired: true } }]);
    for (const response of responses) await aws.create("Response", { restApiId: id, ...response });
    await aws.redeploy(id);
    return aws.send(`${url}${path}`, { headers });
  };

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.responseParameters.html
  it("reads the parameters of a path that was found", async () => {
    const { id, url } = await aws.deploy([{ path: "streams/{name}", method: { apiKeyRequired: true } }]);
    await aws.create("Response", {
      restApiId: id,
      responseType: "INVALID_API_KEY",
      responseParameters: { "gatewayresponse.header.X-Stream": "method.request.path.name" },
    });
    await aws.redeploy(id);
    const { status, headers } = await aws.send(`${url}/streams/orders`);
    assert.deepEqual([status, headers["x-stream"]], [403, "orders"]);
  });

  it("of an API takes the place of AWS's", async () => {
    const { status, headers, text } = await respond(
      [
        {
          responseType: "MISSING_AUTHENTICATION_TOKEN",
          statusCode: "404",
          responseTemplates: {
            [JSON_TYPE]:
              '{"e": $context.error.messageString, "t": "$context.error.responseType", "p": "$context.path", "h": "$method.request.header.h", "n": "$context.nope"}',
          },
          responseParameters: {
            "gatewayresponse.header.Retry-After": "'7'",
            "gatewayresponse.header.X-H": "method.request.header.h",
            "gatewayresponse.header.Content-Type": "'application/problem+json'",
          },
        },
      ],
      "/nope",
      { h: "v" },
    );
    assert.equal(status, 404);
    assert.deepEqual(JSON.parse(text), {
      e: "Missing Authentication Token",
      t: "MISSING_AUTHENTICATION_TOKEN",
      p: "/test/nope",
      h: "v",
      n: "",
    });
    assert.deepEqual(
      [headers["retry-after"], headers["x-h"], headers["content-type"]],
      ["7", "v", "application/problem+json"],
    );
  });

  it("of DEFAULT_4XX stands in for 4xx, and not for 5xx", async () => {
    const responses = [{ responseType: "DEFAULT_4XX", responseTemplates: { [JSON_TYPE]: "four" } }];
    const { status, text } = await respond(responses, "/x");
    assert.deepEqual([status, text], [403, "four"]);
    aws.answer = () => Promise.reject(new Error("gone"));
    const { id, url } = await aws.deploy([{ path: "y" }]);
    await aws.create("Response", { restApiId: id, ...responses[0] });
    await aws.redeploy(id);
    assert.equal((await aws.send(`${url}/y`)).text, INTERNAL);
    await aws.create("Response", {
      restApiId: id,
      responseType: "DEFAULT_5XX",
      statusCode: "500",
      responseTemplates: { [JSON_TYPE]: "five" },
    });
    await aws.redeploy(id);
    const five = await aws.send(`${url}/y`);
    assert.deepEqual([five.status, five.text], [500, "five"]);
  });

  it("counts only once it is deployed", async () => {
    const { id, url } = await aws.deploy([{ path: "x" }]);
    assert.equal((await aws.send(`${url}/nope`)).status, 403);
    await aws.create("Response", { restApiId: id, responseType: "MISSING_AUTHENTICATION_TOKEN", statusCode: "404" });
    assert.equal((await aws.send(`${url}/nope`)).status, 403);
    await aws.redeploy(id);
    assert.equal((await aws.send(`${url}/nope`)).status, 404);
  });

  it("does not run its template as Velocity", async () => {
    const text = "#set($x = 1)#if(true)$x#end";
    assert.equal(
      (await respond([{ responseType: "INVALID_API_KEY", responseTemplates: { [JSON_TYPE]: text } }], "/x")).text,
      text,
    );
  });
});

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
