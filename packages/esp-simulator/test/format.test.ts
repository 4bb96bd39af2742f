import assert from "node:assert/strict";

import { formatterOf, NotSerialisable } from "../src/format";
import { type BinValue, type ChangeNotification, digestOf, type Write } from "../src/notification";

/** Without a set, and without a user key. */
const bare: Write = {
  op: "write",
  namespace: "test",
  digest: digestOf("demo", 123n),
  gen: 1,
  lut: 1698586936461,
  exp: 1701178936,
  bins: new Map([["tval", "test-value"]]),
};
const write: Write = { ...bare, set: "demo", userKey: 123n };
const remove: ChangeNotification = {
  op: "delete",
  namespace: "test",
  digest: write.digest,
  lut: 1698586936461,
  durable: true,
};

const json = formatterOf({ mode: "json", stringifyMapKeys: true });
const flatJson = formatterOf({ mode: "flat-json", metadataKey: "metadata", stringifyMapKeys: true });
const withBins = (...bins: [string, BinValue][]): Write => ({ ...write, bins: new Map(bins) });

/** The JSON text of one bin's value. */
function valueText(value: BinValue): string {
  const text = flatJson(withBins(["b", value])).toString();
  return text.slice(text.indexOf('},"b":') + '},"b":'.length, -1);
}

describe("flat-json", () => {
  it("writes what a related connector really wrote", () => {
    assert.equal(
      flatJson(write).toString(),
      '{"metadata":{"namespace":"test","set":"demo","userKey":123,"digest":"WVp7Y+sYXb69hCVTpEgCsaMOwVk=","msg":"write","gen":1,"lut":1698586936461,"exp":1701178936},"tval":"test-value"}',
    );
  });

  it("writes a delete without bins, generation, expiry and user key, and no set where there is none", () => {
    assert.equal(
      flatJson(remove).toString(),
      '{"metadata":{"namespace":"test","digest":"WVp7Y+sYXb69hCVTpEgCsaMOwVk=","msg":"delete","lut":1698586936461,"durable":true}}',
    );
  });

  it("puts the metadata under the configured key, before bins that look like numbers", () => {
    const format = formatterOf({ mode: "flat-json", metadataKey: "meta", stringifyMapKeys: true });
    assert.deepEqual(
      format(withBins(["2", "b"], ["1", "a"]))
        .toString()
        .replace(/\{"namespace.*?\}/, "M"),
      '{"meta":M,"2":"b","1":"a"}',
    );
  });

  it("leaves the user key out if the server does not have it", () => {
    assert.doesNotMatch(flatJson(bare).toString(), /userKey/);
  });
});

describe("json", () => {
  it("writes the key as a list of four and the bins with their types", () => {
    const bins = withBins(
      ["i", 42n],
      ["f", 1.99],
      ["s", "foo"],
      ["t", true],
      ["b", Buffer.from([0, 255])],
      ["l", [1n, null]],
      ["m", new Map([["k", 1n]])],
    );
    assert.equal(
      json(bins).toString(),
      '{"msg":"write","key":["test","demo","WVp7Y+sYXb69hCVTpEgCsaMOwVk=",123],"gen":1,"exp":1701178936,"lut":1698586936461,"bins":[' +
        '{"name":"i","type":"int","value":42},{"name":"f","type":"float","value":1.99},{"name":"s","type":"str","value":"foo"},' +
        '{"name":"t","type":"bool","value":true},{"name":"b","type":"blob","value":"AP8="},' +
        '{"name":"l","type":"list","value":[1,null],"ordered":false},{"name":"m","type":"map","value":{"k":1}}]}',
    );
  });

  it("writes null for a set and a user key that are not there", () => {
    assert.equal(
      json(remove).toString(),
      '{"msg":"delete","key":["test",null,"WVp7Y+sYXb69hCVTpEgCsaMOwVk=",null],"lut":1698586936461,"durable":true}',
    );
    assert.match(json(bare).toString(), /^\{"msg":"write","key":\["test",null,"WVp7Y\+sYXb69hCVTpEgCsaMOwVk=",null\],/);
  });

  it("writes a user key of bytes in Base64", () => {
    assert.match(json({ ...write, userKey: Buffer.from("hi") }).toString(), /"aGk="\],/);
  });
});

describe("values in JSON", () => {
  for (const [why, value, text] of [
    ["an integer of 64 bits exactly", 9223372036854775807n, "9223372036854775807"],
    ["a double with a fraction, as Java does", 1, "1.0"],
    ["zero", 0, "0.0"],
    ["a negative zero", -0, "-0.0"],
    ["a small double without an exponent", 0.001, "0.001"],
    ["a smaller one with", 0.00099, "9.9E-4"],
    ["a large double without an exponent", 9999999, "9999999.0"],
    ["a larger one with", 1e7, "1.0E7"],
    ["what is no number as a string", NaN, '"NaN"'],
    ["quotes, control characters and emoji", '"\\\n\u0001🏔', '"\\"\\\\\\n\\u0001🏔"'],
    ["bytes in Base64", Buffer.from([0xfb, 0xff]), '"+/8="'],
    ["nested lists and maps", [new Map([["a", [new Map(), null]]])], '[{"a":[{},null]}]'],
    [
      "numeric map keys as strings",
      new Map<bigint | number, bigint>([
        [1n, 1n],
        [0.5, 2n],
      ]),
      '{"1":1,"0.5":2}',
    ],
  ] as const) {
    it(`writes ${why}`, () => {
      assert.equal(valueText(value), text);
    });
  }

  it("cannot express a map key of bytes, nor a numeric one unless it may become a string", () => {
    const strict = formatterOf({ mode: "json", stringifyMapKeys: false });
    assert.throws(() => flatJson(withBins(["m", [new Map([[Buffer.from("k"), 1n]])]])), NotSerialisable);
    assert.throws(() => strict(withBins(["m", new Map([[1n, 1n]])])), NotSerialisable);
    assert.match(strict(withBins(["m", new Map([["1", 1n]])])).toString(), /\{"1":1\}/);
  });
});
