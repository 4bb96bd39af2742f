import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";

import type { Api } from "../api";
import type { Check } from "../check";
import type { Change } from "../connector-request";
import { describe, expectRefused, expectSafe, isRefusedByTemplate, requireStored } from "../expect";
import { Mismatch } from "../mismatch";
import { BINARY_10_MB, BINARY_TYPES, DECIMAL_10_MB, EVERY_BYTE, EVERY_CHARACTER, MIB, TEXT_TYPES } from "./samples";
import { stored } from "./stored";

const safe = (name: string, change: Change): Check => ({ name, run: (api) => expectSafe(api, change) });

const as = (type: string): Pick<Change, "headers"> => ({ headers: { "Content-Type": type } });

const types: readonly Check[] = [
  stored("a record without a media type", { headers: { "Content-Type": undefined } }),
  ...TEXT_TYPES.map((type) => stored(`every character as ${type}`, { ...as(type), body: EVERY_CHARACTER })),
  ...BINARY_TYPES.map((type) => stored(`every byte as ${type}`, { ...as(type), body: EVERY_BYTE })),
];

/** Texts that are unlike a record, and that must stay as they are. */
const ODD_TEXTS: Readonly<Record<string, string>> = {
  "one byte": "0",
  "JSON null": "null",
  "an empty array": "[]",
  "an object with a blank": "{ }",
  "no JSON": "not json",
  "half of an object": `{"a":`,
  "white space around it": ` \t\r\n{"a":1}\r\n `,
  "only a line end": "\n",
  "a byte order mark": "\ufeff{}",
  "U+FFFD": `"\ufffd"`,
  "a null character": `"\u0000"`,
  Velocity: `#set($x = 1)$x $input.body #foreach($i in [1..9])$i#end ## \${x} $!y`,
  "a record for Kinesis": `{"StreamName":"other","PartitionKey":"x","Data":"eA=="}`,
  Base64: "eA==",
  "an apostrophe": `{"a":"it's"}`,
  "slashes, plain and escaped": String.raw`{"a":"x/y","b":"x\/y"}`,
  "the same member twice": `{"a":1,"a":2}`,
};

const odd: readonly Check[] = [
  ...Object.entries(ODD_TEXTS).map(([name, body]) => stored(`a body: ${name}`, { body })),
  safe("no body as JSON", { body: "" }),
  safe("{} as JSON", { body: "{}" }),
  ...BINARY_TYPES.map((type) => stored(`no body as ${type}`, { ...as(type), body: "" })),
  stored("octets for a client that accepts octets", {
    headers: { "Content-Type": "application/octet-stream", Accept: "application/octet-stream" },
    body: EVERY_BYTE,
  }),
];

const OCTETS = "application/octet-stream";

/** A record that can be larger than its stream takes. */
async function sendSized(api: Api, type: string, size: number, alternatives: readonly number[] = []): Promise<string> {
  const mark = api.nextMark();
  const exchange = await api.send({ ...as(type), body: Buffer.alloc(size, type === OCTETS ? 0xff : "x") });
  const { answer } = exchange;
  const isTooLarge = api.recordLimit !== undefined && size + mark.length > api.recordLimit;
  // Every stream takes 1 MiB. Whether it takes more, somebody who may not describe it cannot know.
  const isUnknown = api.recordLimit === undefined && size + mark.length > MIB;
  if (answer.status === 413 && (isTooLarge || isUnknown || alternatives.includes(413))) return describe(answer);
  if (answer.status === 400 && (isTooLarge || isUnknown)) return `${describe(answer)}: the stream takes less`;
  if (isTooLarge) throw new Mismatch(`expected 400 or 413, got ${describe(answer)}: the stream takes less`);
  await requireStored(api, exchange);
  return "stored as sent";
}

const sizes: readonly Check[] = [
  ...[MIB - 1, MIB, MIB + 1].flatMap((size) =>
    ["application/json", OCTETS].map((type) => sized(`${size} bytes as ${type}`, type, () => size)),
  ),
  sized(`${DECIMAL_10_MB} bytes as ${OCTETS}`, OCTETS, () => DECIMAL_10_MB),
  // Under a limit of 10,000,000 bytes, API Gateway refuses it.
  sized("the largest record of the stream", OCTETS, (mark, limit) => limit - mark.length, [413]),
  {
    name: "one byte more than the largest record of the stream",
    run: (api) => {
      const size = (api.recordLimit ?? BINARY_10_MB) - api.nextMark().length + 1;
      return expectRefused(api, { ...as(OCTETS), body: Buffer.alloc(size, 0xff) }, [400, 413]);
    },
  },
  {
    name: "a body above API Gateway's 10 MB",
    run: (api) => expectRefused(api, { ...as(OCTETS), body: Buffer.alloc(BINARY_10_MB + 1, 0xff) }, [413]),
  },
];

function sized(
  name: string,
  type: string,
  sizeOf: (mark: string, limit: number) => number,
  alternatives: readonly number[] = [],
): Check {
  const run = (api: Api): Promise<string> =>
    sendSized(api, type, sizeOf(api.nextMark(), api.recordLimit ?? BINARY_10_MB), alternatives);
  return { name, run };
}

const PLAIN = Buffer.from(`{"conformance":"é"}`);

const CODED: Readonly<Record<string, readonly [coding: string | readonly string[], body: Buffer, type?: string]>> = {
  "gzip as JSON": ["gzip", gzipSync(PLAIN)],
  "gzip in other case": ["GZip", gzipSync(PLAIN)],
  "gzip as octets": ["gzip", gzipSync(PLAIN), OCTETS],
  deflate: ["deflate", deflateSync(PLAIN)],
  brotli: ["br", brotliCompressSync(PLAIN)],
  "gzip twice": ["gzip, gzip", gzipSync(gzipSync(PLAIN))],
  "gzip that is cut short": ["gzip", gzipSync(PLAIN).subarray(0, -9)],
  "plain text that says it is gzip": ["gzip", PLAIN],
};

/** A compressed body is never stored as it was sent: the plain one is, or nothing. */
async function expectPlainOrRefused(api: Api, change: Change): Promise<string> {
  const exchange = await api.send({ ...change, isUnusual: true });
  const { answer } = exchange;
  if ([413, 415].includes(answer.status) || isRefusedByTemplate(answer)) return describe(answer);
  if (answer.status !== 200) throw new Mismatch(`expected 200, 400, 413 or 415, got ${describe(answer)}`);
  await requireStored(api, exchange, { data: PLAIN });
  return "the plain body is stored";
}

const compressed: readonly Check[] = [
  ...Object.entries(CODED).map(([name, [coding, body, type = "application/json"]]) => ({
    name: `a compressed body: ${name}`,
    run: (api: Api) =>
      expectPlainOrRefused(api, { headers: { "Content-Encoding": coding, "Content-Type": type }, body }),
  })),
  stored("Content-Encoding: identity", { headers: { "Content-Encoding": "identity" }, body: PLAIN }),
];

/** What is stored of each body, by its media type, its form and its coding. */
export const BODIES: readonly Check[] = [...types, ...odd, ...compressed];

/** Bodies of a megabyte and more: 50 MB together. */
export const SIZES: readonly Check[] = sizes;
