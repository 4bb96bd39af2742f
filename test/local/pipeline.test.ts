import assert from "node:assert/strict";
import { openPipeline, type Post } from "../support/pipeline";
import { openFirst } from "../support/engine";
import { failure } from "../support/failure";

describe("the deployed pipeline, over HTTPS", function () {
  this.timeout(60_000);
  const pipeline = openFirst(openPipeline);

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
    const ofType = (type: string): Post => ({ headers: { "Content-Type": type } });
    const FORBIDDEN = "403 INVALID_API_KEY";
    const UNSUPPORTED = "415 UNSUPPORTED_MEDIA_TYPE";
    const UNREADABLE = "400 Serialization";
    const refused: Record<string, [post: Post, answer: string]> = {
      "no key": [{ headers: { "x-api-key": undefined } }, FORBIDDEN],
      "a wrong key": [{ headers: { "x-api-key": "a".repeat(40) } }, FORBIDDEN],
      "another method": [{ method: "PUT" }, "403 MISSING_AUTHENTICATION_TOKEN"],
      "another stream": [{ headers: { streamname: "other" } }, UNREADABLE],
      "a stream's name that closes the JSON": [{ headers: { streamname: `my_kinesis_stream","X":"` } }, UNREADABLE],
      "two streams, of which the last counts": [
        { headers: { streamname: ["my_kinesis_stream", "other"] } },
        UNREADABLE,
      ],
      "a body beyond API Gateway's 10 MB": [{ body: Buffer.alloc(10 * 1024 * 1024 + 1, "x") }, "413 REQUEST_TOO_LARGE"],
      ...Object.fromEntries(
        [
          "text/plain",
          "Application/JSON",
          "application/json; charset=us-ascii",
          "application/json; charset=utf8",
          `application/json; charset="utf-8"`,
          "application/json; charset=utf-16",
          "APPLICATION/OCTET-STREAM",
          "application/octet-stream; charset=binary",
          "application/gzip",
          "*/*",
        ].map((type) => [`the media type ${type}, which has no template`, [ofType(type), UNSUPPORTED]]),
      ),
    };
    for (const [name, [post, expected]] of Object.entries(refused)) {
      it(name, async () => {
        const before = pipeline.puts();
        assert.equal(failure(await pipeline.send(post)), expected);
        assert.equal(pipeline.puts(), before);
      });
    }
  });

  describe("takes as", () => {
    const taken: Record<string, [post: Post, partitionKey: string | RegExp]> = {
      "the key the digest, in whatever case": [
        { headers: { "aerospike-digest": undefined, "Aerospike-Digest": "other" } },
        "other",
      ],
      "the key the last of two digests": [{ headers: { "aerospike-digest": ["first", "last"] } }, "last"],
      "the key a digest of quotes and braces": [
        { headers: { "aerospike-digest": `p","StreamName":"other'\\` } },
        `p","StreamName":"other'\\`,
      ],
      "the key the request's id where there is no digest": [
        { headers: { "aerospike-digest": undefined } },
        /^[0-9a-f-]{36}$/,
      ],
      "nothing what the query string says": [
        { query: "?streamname=other&aerospike-digest=other&content-encoding=gzip&x=%22%7D" },
        "partition-1",
      ],
    };
    for (const [name, [post, partitionKey]] of Object.entries(taken)) {
      it(name, async () => {
        const answer = await pipeline.send(post);
        assert.equal(answer.status, 200, answer.text);
        const record = await pipeline.stored(answer);
        assert.equal(record?.data.toString(), `{"data":"value"}`);
        if (typeof partitionKey === "string") assert.equal(record.partitionKey, partitionKey);
        else assert.match(record.partitionKey, partitionKey);
      });
    }
  });
});
