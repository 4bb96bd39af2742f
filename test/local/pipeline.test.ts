import assert from "node:assert/strict";
import type { AwsAnswer } from "../../local/aws/backend";
import type { FormatConfiguration } from "../../local/connector/configuration";
import { formatterOf } from "../../local/connector/format";
import { digestOf, type ChangeNotification } from "../../local/connector/notification";
import { openPipeline, type Answer, type TestPipeline } from "../support/pipeline";
import { getEngineFirst } from "../support/engine";

const kinesisError = (type: string, status = 400): AwsAnswer => ({
  status,
  headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": type },
  body: Buffer.from(JSON.stringify({ __type: type, message: "stream arn:aws:kinesis:x:123456789012:stream/s" })),
});

const plain = (status: number, body: string): AwsAnswer => ({
  status,
  headers: { "content-type": "text/html" },
  body: Buffer.from(body),
});

/** An answer's status, error's name and Retry-After; that it has no more in it is asserted here. */
function failure({ status, headers, text }: Answer): string {
  assert.ok(text.length < 200 && !text.includes("arn:"), text);
  const { error, requestId, ...more } = JSON.parse(text) as Record<string, string>;
  assert.match(String(requestId), /^[0-9a-f-]{36}$/);
  assert.deepEqual(more, {});
  return [status, error, headers["retry-after"]].filter((part) => part !== undefined).join(" ");
}

/** A record with one blob, its namespace, set, key and bin named as long as Aerospike allows for the first three, 31, 63 and 15. */
const recordOf = (blob: Buffer): ChangeNotification => ({
  op: "write",
  namespace: "n".repeat(31),
  set: "s".repeat(63),
  digest: digestOf("s".repeat(63), "user-1"),
  lut: 1_700_000_000_000,
  gen: 65_535,
  exp: 1_900_000_000,
  bins: new Map([["b".repeat(15), blob]]),
});

describe("the deployed pipeline, over HTTPS", function () {
  this.timeout(60_000);
  getEngineFirst();
  let pipeline: TestPipeline;

  before(async () => {
    pipeline = await openPipeline();
  });
  after(() => pipeline.close());
  afterEach(() => {
    pipeline.replaceKinesis(undefined);
  });

  it("answers the guide's curl with the place where the very bytes are", async () => {
    const answer = await pipeline.send({ body: `{"data":"value"}` });
    assert.equal(answer.status, 200);
    assert.match(answer.text, /^\{"ShardId": "shardId-\d{12}", "SequenceNumber": "\d{56}"\}\s*$/);
    const record = await pipeline.stored(answer);
    assert.equal(record?.partitionKey, "partition-1");
    assert.equal(record.data.toString(), `{"data":"value"}`);
  });

  it("answers the health check without a key, and writes nothing", async () => {
    const before = pipeline.puts();
    for (const type of [undefined, "application/json", "application/octet-stream"]) {
      const answer = await pipeline.send({ method: "GET", headers: { "x-api-key": undefined, "Content-Type": type } });
      assert.deepEqual([answer.status, JSON.parse(answer.text)], [200, { status: "ok" }]);
    }
    assert.equal(pipeline.puts(), before);
  });

  describe("refuses, and stores nothing:", () => {
    const refused: Record<string, [post: Parameters<TestPipeline["send"]>[0], status: number, text?: RegExp]> = {
      "no key": [{ headers: { "x-api-key": undefined } }, 403, /^\{"message":"Forbidden"\}$/],
      "a wrong key": [{ headers: { "x-api-key": "a".repeat(40) } }, 403, /^\{"message":"Forbidden"\}$/],
      "another method": [{ method: "PUT" }, 403],
      "another stream": [{ headers: { streamname: "other" } }, 400, /"error": "Serialization"/],
      "a stream's name that closes the JSON": [{ headers: { streamname: `my_kinesis_stream","X":"` } }, 400],
      "a media type without a template": [{ headers: { "Content-Type": "text/plain" } }, 415],
      "a body beyond API Gateway's 10 MB": [{ body: Buffer.alloc(10 * 1024 * 1024 + 1, "x") }, 413],
    };
    for (const [name, [post, status, text = /./]] of Object.entries(refused)) {
      it(name, async () => {
        const before = pipeline.puts();
        const answer = await pipeline.send(post);
        assert.equal(answer.status, status, answer.text);
        assert.match(answer.text, text);
        assert.equal(pipeline.puts(), before);
      });
    }
  });

  describe("turns what Kinesis says into an answer that never acknowledges:", () => {
    const answers: Record<string, [kinesis: AwsAnswer, answer: string]> = {
      "throttling of a shard": [
        kinesisError("ProvisionedThroughputExceededException"),
        "429 ProvisionedThroughputExceeded 1",
      ],
      "throttling, with a namespace": [
        kinesisError("com.amazonaws.kinesis.v20131202#ProvisionedThroughputExceededException"),
        "429 ProvisionedThroughputExceeded 1",
      ],
      "throttling of the encryption key": [kinesisError("KMSThrottlingException"), "429 KMSThrottling 1"],
      "a limit": [kinesisError("LimitExceededException"), "429 LimitExceeded 1"],
      "a denial": [kinesisError("AccessDeniedException"), "502 AccessDenied"],
      "a disabled encryption key": [kinesisError("KMSDisabledException"), "502 KMS"],
      "a denial of the encryption key": [kinesisError("KMSAccessDeniedException"), "502 AccessDenied"],
      "a missing stream": [kinesisError("ResourceNotFoundException"), "502 ResourceNotFound"],
      "expired credentials": [kinesisError("ExpiredTokenException"), "502 ExpiredToken"],
      "a bad record": [kinesisError("ValidationException"), "400 Validation"],
      "a bad argument": [kinesisError("InvalidArgumentException"), "400 InvalidArgument"],
      "something unreadable": [kinesisError("SerializationException"), "400 Serialization"],
      "an unknown error": [kinesisError("SomethingNewException"), "502 UnexpectedAnswer"],
      "a failure": [kinesisError("InternalFailure", 500), "503 Unavailable 1"],
      "being unavailable": [plain(503, ""), "503 Unavailable 1"],
      "a redirect": [plain(302, ""), "502 UnexpectedAnswer"],
      "a 4xx of HTML": [plain(404, "<html>"), "502 UnexpectedAnswer"],
      "a 4xx of nothing": [plain(400, ""), "502 UnexpectedAnswer"],
      "a 2xx of HTML": [plain(200, "<html>"), "502 UnexpectedAnswer"],
      "a 2xx of nothing": [plain(204, ""), "502 UnexpectedAnswer"],
      "a 2xx without a place": [plain(200, "{}"), "502 UnexpectedAnswer"],
      "a 4xx of 1 MB": [plain(400, JSON.stringify({ m: "x".repeat(1_000_000) })), "502 UnexpectedAnswer"],
    };
    for (const [name, [kinesis, expected]] of Object.entries(answers)) {
      it(name, async () => {
        pipeline.replaceKinesis(() => Promise.resolve(kinesis));
        assert.equal(failure(await pipeline.send()), expected);
      });
    }

    it("a broken connection", async () => {
      pipeline.replaceKinesis(() => Promise.reject(new Error("socket hang up")));
      assert.equal((await pipeline.send()).status, 504);
    });

    it("an answer of JSON that is cut short", async () => {
      pipeline.replaceKinesis(() => Promise.resolve(plain(200, `{"ShardId":"shardId-0`)));
      assert.equal((await pipeline.send()).status, 500);
    });
  });

  describe("stores the very bytes of", () => {
    const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const bodies: Record<string, [contentType: string | undefined, body: Buffer]> = {
      "JSON with emoji": ["application/json", Buffer.from(`{"n":"é😀\\u0000 "}`)],
      "JSON with a charset": ["application/json; charset=utf-8", Buffer.from(`{"n":"é"}`)],
      "a body without a type": [undefined, Buffer.from(`{"n":1}`)],
      "lines of JSON": ["application/x-ndjson", Buffer.from(`{"n":1}\n{"n":2}\n`)],
      "one byte": ["application/json", Buffer.from("1")],
      "every byte, as octets": ["application/octet-stream", everyByte],
      "every byte, as message-pack": ["application/x-msgpack", everyByte],
      "every byte, as avro": ["application/avro", everyByte],
      "1 MiB - 1": ["application/json", Buffer.alloc(1024 * 1024 - 1, "x")],
      "1 MiB": ["application/json", Buffer.alloc(1024 * 1024, "x")],
      "1 MiB + 1": ["application/json", Buffer.alloc(1024 * 1024 + 1, "x")],
      "1 MiB + 1 octets": ["application/octet-stream", Buffer.alloc(1024 * 1024 + 1, 0xff)],
    };
    for (const [name, [contentType, body]] of Object.entries(bodies)) {
      it(name, async () => {
        const answer = await pipeline.send({ headers: { "Content-Type": contentType }, body });
        assert.equal(answer.status, 200, answer.text);
        const record = await pipeline.stored(answer);
        assert.ok(record?.data.equals(body), `${String(record?.data.length)} bytes of ${body.length}`);
      });
    }

    // Kinesis counts the partition key, here a digest of 28 characters, with the data.
    const LARGEST = 10 * 1024 * 1024 - 28;
    const digest = "WVp7Y+sYXb69hCVTpEgCsaMOwVk=";
    for (const contentType of ["application/json", "application/octet-stream"]) {
      it(`up to ${LARGEST} bytes of ${contentType}, and refuses one more`, async () => {
        const headers = { "Content-Type": contentType, "aerospike-digest": digest };
        const largest = Buffer.alloc(LARGEST, "x");
        const answer = await pipeline.send({ headers, body: largest });
        assert.equal(answer.status, 200, answer.text);
        assert.ok((await pipeline.stored(answer))?.data.equals(largest));
        const before = pipeline.puts();
        const refused = await pipeline.send({ headers, body: Buffer.alloc(LARGEST + 1, "x") });
        assert.equal(failure(refused), "400 InvalidArgument");
        assert.equal(pipeline.puts(), before);
      });
    }

    // docs/delivery.md publishes these numbers: a blob grows by a third as Base64 in JSON.
    const blobs: Record<string, [format: FormatConfiguration, largest: number]> = {
      json: [{ mode: "json", stringifyMapKeys: true }, 7_864_095],
      "flat-json": [{ mode: "flat-json", metadataKey: "metadata", stringifyMapKeys: true }, 7_864_107],
    };
    for (const [mode, [format, largest]] of Object.entries(blobs)) {
      it(`a blob of ${largest} bytes as ${mode}, and refuses one more`, async () => {
        const body = (size: number): Buffer => formatterOf(format)(recordOf(Buffer.alloc(size, 0xff)));
        const headers = { "aerospike-digest": digest };
        assert.equal((await pipeline.send({ headers, body: body(largest) })).status, 200);
        assert.equal(failure(await pipeline.send({ headers, body: body(largest + 1) })), "400 InvalidArgument");
      });
    }

    it("JSON, but for bytes that are no UTF-8, which API Gateway replaces (docs/decisions/006-text-and-bytes.md)", async () => {
      const answer = await pipeline.send({ body: Buffer.from([0x22, 0xff, 0x22]) });
      assert.deepEqual((await pipeline.stored(answer))?.data, Buffer.from(`"\ufffd"`));
    });

    it("octets, whatever the client accepts", async () => {
      const headers = { "Content-Type": "application/octet-stream", Accept: "application/octet-stream" };
      const answer = await pipeline.send({ headers, body: everyByte });
      assert.equal(answer.status, 200, answer.text);
      assert.ok((await pipeline.stored(answer))?.data.equals(everyByte));
    });
  });
});
