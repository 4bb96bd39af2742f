import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mock } from "node:test";

import {
  addMethod,
  type Answer,
  backendResponse,
  startTestGateway,
  type TestGateway,
  type TestMethod,
} from "../support/api-gateway";

/** The module as the renderer has it; an import would be a copy. */
const velocity = createRequire(__filename)("velocityjs") as typeof import("velocityjs");

const JSON_TYPE = "application/json";
const BINARY_TYPE = "application/octet-stream";
const GZIP = Buffer.from("1f8b0800ffc3280080", "hex");

/** A method whose request template shows the body as the template gets it. */
const showing = (integration: object = {}, method: object = {}): TestMethod => ({
  path: "x",
  method: { ...method },
  integration: { requestTemplates: { [JSON_TYPE]: "$input.body", [BINARY_TYPE]: "$input.body" }, ...integration },
});

describe("a request to an integration", () => {
  let aws: TestGateway;
  before(async () => {
    aws = await startTestGateway();
  });
  after(() => aws.stop());

  const post = async (
    method: TestMethod,
    { type = JSON_TYPE, body = "{}", headers = {}, api = {}, query = "" }: Posted = {},
  ): Promise<Answer & { readonly sent: string | undefined; readonly sentHeaders: Record<string, string> }> => {
    const { url } = await aws.deploy([method], api);
    aws.calls.length = 0;
    const sentHeaders = type === "" ? headers : { "Content-Type": type, ...headers };
    const answer = await aws.send(`${url}/${method.path ?? ""}${query}`, { headers: sentHeaders, body });
    const [call] = aws.calls;
    return { ...answer, sent: call?.body.toString("latin1"), sentHeaders: { ...call?.headers } };
  };

  interface Posted {
    readonly type?: string;
    readonly body?: string | Buffer;
    readonly headers?: Record<string, string>;
    readonly api?: object;
    readonly query?: string;
  }

  it("is rendered by a template that was parsed when the API was deployed", async () => {
    const parse = mock.method(velocity, "parse");
    try {
      const { url } = await aws.deploy([showing()]);
      const atDeployment = parse.mock.callCount();
      assert.ok(atDeployment > 0);
      for (const body of ["1", "2", "3"]) await aws.send(`${url}/x`, { headers: { "Content-Type": JSON_TYPE }, body });
      assert.equal(parse.mock.callCount(), atDeployment);
    } finally {
      parse.mock.restore();
    }
  });

  it("names action, service, region and role, and sets what AWS sets", async () => {
    const { sentHeaders } = await post(showing());
    const [{ service, action, region, roleArn } = {} as never] = aws.calls;
    assert.deepEqual([service, action, region], ["kinesis", "PutRecord", "eu-west-1"]);
    assert.equal(roleArn, "arn:aws:iam::123456789012:role/ingest");
    assert.match(sentHeaders["user-agent"] ?? "", /^AmazonAPIGateway_[a-z0-9]{10}$/);
    assert.deepEqual(
      { ...sentHeaders, "user-agent": undefined },
      {
        accept: "application/json",
        "content-type": JSON_TYPE,
        "user-agent": undefined,
        "x-amz-target": "Kinesis_20131202.PutRecord",
      },
    );
  });

  const types: readonly (readonly [string, string, number | "raw"])[] = [
    ["NEVER", JSON_TYPE, 200],
    ["NEVER", "", 200],
    ["NEVER", "application/json; charset=utf-8", 415],
    ["NEVER", "application/avro", 415],
    ["WHEN_NO_TEMPLATES", "application/avro", 415],
    ["WHEN_NO_MATCH", "application/avro", "raw"],
  ];
  for (const [passthroughBehavior, type, expected] of types) {
    it(`with ${passthroughBehavior} and the type "${type}": ${expected}`, async () => {
      const requestTemplates = { [JSON_TYPE]: "rendered" };
      const { status, text, headers, sent } = await post(showing({ passthroughBehavior, requestTemplates }), {
        type,
        body: "raw",
      });
      if (expected === 415) {
        assert.deepEqual([status, text, sent], [415, '{"message":"Unsupported Media Type"}', undefined]);
        assert.equal(headers["x-amzn-errortype"], "BadRequestException");
      } else {
        assert.deepEqual([status, sent], [200, expected === "raw" ? "raw" : "rendered"]);
      }
    });
  }

  it("passes a body through where there are no templates", async () => {
    const { sent } = await post(showing({ passthroughBehavior: "WHEN_NO_TEMPLATES", requestTemplates: {} }), {
      body: "raw",
    });
    assert.equal(sent, "raw");
  });

  const base64 = GZIP.toString("base64");
  const payloads: readonly (readonly [boolean, string | undefined, Buffer, string | 500])[] = [
    [false, undefined, Buffer.from("é"), "é"],
    [false, undefined, GZIP, "\u001f\ufffd\b\0\ufffd\ufffd(\0\ufffd"],
    [false, "CONVERT_TO_TEXT", GZIP, "\u001f\ufffd\b\0\ufffd\ufffd(\0\ufffd"],
    [false, "CONVERT_TO_BINARY", Buffer.from(base64), 500],
    [false, "CONVERT_TO_BINARY", Buffer.from("not Base64"), 500],
    [true, undefined, GZIP, 500],
    [true, "CONVERT_TO_BINARY", GZIP, 500],
    [true, "CONVERT_TO_TEXT", GZIP, base64],
    [true, "CONVERT_TO_TEXT", Buffer.from("{}"), "e30="],
    [true, "CONVERT_TO_TEXT", Buffer.alloc(0), "{}"],
  ];
  for (const [isBinary, contentHandling, body, expected] of payloads) {
    const what = `${isBinary ? "binary" : "text"}, ${contentHandling ?? "no content handling"}, ${body.length} bytes`;
    it(`with ${what} gives a template ${JSON.stringify(expected)}`, async () => {
      const api = { binaryMediaTypes: isBinary ? ["image/png", BINARY_TYPE] : [] };
      const { status, text, sent } = await post(showing({ contentHandling }), { api, type: BINARY_TYPE, body });
      if (expected === 500) {
        assert.deepEqual([status, text, sent], [500, '{"message":"Internal server error"}', undefined]);
      } else {
        assert.equal(Buffer.from(sent ?? "", "latin1").toString("utf8"), expected);
      }
    });
  }

  it("sends bytes on as they are where there is no template", async () => {
    const api = { binaryMediaTypes: [BINARY_TYPE] };
    const { sent } = await post(showing({ requestTemplates: {} }), { api, type: `${BINARY_TYPE}; a=b`, body: GZIP });
    assert.equal(sent, GZIP.toString("latin1"));
    const decoded = await post(showing({ requestTemplates: {}, contentHandling: "CONVERT_TO_BINARY" }), {
      body: base64,
    });
    assert.equal(decoded.sent, GZIP.toString("latin1"));
  });

  it("keeps all 256 bytes of a binary type", async () => {
    const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const api = { binaryMediaTypes: ["application/*"] };
    const { sent } = await post(showing({ contentHandling: "CONVERT_TO_TEXT" }), { api, type: BINARY_TYPE, body });
    assert.equal(sent, body.toString("base64"));
  });

  it("takes 10 MB and no more, whether the length is announced or not", async () => {
    const requestTemplates = { [JSON_TYPE]: "$input.body.length()" };
    const { url } = await aws.deploy([showing({ requestTemplates })]);
    const limit = 10_485_760;
    for (const [size, status] of [
      [limit, 200],
      [limit + 1, 413],
    ] as const) {
      aws.calls.length = 0;
      const announced = await aws.send(`${url}/x`, {
        headers: { "Content-Type": JSON_TYPE },
        body: Buffer.alloc(size, "a"),
      });
      const chunked = await aws.send(`${url}/x`, {
        headers: { "Content-Type": JSON_TYPE },
        body: (async function* () {
          yield Buffer.alloc(size - 1, "a");
          yield Buffer.from(await Promise.resolve("a"));
        })() as never,
      });
      for (const answer of [announced, chunked]) {
        assert.equal(answer.status, status);
        if (status === 413) assert.equal(answer.text, '{"message":"Request Too Long"}');
      }
      assert.deepEqual(
        aws.calls.map((call) => call.body.toString()),
        status === 200 ? Array(2).fill(String(size)) : [],
      );
    }
  });

  it("maps parameters to headers", async () => {
    const requestParameters = {
      "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
      "integration.request.header.X-Header": "method.request.header.h",
      "integration.request.header.X-Query": "method.request.querystring.q",
      "integration.request.header.X-Path": "method.request.path.p",
      "integration.request.header.X-Context": "context.identity.sourceIp",
      "integration.request.header.X-None": "stageVariables.none",
      "integration.request.header.X-Missing": "method.request.header.missing",
    };
    const declared = ["header.h", "querystring.q", "path.p", "header.missing"].map((name) => [
      `method.request.${name}`,
      false,
    ]);
    const method = {
      ...showing({ requestParameters }, { requestParameters: Object.fromEntries(declared) as object }),
      path: "{p}",
    };
    const { sentHeaders } = await post(method, { headers: { h: "H", missinG: "?" }, query: "?q=1&q=a%20b" });
    const mapped = Object.entries(sentHeaders).filter(([name]) => name.startsWith("x-") && name !== "x-amz-target");
    assert.deepEqual(Object.fromEntries(mapped), {
      "x-header": "H",
      "x-query": "a b",
      "x-path": "{p}",
      "x-context": "127.0.0.1",
    });
    assert.equal(sentHeaders["content-type"], "application/x-amz-json-1.1");
  });

  it("lets a template override headers, and fails on those that AWS keeps", async () => {
    const template = (name: string): TestMethod =>
      showing({
        requestParameters: { "integration.request.header.X-A": "'mapped'" },
        requestTemplates: { [JSON_TYPE]: `#set($context.requestOverride.header["${name}"] = "overridden")x` },
      });
    assert.equal((await post(template("x-a"))).sentHeaders["x-a"], "overridden");
    const { status, sent } = await post(template("Content-Length"));
    assert.deepEqual([status, sent], [500, undefined]);
    const mapping = showing({ requestParameters: { "integration.request.header.Authorization": "'x'" } });
    assert.equal((await post(mapping)).status, 500);
  });

  it("answers 500 to a template that fails, without its words, and logs them", async () => {
    aws.logged.length = 0;
    const requestTemplates = { [JSON_TYPE]: "$input.path('$.a').substring(5)" };
    const { status, text, headers } = await post(showing({ requestTemplates }), { body: '{"a": "b"}' });
    assert.deepEqual([status, text], [500, '{"message":"Internal server error"}']);
    assert.equal(headers["x-amzn-errortype"], "InternalServerErrorException");
    assert.match(aws.logged.join(), /requestTemplates\.application\/json: substring\(5, 1\)/);
  });

  it("validates required parameters and the body, as the validator says", async () => {
    const { id: restApi, outputs } = await aws.create("RestApi", { name: "validated" });
    const validator = await aws.create("RequestValidator", {
      restApi,
      name: "all",
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    await addMethod(aws, restApi, String(outputs.rootResourceId), {
      path: "x",
      method: {
        requestValidatorId: validator.id,
        requestParameters: {
          "method.request.header.h": true,
          "method.request.querystring.q": true,
          "method.request.header.o": false,
        },
      },
    });
    const { id: deployment } = await aws.create("Deployment", { restApi });
    const { outputs: stage } = await aws.create("Stage", { restApi, deployment, stageName: "test" });
    const url = `${String(stage.invokeUrl)}/x`;
    const send = (headers: Record<string, string>, query: string, body: string) =>
      aws.send(url + query, { headers, body });
    const missing = await send({}, "", "{}");
    assert.deepEqual(
      [missing.status, missing.text],
      [400, '{"message":"Missing required request parameters: [h, q]"}'],
    );
    assert.equal(missing.headers["x-amzn-errortype"], "BadRequestException");
    assert.equal((await send({ H: "1" }, "?q=", "{}")).text, '{"message":"Missing required request parameters: [h]"}');
    for (const [body, status] of [
      ["{}", 200],
      ["", 200],
      ["[]", 400],
      ["nope", 400],
    ] as const) {
      const answer = await send({ h: "1" }, "?q=1", body);
      assert.equal(answer.status, status, body);
      if (status === 400) assert.equal(answer.text, '{"message":"Invalid request body"}');
    }
  });

  it("lets an answer of the backend through as it is without templates", async () => {
    aws.answer = () => Promise.resolve(backendResponse(200, '{"a": "é"}'));
    const { text } = await post(showing());
    assert.equal(text, '{"a": "é"}');
  });
});
