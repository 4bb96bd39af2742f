import assert from "node:assert/strict";

import { convertRequest, renderTemplate } from "@aerospike-kinesis/local-aws/testing";
import fc from "fast-check";

import { type BodyEncoding, putRecordTemplate } from "../../../components/api/request-template";

/** Characters of a body that are searched for a digest. */
const DIGEST_WITHIN = 16_384;

const REQUEST_ID = "6ba7b810-9dad-41d1-80b4-00c04fd430c8";
const DIGEST = "WVp7Y+sYXb69hCVTpEgCsaMOwVk=";

interface Request {
  readonly header?: Record<string, string>;
  readonly querystring?: Record<string, string>;
  /** The bytes that were sent; text stands for its UTF-8. */
  readonly body?: string | Buffer;
}

interface PutRecord {
  readonly StreamName: unknown;
  readonly PartitionKey: string;
  readonly Data: string;
}

/** What Kinesis answers with a 400, whatever else is true. */
const UNREADABLE = { StreamName: {} };

/** What Kinesis would be asked: the template's text, which must be JSON, of what API Gateway makes of the body. */
function rendered(request: Request, streams = ["orders"], encoding: BodyEncoding = "text"): PutRecord {
  const { header = {}, querystring = {}, body = "{ }" } = request;
  const payload = convertRequest(Buffer.from(body as string), encoding === "base64", "CONVERT_TO_TEXT");
  return renderedAs(String(payload), { header, querystring }, streams, encoding);
}

function renderedAs(body: string, params: Omit<Request, "body">, streams: string[], encoding: BodyEncoding): PutRecord {
  const { text } = renderTemplate(putRecordTemplate(streams, encoding), {
    body,
    params,
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
        assert.deepEqual(rendered({ header: { streamname, "aerospike-digest": "d" } }), UNREADABLE);
      });
    }

    it("is nothing that Kinesis can read where no header chooses among several", () => {
      assert.deepEqual(rendered({}, ["a", "b"]), UNREADABLE);
    });
  });

  describe("PartitionKey", () => {
    it("is the digest in flat-json's metadata where the header is missing or empty", () => {
      const body = `{"metadata":{"namespace":"test","set":"demo","digest":"${DIGEST}","msg":"write"},"bin":"x"}`;
      assert.equal(keyOf({ body }), DIGEST);
      assert.equal(keyOf({ body, header: { "aerospike-digest": "" } }), DIGEST);
      assert.equal(keyOf({ body: `{ "digest" :\n "${DIGEST}" }` }), DIGEST);
      assert.equal(
        keyOf({ body: `{"digest":"${DIGEST}"}\n${"a😀".repeat(1000)}\n` }),
        DIGEST,
        "and nothing of the rest",
      );
    });

    it("is the digest in json's key array where the header is missing", () => {
      assert.equal(keyOf({ body: `{"msg":"delete","key":["test","demo","${DIGEST}","user-1"]}` }), DIGEST);
      assert.equal(keyOf({ body: `{"msg":"write","key":["test",null,"${DIGEST}"],"bins":[]}` }), DIGEST);
    });

    for (const body of ["{ }", "not json", `{"digest":5}`, `{"digest":"short"}`, `{"key":["a"`, "\n"]) {
      it(`is the request's id where the body ${JSON.stringify(body)} holds no digest`, () => {
        assert.equal(keyOf({ body }), REQUEST_ID);
      });
    }

    describe("is looked for in a bounded part of the body, whatever the body repeats:", () => {
      const found = `"digest":"${DIGEST}"`;
      for (const [what, unit] of Object.entries({
        "what a key begins with": `"key":[`,
        "a key with blanks": `"key" : [ `,
        "nearly a digest in a key": `"key":["${"A".repeat(27)}`,
        "what a digest begins with": `"digest":`,
        "nearly a digest": `"digest":"${"A".repeat(27)}=x`,
        quotes: `"`,
        letters: "a",
        "wide characters": "😀",
      })) {
        it(what, () => {
          const before = unit.repeat(DIGEST_WITHIN).slice(0, DIGEST_WITHIN - found.length);
          assert.equal(keyOf({ body: before + found }), DIGEST, "a digest that ends with that part");
          assert.equal(keyOf({ body: `${before}"${found}` }), REQUEST_ID, "a digest that ends one character later");
          assert.equal(keyOf({ body: unit.repeat(DIGEST_WITHIN) + found }), REQUEST_ID);
        });
      }
    });

    it("is the request's id for a binary body, which no one reads", () => {
      assert.equal(rendered({ body: `{"digest":"${DIGEST}"}` }, ["orders"], "base64").PartitionKey, REQUEST_ID);
    });

    it("is cut at 256 characters, never within one", () => {
      assert.equal(keyOf({ header: { "aerospike-digest": "k".repeat(256) } }), "k".repeat(256));
      assert.equal(keyOf({ header: { "aerospike-digest": "k".repeat(257) } }), "k".repeat(256));
      assert.equal(keyOf({ header: { "aerospike-digest": `${"k".repeat(255)}😀` } }), "k".repeat(255));
      assert.equal(keyOf({ header: { "aerospike-digest": `${"k".repeat(254)}😀!` } }), `${"k".repeat(254)}😀`);
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
      assert.equal(decoded(rendered({ body: "é😀\u0000" })), "é😀\u0000");
      assert.equal(rendered({ body: Buffer.from([0, 1, 2, 0x80, 0xff]) }, ["orders"], "base64").Data, "AAECgP8=");
    });

    it("takes a text of 10 MB that repeats what the digest begins with", function () {
      this.timeout(60_000);
      const body = `"key":[`.repeat(1_400_000);
      assert.equal(decoded(rendered({ body })).length, body.length);
    });

    it("takes 10 MiB of bytes", () => {
      const body = Buffer.alloc(10 * 1024 * 1024, 0xff);
      assert.equal(rendered({ body }, ["orders"], "base64").Data, body.toString("base64"));
    });

    it("is empty for an empty binary body, which Kinesis takes", () => {
      assert.equal(rendered({ body: "" }, ["orders"], "base64").Data, "");
    });

    it("is Base64 of a binary body that reads like an empty text", () => {
      assert.equal(decoded(rendered({ body: "{}" }, ["orders"], "base64")), "{}");
    });
  });

  describe("is nothing that Kinesis can read", () => {
    it("where the text is empty, or the {} that API Gateway renders of an empty one", () => {
      assert.deepEqual(rendered({ body: "" }), UNREADABLE);
      assert.deepEqual(rendered({ body: "{}" }), UNREADABLE);
      for (const body of ["{ }", "[]", '""', " ", "0"]) assert.equal(decoded(rendered({ body })), body);
    });

    for (const encoding of ["text", "base64"] as const) {
      for (const name of ["Content-Encoding", "content-encoding", "CONTENT-ENCODING", "content-Encoding"]) {
        it(`where a ${encoding} body comes with ${name}`, () => {
          for (const value of ["gzip", "GZIP", "deflate", "br", "x", "identity, gzip", '"', "0", "false"]) {
            assert.deepEqual(rendered({ header: { [name]: value } }, ["orders"], encoding), UNREADABLE, value);
          }
          for (const value of ["", "identity", "Identity"]) {
            assert.equal(rendered({ header: { [name]: value } }, ["orders"], encoding).StreamName, "orders", value);
          }
        });
      }
    }

    it("where API Gateway did not make Base64 of a binary body", () => {
      for (const body of [`x","StreamName":"other`, "a b", "a\n", "\u0081", "====", "{} ", "a{}"]) {
        assert.deepEqual(renderedAs(body, {}, ["orders"], "base64"), UNREADABLE, body);
      }
    });
  });

  it("knows its headers in whatever case", () => {
    const header = { StreamName: "b", "AEROSPIKE-Digest": "d" };
    const { StreamName, PartitionKey } = rendered({ header }, ["a", "b"]);
    assert.deepEqual({ StreamName, PartitionKey }, { StreamName: "b", PartitionKey: "d" });
  });

  it("takes nothing from a query string", () => {
    const querystring = { streamname: "b", "aerospike-digest": "other", "content-encoding": "gzip" };
    assert.deepEqual(rendered({ header: { streamname: "a", "aerospike-digest": "d" }, querystring }, ["a", "b"]), {
      StreamName: "a",
      PartitionKey: "d",
      Data: "eyB9",
    });
    assert.deepEqual(rendered({ querystring }, ["a", "b"]), UNREADABLE);
  });

  describe("changes no field but its own", function () {
    this.timeout(60_000);
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 400 }),
      fc.constantFrom(...HOSTILE, "", "{}"),
      fc.tuple(fc.constantFrom(...HOSTILE), fc.string({ unit: "grapheme" })).map(([a, b]) => a + b),
    );
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      text.map((written) => Buffer.from(written)),
    );
    const inAnyCase = (name: string): fc.Arbitrary<string> => fc.mixedCase(fc.constant(name));
    const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
      fc.option(arbitrary, { nil: undefined });
    const more = fc.dictionary(
      fc.oneof(fc.stringMatching(/^[a-z0-9!#$%&'*+.^_`|~-]{1,20}$/), fc.constantFrom("__proto__", "constructor")),
      text,
      { maxKeys: 5 },
    );
    const query = fc.dictionary(
      fc.constantFrom("streamname", "aerospike-digest", "content-encoding", "x", "__proto__"),
      fc.oneof(text, fc.constantFrom("a", "b", "gzip")),
    );
    const header = (name: string, value: fc.Arbitrary<string>) => maybe(fc.tuple(inAnyCase(name), value));

    for (const encoding of ["text", "base64"] as const) {
      it(`whatever headers, query string and body hold, as ${encoding}`, () => {
        fc.assert(
          fc.property(
            header("streamname", fc.constantFrom("a", "b", "", ...HOSTILE)),
            header("aerospike-digest", text),
            header("content-encoding", fc.constantFrom("gzip", "identity", "", ...HOSTILE)),
            more,
            query,
            body,
            (streamname, digest, coding, others, querystring, sent) => {
              const headers = [...Object.entries(others), ...[streamname, digest, coding].filter((one) => !!one)];
              const record = rendered(
                { header: Object.fromEntries(headers), querystring, body: sent },
                ["a", "b"],
                encoding,
              );
              // What is not UTF-8 API Gateway replaces in a text.
              const stored = encoding === "base64" ? sent : Buffer.from(sent.toString("utf8"));
              const isOurs = streamname?.[1] === "a" || streamname?.[1] === "b";
              const isPlain = ["identity", "", undefined].includes(coding?.[1]);
              const isEmpty = encoding === "text" && ["", "{}"].includes(sent.toString());
              if (!isOurs || !isPlain || isEmpty) {
                assert.deepEqual(record, UNREADABLE);
                return;
              }
              assert.deepEqual(Object.keys(record), ["StreamName", "PartitionKey", "Data"]);
              assert.equal(record.StreamName, streamname[1]);
              assert.deepEqual(Buffer.from(record.Data, "base64"), stored);
              assert.ok(record.PartitionKey.length >= 1 && record.PartitionKey.length <= 256);
              assert.doesNotMatch(record.PartitionKey, /\p{Cs}/u, "half a surrogate pair");
              const key = digest?.[1] ?? "";
              if (key === "") {
                assert.equal(record.PartitionKey, REQUEST_ID);
              } else {
                assert.ok(key.startsWith(record.PartitionKey));
                assert.ok(record.PartitionKey.length >= Math.min(key.length, 255));
              }
            },
          ),
          { numRuns: 500 },
        );
      });
    }
  });
});
