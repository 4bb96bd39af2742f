import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { FormatConfiguration } from "@aerospike-kinesis/esp-simulator";
import { type ChangeNotification, digestOf, formatterOf } from "@aerospike-kinesis/esp-simulator";
import { openFirst } from "@aerospike-kinesis/test-support";
import fc from "fast-check";

import { BINARY_TYPES, TEXT_TYPES } from "../../components/api/media-types";
import { failure } from "../support/failure";
import { openPipeline } from "../support/pipeline";
import { PROJECT } from "../support/program";

const MIB = 1024 * 1024;

/** Kinesis counts the partition key, here a digest of 28 characters, with the data. */
const DIGEST = "WVp7Y+sYXb69hCVTpEgCsaMOwVk=";
const LARGEST = 10 * MIB - DIGEST.length;

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

/** Every UTF-16 unit that is a character, and some that take two. */
const everyCharacter = Buffer.from(
  Array.from({ length: 0x10000 }, (_, unit) => (unit >= 0xd800 && unit <= 0xdfff ? "" : String.fromCharCode(unit)))
    .join("")
    .concat("😀𐀀\u{10ffff}"),
);

/** What is in a request beside its type and body. */
interface More {
  readonly digest?: string;
  readonly query?: string;
}

const PRINTABLE = fc.constantFrom(
  ...Array.from({ length: 0x7e - 0x20 }, (_, index) => String.fromCharCode(0x21 + index)),
);

const MORE = fc.record({
  digest: fc.string({ unit: PRINTABLE, minLength: 1, maxLength: 256 }),
  query: fc
    .dictionary(
      fc.constantFrom("streamname", "aerospike-digest", "content-encoding", "x"),
      fc.oneof(fc.constantFrom("other", "gzip", ""), fc.string({ unit: "binary" })),
    )
    .map((parameters) => `?${new URLSearchParams(parameters).toString()}`),
});

const bytes = (size: number): string => `${size.toLocaleString("en-US")} bytes of blob`;

const BYTES = fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes));

/** Without the one that API Gateway does not tell from an empty body. */
const TEXT = fc
  .string({ unit: "binary", minLength: 1, maxLength: 2000 })
  .filter((text) => text !== "{}")
  .map((text) => Buffer.from(text));

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

describe("the deployed pipeline stores the very bytes of", function () {
  this.timeout(60_000);
  const pipeline = openFirst(openPipeline);

  async function storesAsSent(contentType: string | undefined, body: Buffer, more: More = {}): Promise<void> {
    const { digest = DIGEST, query = "" } = more;
    const headers = { "Content-Type": contentType, "aerospike-digest": digest };
    const answer = await pipeline.send({ headers, query, body });
    assert.equal(answer.status, 200, answer.text);
    const record = await pipeline.stored(answer);
    assert.ok(record, "the answer names no record");
    assert.ok(record.data.equals(body), `${record.data.length} bytes of ${body.length}`);
    assert.equal(record.partitionKey, digest);
  }

  async function refuses(contentType: string, body: Buffer, expected: string): Promise<void> {
    const before = pipeline.puts();
    const headers = { "Content-Type": contentType, "aerospike-digest": DIGEST };
    assert.equal(failure(await pipeline.send({ headers, body })), expected);
    assert.equal(pipeline.puts(), before);
  }

  const types: [type: string | undefined, name: string, isText: boolean][] = [
    [undefined, "no type, which is taken for JSON", true],
    ...TEXT_TYPES.map((type) => [type, type, true] as [string, string, true]),
    ...BINARY_TYPES.map((type) => [type, type, false] as [string, string, false]),
  ];
  for (const [type, name, isText] of types) {
    it(`${name}: every ${isText ? "character" : "byte"}, one byte, and what fast-check makes`, async () => {
      for (const body of [isText ? everyCharacter : everyByte, Buffer.from("0")]) await storesAsSent(type, body);
      await fc.assert(
        fc.asyncProperty(isText ? TEXT : BYTES, MORE, (body, more) => storesAsSent(type, body, more)),
        { numRuns: 50 },
      );
    });
  }

  // The variants of a type have its very template.
  for (const type of ["application/json", "application/x-ndjson", ...BINARY_TYPES]) {
    const bodyOf = (size: number): Buffer => Buffer.alloc(size, TEXT_TYPES.includes(type) ? "x" : 0xff);
    for (const size of [MIB - 1, MIB, MIB + 1, LARGEST]) {
      it(`${type}: ${size} bytes`, () => storesAsSent(type, bodyOf(size)));
    }

    it(`${type}, but refuses ${LARGEST + 1} bytes`, () => refuses(type, bodyOf(LARGEST + 1), "400 InvalidArgument"));
  }

  // A blob grows by a third as Base64 in JSON.
  const blobs: readonly (readonly [type: string, format: FormatConfiguration, largest: number])[] = [
    ["application/json", { mode: "json", stringifyMapKeys: true }, 7_864_095],
    ["application/json", { mode: "flat-json", metadataKey: "metadata", stringifyMapKeys: true }, 7_864_107],
    ["application/x-msgpack", { mode: "message-pack" }, 10_485_565],
  ];
  for (const [type, format, largest] of blobs) {
    it(`a blob of ${largest} bytes as ${format.mode}, and refuses one more`, async () => {
      const body = (size: number): Buffer => formatterOf(format)(recordOf(Buffer.alloc(size, 0xff)));
      await storesAsSent(type, body(largest));
      await refuses(type, body(largest + 1), "400 InvalidArgument");
    });
  }

  it("what docs/reference.md and the runbook say of the largest blobs", () => {
    const docs = ["reference", "runbook"].map((name) => readFileSync(join(PROJECT, "docs", `${name}.md`), "utf8"));
    const largest = (format: FormatConfiguration, limit: number): number => {
      const excessOf = (size: number): number => formatterOf(format)(recordOf(Buffer.alloc(size))).length - limit;
      const ratio = format.mode === "message-pack" ? 1 : 3 / 4;
      let size = Math.floor(limit * ratio);
      for (let excess = excessOf(size); excess > 0; excess = excessOf(size)) {
        size -= Math.max(1, Math.floor(excess * ratio) - 3);
      }
      return size;
    };
    for (const [, format] of blobs) {
      const [binary, decimal] = [LARGEST, 10_000_000].map((limit) => largest(format, limit));
      const row = `| \`${format.mode}\` | ${bytes(binary!)} | ${bytes(decimal!)} |`;
      assert.ok(docs[0]!.replaceAll(/ +/g, " ").includes(row), row);
      if (format.mode !== "json") continue;
      const [inMb, inDecimalMb] = [binary!, decimal!].map((size) => (size / 1e6).toFixed(1));
      for (const text of docs) {
        assert.match(text.replaceAll(/\s+/g, " "), new RegExp(`more than ${inDecimalMb} MB of blobs.{1,5}${inMb} MB`));
      }
    }
  });

  describe("(docs/decisions/006-text-and-bytes.md)", () => {
    for (const type of BINARY_TYPES) {
      it(`no bytes, as ${type}`, () => storesAsSent(type, Buffer.alloc(0)));
    }

    for (const type of ["application/json", "application/x-ndjson"]) {
      it(`${type}, but refuses no bytes and {}, which API Gateway does not tell apart`, async () => {
        for (const body of ["", "{}"]) await refuses(type, Buffer.from(body), "400 Serialization");
      });
    }

    it("JSON, but for bytes that are no UTF-8, which API Gateway replaces", async () => {
      const answer = await pipeline.send({ body: Buffer.from([0x22, 0xff, 0x22]) });
      assert.deepEqual((await pipeline.stored(answer))?.data, Buffer.from(`"\ufffd"`));
    });
  });

  it("octets, whatever the client accepts", async () => {
    const headers = { "Content-Type": "application/octet-stream", Accept: "application/octet-stream" };
    const answer = await pipeline.send({ headers, body: everyByte });
    assert.equal(answer.status, 200, answer.text);
    assert.ok((await pipeline.stored(answer))?.data.equals(everyByte));
  });
});
