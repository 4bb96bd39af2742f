import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";

import { makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { NdjsonError } from "../src/errors";
import { readNotifications, SAMPLES } from "../src/input";
import { lineOf, parseNotifications } from "../src/ndjson";
import { digestOf, type Write } from "../src/notification";

const NOW = 1_700_000_000_000;

const NO_DOUBLE = "expected a number that a double can hold (up to 1.7976931348623157e308)";

function problems(text: string): readonly string[] {
  try {
    parseNotifications(text, NOW);
  } catch (error) {
    assert.ok(error instanceof NdjsonError);
    return error.problems;
  }
  assert.fail("the lines were accepted");
}

/** The bins of one line, as a plain object. */
function bins(json: string): unknown {
  const [notification] = parseNotifications(`{"key":"a","bins":${json}}`, NOW);
  return Object.fromEntries((notification as Write).bins);
}

describe("parseNotifications", () => {
  it("refuses a generation of 0, and a digest that is not that of the set and the key", () => {
    const other = Buffer.alloc(20).toString("base64");
    const own = digestOf("s", "a").toString("base64");
    assert.deepEqual(problems(`{"key":"a","gen":0}\n{"set":"s","key":"a","digest":"${other}"}`), [
      "line 1: gen: expected a whole number from 1 to 65535, got 0",
      `line 2: digest: expected nothing, or ${own}, the digest of set and key, got "${other}"`,
    ]);
    assert.equal(parseNotifications(`{"set":"s","key":"a","digest":"${own}"}\n{"digest":"${other}"}`, NOW).length, 2);
  });

  it("remembers the line of each notification", () => {
    const read = parseNotifications('{"key":"a"}\n\n{"key":"b"}\n', NOW);
    assert.deepEqual(read.map(lineOf), [1, 3]);
  });

  it("reads a write, and gives it the digest of its key", () => {
    const line =
      '{"namespace":"ns","set":"demo","key":"user-1","op":"write","gen":3,"lut":5,"exp":7,"bins":{"name":"Ada"}}';
    assert.deepEqual(parseNotifications(line, NOW), [
      {
        op: "write",
        namespace: "ns",
        set: "demo",
        userKey: "user-1",
        digest: digestOf("demo", "user-1"),
        gen: 3,
        lut: 5,
        exp: 7,
        bins: new Map([["name", "Ada"]]),
      },
    ]);
  });

  it("has defaults for all but the key", () => {
    assert.deepEqual(parseNotifications('{"key":1}', NOW), [
      {
        op: "write",
        namespace: "test",
        userKey: 1n,
        digest: digestOf(undefined, 1n),
        gen: 1,
        lut: NOW,
        exp: 0,
        bins: new Map(),
      },
    ]);
  });

  it("reads a delete", () => {
    assert.deepEqual(parseNotifications('{"op":"delete","key":"a","durable":true}', NOW), [
      { op: "delete", namespace: "test", digest: digestOf(undefined, "a"), lut: NOW, durable: true },
    ]);
  });

  it("reads a delete that comes without its set's name, whose digest still has the set", () => {
    const [found] = parseNotifications('{"op":"delete","set":"cart","key":"a","sendSet":false}', NOW);
    assert.deepEqual(found, {
      op: "delete",
      namespace: "test",
      digest: digestOf("cart", "a"),
      lut: NOW,
      durable: false,
    });
  });

  it("takes a digest in the place of a key, and leaves the key out on request", () => {
    const digest = digestOf("s", "a");
    const [given, unsent] = parseNotifications(
      `{"digest":"${digest.toString("base64")}"}\n{"set":"s","key":"a","sendKey":false}`,
      NOW,
    );
    assert.deepEqual(given?.digest, digest);
    assert.deepEqual(unsent?.digest, digest);
    assert.ok(unsent.op === "write" && unsent.userKey === undefined);
  });

  it("tells integers, doubles and blobs apart", () => {
    assert.deepEqual(
      bins('{"i":1,"d":1.5,"w":{"$double":1},"l":{"$integer":"-9223372036854775808"},"b":{"$blob":"AP8="},"t":false}'),
      { i: 1n, d: 1.5, w: 1, l: -(2n ** 63n), b: Buffer.from([0, 255]), t: false },
    );
  });

  it("reads lists and maps, nested and with keys of any type", () => {
    assert.deepEqual(bins('{"l":[1,[null],{"a":{}}],"m":{"$map":[[1,"x"],["k",{"$blob":"AA=="}]]}}'), {
      l: [1n, [null], new Map([["a", new Map()]])],
      m: new Map<unknown, unknown>([
        [1n, "x"],
        ["k", Buffer.of(0)],
      ]),
    });
  });

  it("skips empty lines, and takes Windows line ends, a byte order mark and U+2028 within a line", () => {
    const text = '\uFEFF{"key":"a"}\r\n\r\n  \n{"key":"b\u2028c"}\n';
    assert.deepEqual(
      parseNotifications(text, NOW).map((notification) => notification.op === "write" && notification.userKey),
      ["a", "b\u2028c"],
    );
  });

  it("tells every problem of every line", () => {
    const text = [
      '{"key":"fine"}',
      "nonsense",
      "[]",
      '{"op":"upsert","key":1}',
      '{"bins":{}}',
      '{"key":true,"namespace":"","gen":-1,"ttl":5}',
      '{"op":"delete","key":"a","bins":{"a":1}}',
      '{"digest":"AAAA","set":5,"lut":1.5,"sendKey":1}',
    ].join("\n");
    assert.deepEqual(problems(text), [
      'line 2: expected one JSON object, got "nonsense"',
      'line 3: expected an object whose op is "write" or "delete", got a list',
      'line 4: op: expected an object whose op is "write" or "delete", got "upsert"',
      "line 5: key: expected a key, or a digest, got nothing",
      'line 6: namespace: expected a string of 1 to 31 bytes, got ""',
      "line 6: key: expected a string, a number or a blob, got true",
      "line 6: gen: expected a whole number from 1 to 65535, got -1",
      "line 6: ttl: expected one of the keys op, namespace, set, key, digest, lut, sendKey, gen, exp, bins, got an unknown key",
      "line 7: bins: expected one of the keys op, namespace, set, key, digest, lut, sendSet, durable, got an unknown key",
      "line 8: set: expected a string of 1 to 63 bytes, got 5",
      'line 8: digest: expected 20 bytes in Base64, got "AAAA"',
      "line 8: lut: expected a whole number from 0 to 9007199254740991, got 1.5",
      "line 8: sendKey: expected true or false, got 1",
    ]);
  });

  for (const [json, expected] of Object.entries({
    '{"b":null}': "bins.b: expected a value (a bin cannot be null), got null",
    '{"a name too long":1,"sixteen_letters_":1}':
      'bins.sixteen_letters_: expected a bin name of 1 to 15 bytes, got "sixteen_letters_"',
    "[]": "bins: expected an object of bins, got a list",
    '{"b":[9007199254740993]}':
      'bins.b[0]: expected a number that JSON can hold; write {"$integer": "..."} or {"$double": ...}, got 9007199254740992',
    '{"b":1e400}': `bins.b: ${NO_DOUBLE}, got "Infinity"`,
    '{"b":{"a":[1,-1e400]}}': `bins.b.a[1]: ${NO_DOUBLE}, got "-Infinity"`,
    '{"b":{"$double":1e400}}': `bins.b.$double: ${NO_DOUBLE}, got "Infinity"`,
    '{"b":{"$map":[[1e400,1]]}}': `bins.b.$map[0]: ${NO_DOUBLE}, got "Infinity"`,
    '{"b":{"$integer":"9223372036854775808"}}':
      'bins.b.$integer: expected a string with an integer of 64 bits, got "9223372036854775808"',
    '{"b":{"$double":"1"}}': 'bins.b.$double: expected a number, got "1"',
    '{"b":{"$blob":"?"}}': 'bins.b.$blob: expected a string in Base64, got "?"',
    '{"b":{"$map":[[1]]}}': "bins.b.$map: expected a list of [key, value], got a list",
    '{"b":{"$map":[[true,1]]}}': "bins.b.$map[0]: expected a key that is a string, a number or a blob, got true",
    '{"b":{"$int":1}}': "bins.b: expected one of $integer, $double, $blob, $map, alone, got a map",
    '{"b":{"$blob":"","x":1}}': "bins.b: expected one of $integer, $double, $blob, $map, alone, got a map",
  })) {
    it(`refuses bins of ${json}`, () => {
      assert.deepEqual(problems(`{"key":"a","bins":${json}}`), [`line 1: ${expected}`]);
    });
  }
});

describe("a key beyond a double", () => {
  for (const key of ["1e400", "-1e400", '{"$double":1e400}']) {
    it(`is refused: ${key}`, () => {
      const [problem] = problems(`{"key":"fine"}\n{"key":${key}}`);
      assert.match(String(problem), /^line 2: key.*: expected a number that a double can hold .*, got "-?Infinity"$/);
    });
  }

  it("is taken up to the largest double", () => {
    assert.deepEqual(bins('{"d":{"$double":-1.7976931348623157e308}}'), { d: -Number.MAX_VALUE });
  });
});

describe("readNotifications", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await makeTemporaryDirectory();
  });
  afterEach(() => rm(directory, { recursive: true }));

  it("reads a file and a stream alike", async () => {
    const file = join(directory, "in.ndjson");
    const text = '{"key":"ä"}\n{"key":2}';
    await writeFile(file, text);
    const bytes = Buffer.from(text);
    // A character's two bytes come in two chunks.
    const stream = Readable.from([bytes.subarray(0, 9), bytes.subarray(9)]);
    assert.deepEqual(await readNotifications(stream, NOW), parseNotifications(text, NOW));
    assert.deepEqual(await readNotifications(file, NOW), parseNotifications(text, NOW));
  });

  it("reads the samples, which have two versions of one record and a delete", async () => {
    const samples = await readNotifications(SAMPLES, NOW);
    const digests = samples.map(({ digest }) => digest.toString("hex"));
    assert.ok(new Set(digests).size < digests.length);
    assert.ok(samples.some(({ op }) => op === "delete"));
  });

  it("says what is wrong with a file that is not there and with bytes that are no text", async () => {
    await assert.rejects(readNotifications(join(directory, "none"), NOW), /expected a readable file, got ENOENT/);
    await assert.rejects(readNotifications(Readable.from([Buffer.of(0xff)]), NOW), /expected UTF-8, got other bytes/);
  });

  it("gives up an input that has no end", async () => {
    const chunk = Buffer.alloc(64 * 2 ** 20, " ");
    const endless = Readable.from(
      (function* () {
        for (;;) yield chunk;
      })(),
    );
    await assert.rejects(readNotifications(endless, NOW), /expected at most 256 MiB, got more/);
  });
});
