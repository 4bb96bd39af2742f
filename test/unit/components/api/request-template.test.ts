import assert from "node:assert/strict";
import fc from "fast-check";
import { putRecordTemplate, type BodyEncoding } from "../../../../components/api/request-template";
import { renderTemplate } from "../../../../local/aws/apigateway/vtl/render";

const REQUEST_ID = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";
const DIGEST = "WVp7Y+sYXb69hCVTpEgCsaMOwVk=";

interface Request {
  readonly header?: Record<string, string>;
  readonly querystring?: Record<string, string>;
  readonly body?: string;
}

interface PutRecord {
  readonly StreamName: unknown;
  readonly PartitionKey: string;
  readonly Data: string;
}

/** What Kinesis would be asked: the template's text, which must be JSON. */
function rendered(request: Request, streams = ["orders"], encoding: BodyEncoding = "text"): PutRecord {
  const { header = {}, querystring = {}, body = "" } = request;
  const { text } = renderTemplate(putRecordTemplate(streams, encoding), {
    body,
    params: { header, querystring },
    context: { requestId: REQUEST_ID },
  });
  return JSON.parse(text) as PutRecord;
}

const decoded = ({ Data }: PutRecord): string => Buffer.from(Data, "base64").toString("utf8");
const keyOf = (request: Request): string => rendered(request).PartitionKey;

const HOSTILE = [
  `p","StreamName":"other`,
  `"}{"StreamName":"other"`,
  `'`,
  `\\`,
  `\\'`,
  `\\\\"`,
  `</script>`,
  "\u0000",
  "\u2028\u2029",
  "line\r\nbreak\ttab",
  "#set($stream = 'other')",
  "$input.body",
  "${stream}",
  "$context.requestId",
  "#end",
  "## comment",
  "#[[raw]]#",
  "constructor",
  "__proto__",
  "é😀",
];

describe("the request template of PutRecord", () => {
  it("makes of the guide's curl what the guide's template makes of it", () => {
    const header = { streamname: "orders", "aerospike-digest": "partition-1", "x-api-key": "k" };
    assert.deepEqual(rendered({ header, body: `{"data":"value"}` }), {
      StreamName: "orders",
      PartitionKey: "partition-1",
      Data: Buffer.from(`{"data":"value"}`).toString("base64"),
    });
  });

  describe("StreamName", () => {
    it("is the only stream where no header names one", () => {
      assert.equal(rendered({}).StreamName, "orders");
      assert.equal(rendered({ header: { streamname: "" } }).StreamName, "orders");
    });

    it("is what the header names, where that is one of ours", () => {
      for (const streamname of ["a", "b"]) {
        assert.equal(rendered({ header: { streamname } }, ["a", "b"]).StreamName, streamname);
      }
    });

    for (const streamname of ["other", "ORDERS", " orders", "orders\u0000", "*", ...HOSTILE]) {
      it(`is nothing that Kinesis can read where the header says ${JSON.stringify(streamname)}`, () => {
        assert.deepEqual(rendered({ header: { streamname, "aerospike-digest": "d" } }), { StreamName: {} });
      });
    }

    it("is nothing that Kinesis can read where no header chooses among several", () => {
      assert.deepEqual(rendered({}, ["a", "b"]), { StreamName: {} });
    });
  });

  describe("PartitionKey", () => {
    it("is the digest in flat-json's metadata where the header is missing or empty", () => {
      const body = `{"metadata":{"namespace":"test","set":"demo","digest":"${DIGEST}","msg":"write"},"bin":"x"}`;
      assert.equal(keyOf({ body }), DIGEST);
      assert.equal(keyOf({ body, header: { "aerospike-digest": "" } }), DIGEST);
      assert.equal(keyOf({ body: `{ "digest" :\n "${DIGEST}" }` }), DIGEST);
    });

    it("is the digest in json's key array where the header is missing", () => {
      assert.equal(keyOf({ body: `{"msg":"delete","key":["test","demo","${DIGEST}","user-1"]}` }), DIGEST);
      assert.equal(keyOf({ body: `{"msg":"write","key":["test",null,"${DIGEST}"],"bins":[]}` }), DIGEST);
    });

    for (const body of ["", "{}", "not json", `{"digest":5}`, `{"digest":"short"}`, `{"key":["a"`, "\n"]) {
      it(`is the request's id where the body ${JSON.stringify(body)} holds no digest`, () => {
        assert.equal(keyOf({ body }), REQUEST_ID);
      });
    }

    it("is the request's id for a binary body, which no one reads", () => {
      assert.equal(rendered({ body: "AAEC" }, ["orders"], "base64").PartitionKey, REQUEST_ID);
    });

    it("is cut at 256 characters, never within one", () => {
      assert.equal(keyOf({ header: { "aerospike-digest": "k".repeat(256) } }), "k".repeat(256));
      assert.equal(keyOf({ header: { "aerospike-digest": "k".repeat(257) } }), "k".repeat(256));
      assert.equal(keyOf({ querystring: { "aerospike-digest": `${"k".repeat(255)}😀` } }), "k".repeat(255));
      assert.equal(keyOf({ querystring: { "aerospike-digest": `${"k".repeat(254)}😀!` } }), `${"k".repeat(254)}😀`);
    });

    for (const key of HOSTILE) {
      it(`keeps ${JSON.stringify(key)} as it is`, () => {
        assert.deepEqual(rendered({ header: { "aerospike-digest": key }, body: "b" }), {
          StreamName: "orders",
          PartitionKey: key,
          Data: "Yg==",
        });
      });
    }
  });

  describe("Data", () => {
    it("is the Base64 of a text body, and a binary body's own Base64", () => {
      assert.equal(rendered({ body: "é😀\u0000" }).Data, Buffer.from("é😀\u0000").toString("base64"));
      assert.equal(rendered({ body: "AAECgP8=" }, ["orders"], "base64").Data, "AAECgP8=");
    });

    it("takes a body of 10 MB that repeats what the digest begins with", () => {
      const body = `"key":[`.repeat(1_400_000);
      assert.equal(decoded(rendered({ body })).length, body.length);
    });
  });

  it("changes no field but its own, whatever headers and body hold", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.constantFrom(...HOSTILE),
      fc.tuple(fc.constantFrom(...HOSTILE), fc.string({ unit: "grapheme" })).map(([a, b]) => a + b),
    );
    const names = fc.option(fc.constantFrom("a", "b", ...HOSTILE), { nil: undefined });
    fc.assert(
      fc.property(names, fc.option(anything, { nil: undefined }), anything, (streamname, digest, body) => {
        const header = {
          ...(streamname !== undefined && { streamname }),
          ...(digest !== undefined && { "aerospike-digest": digest }),
        };
        const record = rendered({ header, body }, ["a", "b"]);
        if (streamname !== "a" && streamname !== "b") {
          assert.deepEqual(record, { StreamName: {} });
          return;
        }
        assert.deepEqual(Object.keys(record), ["StreamName", "PartitionKey", "Data"]);
        assert.equal(record.StreamName, streamname);
        assert.equal(decoded(record), body === "" ? "{}" : body);
        assert.ok(record.PartitionKey.length >= 1 && record.PartitionKey.length <= 256);
        assert.doesNotMatch(record.PartitionKey, /\p{Cs}/u, "half a surrogate pair");
        if (digest !== undefined && digest !== "") {
          assert.ok(digest.startsWith(record.PartitionKey));
          assert.ok(record.PartitionKey.length >= Math.min(digest.length, 255));
        }
      }),
      { numRuns: 500 },
    );
  });
});
