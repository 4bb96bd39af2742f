import assert from "node:assert/strict";

import type { HttpResponse } from "@aerospike-kinesis/local-aws";
import { openFirst } from "@aerospike-kinesis/test-support";

import { failure } from "../support/failure";
import { openPipeline } from "../support/pipeline";

const kinesisError = (type: string, status = 400): HttpResponse => ({
  status,
  headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": type },
  body: Buffer.from(JSON.stringify({ __type: type, message: "stream arn:aws:kinesis:x:123456789012:stream/s" })),
});

const plain = (status: number, body: string): HttpResponse => ({
  status,
  headers: { "content-type": "text/html" },
  body: Buffer.from(body),
});

const PLACE = `"ShardId":"shardId-000000000000","SequenceNumber":"4959"`;

const INTEGRATION_TIMEOUT_MS = 500;

describe("the deployed pipeline turns what Kinesis says into an answer that never acknowledges:", function () {
  this.timeout(60_000);
  const config = { "aerospike-kinesis:api": { integrationTimeoutMs: INTEGRATION_TIMEOUT_MS } };
  const pipeline = openFirst(() => openPipeline({ config }));

  afterEach(() => {
    pipeline.replaceKinesis(undefined);
  });

  const errors: Record<string, string> = {
    ProvisionedThroughputExceededException: "429 ProvisionedThroughputExceeded 1",
    KMSThrottlingException: "429 KMSThrottling 1",
    LimitExceededException: "429 LimitExceeded 1",
    ThrottlingException: "429 Throttling 1",
    Throttling: "429 Throttling 1",
    AccessDeniedException: "502 AccessDenied",
    KMSAccessDeniedException: "502 KMSAccessDenied",
    KMSDisabledException: "502 KMS",
    KMSInvalidStateException: "502 KMS",
    KMSNotFoundException: "502 KMS",
    KMSOptInRequired: "502 KMS",
    ResourceNotFoundException: "502 ResourceNotFound",
    ExpiredTokenException: "502 ExpiredToken",
    UnrecognizedClientException: "502 UnrecognizedClient",
    ValidationException: "400 Validation",
    InvalidArgumentException: "400 InvalidArgument",
    SerializationException: "400 Serialization",
    SomethingNewException: "502 UnexpectedAnswer",
  };
  for (const [type, expected] of Object.entries(errors)) {
    it(`${type}, with a namespace and without`, async () => {
      for (const named of [type, `com.amazonaws.kinesis.v20131202#${type}`]) {
        pipeline.replaceKinesis(() => Promise.resolve(kinesisError(named)));
        assert.equal(failure(await pipeline.send()), expected);
      }
    });
  }

  const strange: Record<string, [kinesis: HttpResponse, answer: string]> = {
    "a failure": [kinesisError("InternalFailure", 500), "503 Unavailable 1"],
    "being unavailable": [plain(503, ""), "503 Unavailable 1"],
    "a redirect": [plain(302, ""), "502 UnexpectedAnswer"],
    "a 4xx of HTML": [plain(404, "<html>"), "502 UnexpectedAnswer"],
    "a 4xx of nothing": [plain(400, ""), "502 UnexpectedAnswer"],
    "a 4xx of JSON that is cut short": [plain(400, `{"__type":"Thrott`), "502 UnexpectedAnswer"],
    "a 4xx with a number for a type": [plain(400, `{"__type":400}`), "502 UnexpectedAnswer"],
    "a 4xx of 1 MB": [plain(400, JSON.stringify({ m: "x".repeat(1_000_000) })), "502 UnexpectedAnswer"],
    "a 2xx of HTML": [plain(200, "<html>"), "502 UnexpectedAnswer"],
    "a 2xx of nothing": [plain(204, ""), "502 UnexpectedAnswer"],
    "a 2xx of JSON that is cut short": [plain(200, `{"ShardId":"shardId-0`), "502 UnexpectedAnswer"],
    "a 2xx of 1 MB": [plain(200, JSON.stringify({ m: "x".repeat(1_000_000) })), "502 UnexpectedAnswer"],
    "a 4xx of JSON that is broken within its braces": [plain(400, `{"__type":}`), "500 API_CONFIGURATION_ERROR"],
    "a 2xx of JSON that is broken within its braces": [plain(200, `{${PLACE},}`), "500 API_CONFIGURATION_ERROR"],
    "a 2xx without a place": [plain(200, "{}"), "502 UnexpectedAnswer"],
    "a 2xx with a number for a place": [plain(200, `{${PLACE.replace(/"4959"/, "4959")}}`), "502 UnexpectedAnswer"],
    "a 2xx with a place and an error": [plain(200, `{"__type":"InternalFailure",${PLACE}}`), "502 UnexpectedAnswer"],
  };
  for (const [name, [kinesis, expected]] of Object.entries(strange)) {
    it(name, async () => {
      pipeline.replaceKinesis(() => Promise.resolve(kinesis));
      assert.equal(failure(await pipeline.send()), expected);
    });
  }

  it("a 2xx with a place: the only one that does", async () => {
    pipeline.replaceKinesis(() => Promise.resolve(plain(200, `{${PLACE}}`)));
    assert.equal((await pipeline.send()).status, 200);
  });

  it("a broken connection", async () => {
    pipeline.replaceKinesis(() => Promise.reject(new Error("socket hang up")));
    assert.equal(failure(await pipeline.send()), "504 INTEGRATION_FAILURE");
  });

  it(`no answer within api.integrationTimeoutMs`, async () => {
    pipeline.replaceKinesis(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            reject(new Error("nobody waits any more"));
          });
        }),
    );
    assert.equal(failure(await pipeline.send()), "504 INTEGRATION_TIMEOUT");
  });

  it("and says so itself, with nothing sent to Kinesis, where the plan is exhausted", async () => {
    const api = { integrationTimeoutMs: INTEGRATION_TIMEOUT_MS, throttle: { ratePerSecond: 1, burst: 1 } };
    const up = await pipeline.workspace.up("dev", { config: { "aerospike-kinesis:api": api } });
    assert.equal(up.code, 0, up.stdout + up.stderr);
    const before = pipeline.puts();
    const answers = await Promise.all(Array.from({ length: 20 }, () => pipeline.send()));
    const refused = answers.filter(({ status }) => status !== 200);
    assert.ok(refused.length > 0);
    for (const answer of refused) assert.equal(failure(answer), "429 THROTTLED 1");
    assert.equal(pipeline.puts() - before, answers.length - refused.length);
  });
});
