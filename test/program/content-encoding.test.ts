import assert from "node:assert/strict";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";

import type { Assumptions } from "@aerospike-kinesis/local-aws";
import { openFirst } from "@aerospike-kinesis/test-support";

import { failure } from "../support/failure";
import { openPipeline } from "../support/pipeline";

const PLAIN = Buffer.from(`{"data":"é"}`);
const JSON_TYPE = "application/json";
const REFUSED = "400 Serialization";
const UNSUPPORTED = "415 UNSUPPORTED_MEDIA_TYPE";

interface Case {
  readonly coding: string;
  /** @defaultValue `Content-Encoding` */
  readonly header?: string;
  readonly body: Buffer;
  /** @defaultValue JSON */
  readonly type?: string;
  /** What is answered where API Gateway decodes bodies: the same as where it does not, or this. */
  readonly decoded?: string;
  /** What is answered where it also takes the header away; `stored` is 200 with the plain body. */
  readonly withoutHeader?: string;
}

const compressed = (coding: string, body: Buffer, type = JSON_TYPE): Case => ({
  coding,
  body,
  type,
  withoutHeader: "stored",
});
const unsupported = (coding: string, body: Buffer): Case => ({
  coding,
  body,
  decoded: UNSUPPORTED,
  withoutHeader: UNSUPPORTED,
});
const gzip = gzipSync(PLAIN);

const cases: Readonly<Record<string, Case>> = {
  "gzip as JSON": compressed("gzip", gzip),
  "gzip in other case": { ...compressed("GZip", gzip), header: "CONTENT-encoding" },
  "gzip as octets": compressed("gzip", gzip, "application/octet-stream"),
  "gzip as message-pack": compressed("gzip", gzip, "application/x-msgpack"),
  "gzip in two members": compressed("gzip", Buffer.concat([gzipSync(`{"data"`), gzipSync(`:"é"}`)])),
  deflate: compressed("deflate", deflateSync(PLAIN)),
  "gzip of {}": { coding: "gzip", body: gzipSync("{}") },
  "gzip that is cut short": unsupported("gzip", gzip.subarray(0, -9)),
  "gzip with a wrong checksum": unsupported("gzip", Buffer.concat([gzip.subarray(0, -8), Buffer.alloc(8)])),
  "plain text that says it is gzip": unsupported("gzip", PLAIN),
  "nothing that says it is gzip": unsupported("gzip", Buffer.alloc(0)),
  brotli: unsupported("br", brotliCompressSync(PLAIN)),
  "gzip twice": unsupported("gzip, gzip", gzipSync(gzip)),
  "a coding that nobody knows": unsupported("x", PLAIN),
  "gzip of more than 10 MB": {
    coding: "gzip",
    body: gzipSync(Buffer.alloc(10 * 1024 * 1024 + 1, "x")),
    decoded: "413 REQUEST_TOO_LARGE",
    withoutHeader: "413 REQUEST_TOO_LARGE",
  },
};

const modes: Readonly<Record<Assumptions["content-encoding"], (answers: Case) => string>> = {
  "as-sent": () => REFUSED,
  decoded: ({ decoded = REFUSED }) => decoded,
  "decoded-without-header": ({ withoutHeader = REFUSED }) => withoutHeader,
};

for (const [mode, expectedOf] of Object.entries(modes)) {
  describe(`a body with a Content-Encoding, where API Gateway hands it on ${mode}`, function () {
    this.timeout(60_000);
    const pipeline = openFirst(() =>
      openPipeline({}, { assumptions: { "content-encoding": mode as Assumptions["content-encoding"] } }),
    );

    for (const [name, request] of Object.entries(cases)) {
      const expected = expectedOf(request);
      it(`${name}: ${expected}`, async () => {
        const before = pipeline.puts();
        const { header = "Content-Encoding", coding, type = JSON_TYPE } = request;
        const headers = { [header]: coding, "Content-Type": type };
        const answer = await pipeline.send({ headers, body: request.body });
        if (expected === "stored") {
          assert.equal(answer.status, 200, answer.text);
          assert.deepEqual((await pipeline.stored(answer))?.data, PLAIN);
        } else {
          assert.equal(failure(answer), expected);
          assert.equal(pipeline.puts(), before);
        }
      });
    }

    it("identity: stored", async () => {
      const answer = await pipeline.send({ headers: { "Content-Encoding": "identity" }, body: PLAIN });
      assert.deepEqual((await pipeline.stored(answer))?.data, PLAIN);
    });
  });
}
