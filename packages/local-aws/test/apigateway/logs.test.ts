import assert from "node:assert/strict";
import { connect as connectHttp2 } from "node:http2";
import { text } from "node:stream/consumers";

import { AssumeRoleDenied } from "../../src/backend";
import type { Properties } from "../../src/resource";
import {
  backendResponse,
  REGION,
  type Sent,
  startTestGateway,
  type TestGateway,
  type TestMethod,
} from "../support/api-gateway";

const GROUP_ARN = `arn:aws:logs:${REGION}:123456789012:log-group:/access`;
const POST: TestMethod = { path: "x", method: { apiKeyRequired: true } };
const NOT_JSON = { headers: { "content-type": "text/x" }, body: "x" };

/** A format with one member for each of these variables. */
const jsonOf = (...names: readonly string[]): string =>
  JSON.stringify(Object.fromEntries(["requestId", ...names].map((name) => [name, `$context.${name}`])));

describe("what API Gateway logs of a stage", () => {
  let aws: TestGateway;
  beforeEach(async () => {
    aws = await startTestGateway();
    aws.gateway.cloudwatchRoleArns.set(REGION, "arn:aws:iam::123456789012:role/logs");
  });
  afterEach(() => aws.stop());

  const messagesOf = (groupName: string): readonly string[] => {
    const group = aws.gateway.logs.findGroup(REGION, groupName);
    return group ? [...group.streams.values()].flatMap(({ events }) => events.map(({ message }) => message)) : [];
  };

  /** An API whose stage has an access log of this format, and these settings of all methods. */
  const deploy = async (format: string, settings?: Properties, methods: readonly TestMethod[] = [POST]) => {
    const { id, url } = await aws.deploy(methods);
    const stage = { restApi: id, stageName: "test" };
    const [deployment = ""] = [...aws.gateway.restApis.get(id)!.deployments.keys()];
    await aws.update("Stage", "", { ...stage, deployment, accessLogSettings: { destinationArn: GROUP_ARN, format } });
    if (settings) await aws.create("MethodSettings", { ...stage, methodPath: "*/*", settings });
    const key = await aws.key(id, { throttleSettings: { rateLimit: 1, burstLimit: 2 } });
    const send = (sent: Sent = {}) =>
      aws.send(`${url}/x`, { body: "{}", ...sent, headers: { "x-api-key": key, ...sent.headers } });
    return { id, url, key, send, executionGroup: `API-Gateway-Execution-Logs_${id}/test` };
  };

  const accessLog = (): readonly Record<string, string>[] =>
    messagesOf("/access").map((message) => JSON.parse(message) as Record<string, string>);

  it("is one access log line a request, with the ids that the client got", async () => {
    const { id, send } = await deploy(
      jsonOf("extendedRequestId", "httpMethod", "path", "resourcePath", "status", "stage", "apiId", "requestTime"),
    );
    const { headers } = await send();
    assert.deepEqual(accessLog(), [
      {
        requestId: headers["x-amzn-requestid"],
        extendedRequestId: headers["x-amz-apigw-id"],
        httpMethod: "POST",
        path: "/test/x",
        resourcePath: "/x",
        status: "200",
        stage: "test",
        apiId: id,
        requestTime: "31/Jan/2026:12:00:00 +0000",
      },
    ]);
  });

  it("has what the service behind it answered, and how long that and all took", async () => {
    const { send } = await deploy(
      jsonOf("integrationStatus", "integration.status", "integrationLatency", "responseLatency", "responseLength"),
    );
    aws.answer = () => {
      aws.environment.advance(30);
      return Promise.resolve(backendResponse(400, { __type: "X" }));
    };
    const answer = await send();
    const [line] = accessLog();
    assert.deepEqual(
      [line?.integrationStatus, line?.["integration.status"], line?.integrationLatency, line?.responseLatency],
      ["400", "400", "30", "30"],
    );
    assert.equal(line?.responseLength, String(answer.text.length));
  });

  it("has the id of the key and never the key, also with a data trace", async () => {
    const { key, send, executionGroup } = await deploy(jsonOf("identity.apiKeyId", "identity.apiKey"), {
      loggingLevel: "INFO",
      dataTraceEnabled: true,
    });
    await send();
    const [keyId] = [...aws.gateway.apiKeys.keys()];
    assert.deepEqual(
      accessLog().map((line) => [line["identity.apiKeyId"], line["identity.apiKey"]]),
      [[keyId, "-"]],
    );
    const trace = messagesOf(executionGroup).join("\n");
    assert.match(trace, /Method request headers: \{.*x-api-key=\*{10}/);
    assert.doesNotMatch(trace, new RegExp(key));
  });

  it("has the protocol and the cipher of the connection", async () => {
    const { send } = await deploy(jsonOf("tlsVersion", "cipherSuite", "identity.sourceIp"));
    await send();
    const [line] = accessLog();
    assert.match(String(line?.tlsVersion), /^TLSv1\.[23]$/);
    assert.match(String(line?.cipherSuite), /^[A-Z0-9_-]+$/);
    assert.equal(line?.["identity.sourceIp"], "127.0.0.1");
  });

  it("has them of a connection of HTTP/2, too", async () => {
    const { url, key } = await deploy(jsonOf("tlsVersion", "cipherSuite", "protocol", "status"));
    const session = connectHttp2(aws.origin, { ca: aws.cert });
    const { pathname } = new URL(url);
    const stream = session.request({ ":method": "POST", ":path": `${pathname}/x`, "x-api-key": key });
    stream.end("{}");
    await text(stream);
    session.destroy();
    const [line] = accessLog();
    assert.match(String(line?.tlsVersion), /^TLSv1\.[23]$/);
    assert.match(String(line?.cipherSuite), /^[A-Z0-9_-]+$/);
    assert.deepEqual([line?.protocol, line?.status], ["HTTP/2.0", "200"]);
  });

  it("is - for what AWS does not know or a request does not have", async () => {
    const { send } = await deploy(
      jsonOf(
        "error.message",
        "error.messageString",
        "error.responseType",
        "wafResponseCode",
        "integration.error",
        "no.such",
        "constructor",
      ),
    );
    await send();
    const [{ requestId = "", ...line } = {}] = accessLog();
    assert.match(requestId, /^[0-9a-f-]{36}$/);
    assert.deepEqual([...new Set(Object.values(line))], ["-"]);
  });

  it("cannot be broken by what a client chooses", async () => {
    const { send } = await deploy(jsonOf("identity.userAgent", "path"));
    const userAgent = 'a","status":"200 \\ "b';
    await send({ headers: { "user-agent": userAgent } });
    assert.equal(accessLog()[0]?.["identity.userAgent"], userAgent);
    assert.deepEqual(Object.keys(accessLog()[0] ?? {}), ["requestId", "identity.userAgent", "path"]);
  });

  it("writes other formats than JSON, and a line end at the end of one is none of the event", async () => {
    const { send } = await deploy(
      '$context.requestId [$context.requestTime] "$context.httpMethod $context.path" $context.status\n',
    );
    await send();
    assert.match(
      messagesOf("/access")[0] ?? "",
      /^[0-9a-f-]{36} \[31\/Jan\/2026:12:00:00 \+0000\] "POST \/test\/x" 200$/,
    );
  });

  const OWN: readonly (readonly [what: string, send: Sent, status: string, type: string, message: string])[] = [
    ["no key", { headers: { "x-api-key": "" } }, "403", "INVALID_API_KEY", "Forbidden"],
    ["a media type that has no template", NOT_JSON, "415", "UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type"],
    [
      "an unknown method",
      { method: "DELETE", body: undefined },
      "403",
      "MISSING_AUTHENTICATION_TOKEN",
      "Missing Authentication Token",
    ],
    ["a body above 10 MB", { body: Buffer.alloc(10_485_761) }, "413", "REQUEST_TOO_LARGE", "Request Too Long"],
  ];
  for (const [what, sent, status, type, message] of OWN) {
    it(`has a line for ${what}, with the gateway response's type`, async () => {
      const integration = { passthroughBehavior: "NEVER", requestTemplates: { "application/json": "{}" } };
      const { send } = await deploy(
        `{"id":"$context.requestId","message":$context.error.messageString,"status":"$context.status",` +
          `"type":"$context.error.responseType","keyId":"$context.identity.apiKeyId"}`,
        undefined,
        [{ ...POST, integration }],
      );
      await send(sent);
      const [line] = accessLog();
      assert.deepEqual([line?.status, line?.type, line?.message], [status, type, message]);
      if (type === "INVALID_API_KEY") assert.equal(line?.keyId, "-");
    });
  }

  it("has a line for a request above the plan's rate", async () => {
    const { send } = await deploy(jsonOf("status", "error.responseType"));
    for (let sent = 0; sent < 3; sent += 1) await send();
    assert.deepEqual(
      accessLog().map((line) => [line.status, line["error.responseType"]]),
      [
        ["200", "-"],
        ["200", "-"],
        ["429", "THROTTLED"],
      ],
    );
  });

  it("has the error of an integration, and at ERROR the two lines of an execution that failed", async () => {
    const { send, executionGroup } = await deploy(jsonOf("status", "integration.error", "error.responseType"), {
      loggingLevel: "ERROR",
    });
    await send();
    assert.deepEqual(messagesOf(executionGroup), []);
    aws.answer = () => Promise.reject(new AssumeRoleDenied("no such role"));
    await send();
    const [, line] = accessLog();
    const failure =
      /^Execution failed due to configuration error: API Gateway does not have permission to assume the provided role arn:aws:iam::123456789012:role\/ingest/;
    assert.deepEqual([line?.status, line?.["error.responseType"]], ["500", "API_CONFIGURATION_ERROR"]);
    assert.match(String(line?.["integration.error"]), failure);
    const [first = "", second] = messagesOf(executionGroup);
    assert.match(first.replace(`(${String(line?.requestId)}) `, ""), failure);
    assert.equal(second, `(${String(line?.requestId)}) Method completed with status: 500`);
  });

  it("has a timeout in AWS's words, and how long it waited", async () => {
    const { send, executionGroup } = await deploy(
      jsonOf("status", "integration.error", "integrationStatus", "error.responseType"),
      { loggingLevel: "ERROR" },
      [{ ...POST, integration: { timeoutMilliseconds: 50 } }],
    );
    aws.answer = () => new Promise(() => undefined);
    await send();
    const [line] = accessLog();
    assert.deepEqual(
      [line?.status, line?.["integration.error"], line?.integrationStatus, line?.["error.responseType"]],
      ["504", "Execution failed due to a timeout error", "-", "INTEGRATION_TIMEOUT"],
    );
    assert.deepEqual(messagesOf(executionGroup), [
      `(${String(line?.requestId)}) Execution failed due to a timeout error`,
      `(${String(line?.requestId)}) Method completed with status: 504`,
    ]);
  });

  it("shows at INFO each step, and bodies only with a data trace, cut at 1024 bytes", async () => {
    const { id, send, executionGroup } = await deploy(jsonOf(), { loggingLevel: "INFO" });
    const secret = "s".repeat(2000);
    await send({ body: JSON.stringify({ secret }) });
    const steps = messagesOf(executionGroup);
    assert.match(steps.join("\n"), /Starting execution for request: .*\n.*HTTP Method: POST, Resource Path: \/x\n/);
    assert.match(steps.join("\n"), /Received response\. Status: 200, Integration latency: 0 ms/);
    assert.match(String(steps.at(-1)), /Method completed with status: 200$/);
    assert.doesNotMatch(steps.join("\n"), /sss/);
    const settings = { loggingLevel: "INFO", dataTraceEnabled: true };
    await aws.update("MethodSettings", "", { restApi: id, stageName: "test", methodPath: "*/*", settings });
    await send({ body: JSON.stringify({ secret }) });
    const traced = messagesOf(executionGroup).find((message) => message.includes("sss")) ?? "";
    assert.match(traced, /Method request body before transformations: .* \[TRUNCATED\]$/);
    assert.equal(Buffer.byteLength(traced), 1024);
  });

  it("is nothing where the region has lost its role", async () => {
    const { send } = await deploy(jsonOf());
    await aws.delete("Account", "", {});
    await send();
    assert.deepEqual(messagesOf("/access"), []);
  });

  it("has the time of the request", async () => {
    const { send } = await deploy(jsonOf("requestTimeEpoch"));
    aws.answer = () => {
      aws.environment.advance(500);
      return Promise.resolve(backendResponse(200));
    };
    const at = aws.environment.now();
    await send();
    const [stream] = aws.gateway.logs.getGroup(REGION, "/access").streams.values();
    assert.deepEqual(
      stream?.events.map(({ timestamp, ingestionTime }) => [timestamp, ingestionTime]),
      [[at, at + 500]],
    );
    assert.equal(accessLog()[0]?.requestTimeEpoch, String(at));
  });

  it("costs a stage without logs nothing: there are no groups", async () => {
    const { url } = await aws.deploy([{ path: "x" }]);
    await aws.send(`${url}/x`);
    assert.deepEqual(aws.gateway.logs.groupsOf(REGION), []);
  });
});
