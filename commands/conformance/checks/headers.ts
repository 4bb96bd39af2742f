import { UUID } from "../answer-form";
import type { Check } from "../check";
import type { Change } from "../connector-request";
import { expectSafe, expectStored } from "../expect";

/** The most characters that Kinesis takes as a partition key. */
const MAX_KEY_LENGTH = 256;

const inOtherCase = (name: string, change: (header: string) => string): Check => ({
  name: `names of headers in ${name}`,
  run: async (api) => {
    const names = [...Object.keys(api.target.headers), "Content-Type", "aerospike-digest"];
    const mark = api.nextMark();
    const all: Record<string, string> = {
      ...api.target.headers,
      "Content-Type": "application/json",
      "aerospike-digest": mark,
    };
    const headers = Object.fromEntries(names.map((header) => [change(header), all[header]]));
    await expectStored(api, { headers });
    return "stored under its digest";
  },
});

const alternate = (text: string): string =>
  Array.from(text, (letter, index) => (index % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase())).join("");

/** Digests that would break a template which does not escape them. */
const HOSTILE = [
  `"`,
  String.raw`\ `.trim(),
  `'`,
  `", "StreamName": "other`,
  "$context.requestId",
  "#set($x = 1)",
  "#if",
  "<>&/",
  "{}",
  "%22",
  "WVp7Y+sYXb69hCVTpEgCsaMOwVk=",
  "a b",
];

const digests: readonly Check[] = [
  {
    name: "hostile digests",
    run: async (api) => {
      for (const text of HOSTILE) {
        const digest = `${api.nextMark()}${text}`;
        await expectStored(api, { headers: { "aerospike-digest": digest } }, { partitionKey: digest });
      }
      return "stored under the very digest";
    },
  },
  ...[MAX_KEY_LENGTH - 1, MAX_KEY_LENGTH, MAX_KEY_LENGTH + 1, 4000].map((length) => ({
    name: `a digest of ${length} characters`,
    run: async (api: Parameters<Check["run"]>[0]) => {
      const digest = `${api.nextMark()}-`.padEnd(length, "x");
      const partitionKey = digest.slice(0, MAX_KEY_LENGTH);
      await expectStored(api, { headers: { "aerospike-digest": digest } }, { partitionKey });
      return `a partition key of ${partitionKey.length} characters`;
    },
  })),
];

/** With each character of Base64 that a URL or a JSON writer could change. */
const DIGEST = "+/p7Y+sYXb69hCVTpEgC/aMOwVk=";

/** What each format's record looks like without the digest's header, and the partition key that it gets. */
const WITHOUT_DIGEST: readonly (readonly [
  format: string,
  type: string,
  bodyOf: (mark: string) => Buffer | string,
  partitionKey: string | RegExp,
])[] = [
  [
    "json",
    "application/json",
    (mark) => JSON.stringify({ msg: "write", key: ["conformance", mark, DIGEST, null], gen: 1, lut: 1, bins: [] }),
    DIGEST,
  ],
  [
    "flat-json",
    "application/json",
    (mark) => JSON.stringify({ metadata: { namespace: "conformance", set: mark, digest: DIGEST, op: "write" }, mark }),
    DIGEST,
  ],
  ["JSON without a digest", "application/json", (mark) => JSON.stringify({ conformance: mark }), UUID],
  ["NDJSON", "application/x-ndjson", (mark) => `{"conformance":"${mark}"}\n{"a":1}\n`, UUID],
  ...["application/x-msgpack", "application/avro", "application/octet-stream"].map(
    (type) => [type, type, (mark: string) => Buffer.from(`\u0000${mark}\u00ff`, "latin1"), UUID] as const,
  ),
];

const missing: readonly Check[] = WITHOUT_DIGEST.map(([format, type, bodyOf, partitionKey]) => ({
  name: `no digest header: ${format}`,
  run: async (api) => {
    const headers = { "aerospike-digest": undefined, "Content-Type": type };
    await expectStored(api, { headers, body: bodyOf(api.nextMark()) }, { partitionKey });
    return partitionKey === UUID ? "stored under the request's id" : "stored under the digest in its body";
  },
}));

/** What AWS makes of these is not documented. Nothing may be stored but the record as it was sent. */
const UNCERTAIN: Readonly<Record<string, (mark: string) => Change>> = {
  "an empty digest": () => ({ headers: { "aerospike-digest": "" } }),
  "a stream twice, ours and another": () => ({ headers: { streamname: ["conformance-no-such-stream", ""] } }),
  "a digest twice": (mark) => ({ headers: { "aerospike-digest": [mark, `${mark}-b`] } }),
  "a content type twice": () => ({ headers: { "Content-Type": ["application/json", "text/csv"] }, isUnusual: true }),
  "a header of 8,000 characters": () => ({ headers: { "x-conformance": "x".repeat(8000) }, isUnusual: true }),
  "40 more headers": () => ({
    headers: Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`x-conformance-${index}`, "x"])),
    isUnusual: true,
  }),
  "headers of Kinesis": () => ({
    headers: { "X-Amz-Target": "Kinesis_20131202.DeleteStream", "X-Amz-Date": "20200101T000000Z" },
    isUnusual: true,
  }),
  "X-HTTP-Method-Override": () => ({ headers: { "X-HTTP-Method-Override": "GET" } }),
};

const uncertain: readonly Check[] = Object.entries(UNCERTAIN).map(([name, changeOf]) => ({
  name,
  run: (api) => {
    const mark = api.nextMark();
    // The mark is in the body, too, so any partition key is right.
    return expectSafe(api, changeOf(mark), { partitionKey: /^/ });
  },
}));

const QUERIES = [
  "?streamname=other",
  "?aerospike-digest=other",
  "?content-encoding=gzip",
  "?a=%22&b=$x&a=2",
  `?filters={"lastname":"Doe"}`,
  "?",
  "?%zz",
];

const queries: readonly Check[] = QUERIES.map((query) => ({
  name: `the query string ${query}`,
  run: async (api) => {
    if (query === "?%zz") return expectSafe(api, { query, isUnusual: true });
    await expectStored(api, { query });
    return "stored, whatever it says";
  },
}));

/** Names, values and repetition of headers, and the query string. */
export const HEADERS: readonly Check[] = [
  inOtherCase("lower case", (name) => name.toLowerCase()),
  inOtherCase("capitals", (name) => name.toUpperCase()),
  inOtherCase("alternating case", alternate),
  ...digests,
  ...missing,
  ...uncertain,
  ...queries,
];
