import assert from "node:assert/strict";

import { openFirst } from "@aerospike-kinesis/test-support";

import { HEALTH_CHECK_TYPES } from "../../components/api/media-types";
import { failure } from "../support/failure";
import { openPipeline, type Post } from "../support/pipeline";

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

  describe("answers a health check without a key, and writes nothing:", () => {
    const healthCheck: Post = { method: "GET", headers: { "x-api-key": undefined } };
    const ofType = (type: string | undefined, more: Post = {}): Post => ({
      ...healthCheck,
      ...more,
      headers: { ...healthCheck.headers, "Content-Type": type, ...more.headers },
    });
    const answered: Record<string, Post> = {
      "a GET without a Content-Type": ofType(undefined),
      ...Object.fromEntries(HEALTH_CHECK_TYPES.map((type) => [`a GET as ${type}`, ofType(type)])),
      "a GET with a body": ofType("text/plain", { body: "not JSON" }),
      "a GET with bytes": ofType("application/avro", { body: Buffer.from([0xff, 0xfe]) }),
      "a GET that is no health check of ours": ofType(undefined, {
        query: "?streamname=x",
        headers: { streamname: "x" },
      }),
      "a GET that accepts bytes": ofType(undefined, { headers: { Accept: "application/octet-stream" } }),
      "a GET that accepts no JSON": ofType("text/html", { headers: { Accept: "text/html" } }),
    };
    for (const [name, get] of Object.entries(answered)) {
      it(`${name}: 200`, async () => {
        const before = pipeline.puts();
        const answer = await pipeline.send(get);
        assert.deepEqual([answer.status, JSON.parse(answer.text)], [200, { status: "ok" }]);
        assert.equal(pipeline.puts(), before);
      });
    }

    // API Gateway has no template for every type: docs/decisions/006-text-and-bytes.md.
    for (const type of ["image/png", "multipart/form-data; boundary=x", "*/*", "Text/Plain", "nonsense"]) {
      it(`a GET as ${type}: 415`, async () => {
        assert.equal(failure(await pipeline.send(ofType(type))), "415 UNSUPPORTED_MEDIA_TYPE");
      });
    }

    it("HEAD and OPTIONS, which are no methods of the API: 403", async () => {
      assert.equal((await pipeline.send({ ...healthCheck, method: "HEAD" })).status, 403);
      const options = await pipeline.send({ ...healthCheck, method: "OPTIONS" });
      assert.equal(failure(options), "403 MISSING_AUTHENTICATION_TOKEN");
    });
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
