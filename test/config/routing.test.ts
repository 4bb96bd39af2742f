import assert from "node:assert/strict";

import { parseSettings } from "../../config/parse";
import { problemsOf } from "../support/settings-problems";

const good = { service: "orders", regions: ["eu-west-1", "us-east-1"] };
const parse = (streams: readonly object[], connector: object = {}) =>
  parseSettings("dev", { ...good, streams, connector });
const problems = (streams: readonly object[], connector: object = {}) => problemsOf({ ...good, streams, connector });

const KEY = (region: string) => `arn:aws:kms:${region}:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

describe("the routing of streams", () => {
  it("may be left out: everything then goes to the first stream, or to connector.streamname", () => {
    assert.equal(parse([{ name: "a" }, { name: "b" }]).connector.streamname, "a");
    assert.equal(parse([{ name: "a" }, { name: "b" }], { streamname: "b" }).connector.streamname, "b");
  });

  it("makes the stream with default: true that of everything else, wherever it stands", () => {
    const streams = [
      { name: "orders", namespaces: ["orders", "carts"] },
      { name: "rest", default: true },
    ];
    assert.equal(parse(streams).connector.streamname, "rest");
    assert.equal(parse(streams, { streamname: "rest" }).connector.streamname, "rest");
    assert.equal(parse([{ namespaces: ["orders"], default: true }]).connector.streamname, "orders-dev");
  });

  it("takes sets whose deletes go to the same stream, also without the name of their set", () => {
    assert.deepEqual(
      problems([
        { name: "a", namespaces: ["n"], sets: { n: ["s"] } },
        { name: "b", default: true },
      ]),
      [],
    );
    assert.deepEqual(
      problems([
        { name: "a", default: true, sets: { n: ["s"] } },
        { name: "b", namespaces: ["m"] },
      ]),
      [],
    );
  });

  it("is checked as far as it is right, beside everything that is wrong by itself", () => {
    const found = problems([
      { name: "a", namespaces: ["shop", "shop"], default: true },
      { name: "b", namespaces: "shop", sets: { shop: ["cart"] } },
      { name: "b", sets: { shop: ["cart", "no set"] }, default: true },
    ]);
    assert.deepEqual(
      found.map((problem) => problem.replace(/: expected .*, got /, " ")),
      [
        'streams[0].namespaces ["shop","shop"]',
        'streams[1].namespaces "shop"',
        'streams[2].sets.shop[1] "no set"',
        'streams ["a","b","b"]',
        "streams[1].namespaces shop, which a receives (take it out of one of them; several consumers can read the same stream)",
        "streams[2].sets shop.cart, which b receives (take it out of one of them; several consumers can read the same stream)",
        'streams ["a","b"] of ["a","b","b"]',
      ],
    );
  });

  it("asks for no default where a wrong default or a repeated name hides who it is", () => {
    const kinds = (streams: readonly object[]) => problems(streams).map((problem) => problem.split(": ")[0]);
    assert.deepEqual(
      kinds([
        { name: "a", namespaces: ["n"] },
        { name: "b", default: "yes" },
      ]),
      ["streams[1].default"],
    );
    assert.deepEqual(kinds([{ name: "a" }, { name: "a" }]), ["streams"]);
    assert.deepEqual(
      kinds([
        { name: "a", namespaces: null },
        { name: "b", sets: 5 },
      ]),
      ["streams[0].namespaces", "streams[1].sets"],
    );
  });

  it("takes sets whose deletes may go elsewhere only if the settings say so", () => {
    const cart = { name: "cart", sets: { shop: ["cart", "wish.list"], other: ["s"] } };
    const rest = [
      { name: "shop", namespaces: ["shop"] },
      { name: "rest", default: true },
    ];
    assert.deepEqual(problems([{ ...cart, acceptDeletesInOtherStream: true }, ...rest]), []);
    const expected = (namespace: string, deletes: string, found: string) =>
      `streams[0].sets.${namespace}: expected sets of a namespace whose other changes go to the same stream, because a ` +
      `delete can come without the name of its set: these writes would go to cart, and such deletes to ${deletes} ` +
      `(give cart the whole namespace; or, if whoever reads cart also takes the deletes from ${deletes}, set ` +
      `acceptDeletesInOtherStream: true), got ${found}`;
    assert.deepEqual(problems([cart, ...rest]), [
      expected("shop", "shop", '["cart","wish.list"]'),
      expected("other", "rest", '["s"]'),
    ]);
  });

  it("says where deletes go, also if there is no default, as far as that is decided", () => {
    const keys = (streams: readonly object[]) => problems(streams).map((problem) => problem.split(": ")[0]);
    const [a, b] = [
      { name: "a", namespaces: ["x"] },
      { name: "b", sets: { x: ["s"], y: ["s"] } },
    ];
    assert.deepEqual(keys([a, b]), ["streams", "streams[1].sets.x"]);
    assert.deepEqual(keys([{ ...a, default: true }, b]), ["streams[1].sets.x", "streams[1].sets.y"]);
    assert.deepEqual(keys([a, b, { name: "c", namespaces: ["x"] }]), ["streams[2].namespaces", "streams"]);
    const twice = { name: "c", namespaces: ["y"], sets: { y: ["s"] }, default: true };
    assert.deepEqual(keys([a, b, twice]), ["streams[2].sets", "streams[1].sets.x", "streams[1].sets.y"]);
    assert.deepEqual(keys([a, { ...b, default: "yes" }]), ["streams[1].default"]);
  });

  const NAMESPACE = "the name of an Aerospike namespace: 1 to 31 letters, digits, '_', '-' or '$', and not null";
  const SET = "the name of an Aerospike set: 1 to 63 letters, digits, '_', '-', '$' or '.', and not null";
  const DEFAULT =
    "streams: expected default: true for exactly one stream, which receives the changes that no namespaces or sets name " +
    "(the connector would drop them), got ";
  const a = (change: object = {}) => [{ name: "a", default: true, ...change }];

  const wrong: Record<string, [streams: readonly object[], expected: string, connector?: object]> = {
    "no stream for what matches nothing": [
      [{ name: "a", namespaces: ["n"] }, { name: "b" }],
      `${DEFAULT}none of ["a","b"]`,
    ],
    "one stream that names a namespace, and nothing for the others": [
      [{ sets: { n: ["s"] } }],
      `${DEFAULT}none of ["orders-dev"]`,
    ],
    "two streams for what matches nothing": [
      [...a(), { name: "b", default: true }],
      `${DEFAULT}["a","b"] of ["a","b"]`,
    ],
    "a namespace in two streams": [
      [...a({ namespaces: ["m", "n"] }), { name: "b", namespaces: ["n"] }],
      "streams[1].namespaces: expected a namespace that no other stream receives, because each change goes to one stream, " +
        "got n, which a receives (take it out of one of them; several consumers can read the same stream)",
    ],
    "a set in two streams": [
      [
        ...a({ sets: { n: ["s"] } }),
        { name: "b", sets: { n: ["t", "s"], m: ["s"] }, acceptDeletesInOtherStream: true },
      ],
      "streams[1].sets: expected a set that no other stream receives, because each change goes to one stream, " +
        "got n.s, which a receives (take it out of one of them; several consumers can read the same stream)",
    ],
    "a streamname beside another default": [
      [...a(), { name: "b" }],
      `connector.streamname: expected nothing, or "a", because that stream has default: true, got "b"`,
      { streamname: "b" },
    ],
    "no list of namespaces": [
      a({ namespaces: "n" }),
      'streams[0].namespaces: expected a list of names of Aerospike namespaces, got "n"',
    ],
    "an empty list of namespaces": [
      a({ namespaces: [] }),
      "streams[0].namespaces: expected a list of at least one of the names of Aerospike namespaces, or no list, got []",
    ],
    "a namespace twice": [
      a({ namespaces: ["n", "n"] }),
      'streams[0].namespaces: expected names of Aerospike namespaces that differ from each other, got ["n","n"]',
    ],
    "a namespace that Aerospike does not take": [
      a({ namespaces: ["n;action=remove"] }),
      `streams[0].namespaces[0]: expected ${NAMESPACE}, got "n;action=remove"`,
    ],
    "a namespace of 32 letters": [
      a({ namespaces: ["n".repeat(32)] }),
      `streams[0].namespaces[0]: expected ${NAMESPACE}, got "${"n".repeat(32)}"`,
    ],
    "sets that are no map": [
      a({ sets: ["s"] }),
      'streams[0].sets: expected a map from an Aerospike namespace to a list of its sets, got ["s"]',
    ],
    "sets of a namespace that Aerospike does not take": [
      a({ sets: { "a b": ["s"] } }),
      `streams[0].sets.a b: expected ${NAMESPACE}, got "a b"`,
    ],
    "a set without a list": [
      a({ sets: { n: "s" } }),
      'streams[0].sets.n: expected a list of names of Aerospike sets, got "s"',
    ],
    "an empty list of sets": [
      a({ sets: { n: [] } }),
      "streams[0].sets.n: expected a list of at least one of the names of Aerospike sets, or no list, got []",
    ],
    "a set that Aerospike does not take": [
      a({ sets: { n: ["null"] } }),
      `streams[0].sets.n[0]: expected ${SET}, got "null"`,
    ],
    "a KMS key for one region of two": [
      a({ kmsKeyArns: [KEY("eu-west-1")] }),
      "streams[0].kmsKeyArns: expected none, or one ARN for each region (arn:aws:kms:eu-west-1, arn:aws:kms:us-east-1), " +
        `got ["${KEY("eu-west-1")}"]`,
    ],
    "an alias for a KMS key": [
      a({ kmsKeyArns: ["alias/orders"] }),
      `streams[0].kmsKeyArns[0]: expected the ARN of a KMS key such as ${KEY("eu-west-1")}, got "alias/orders"`,
    ],
  };
  for (const [name, [streams, expected, connector]] of Object.entries(wrong)) {
    it(`refuses ${name}`, () => {
      assert.deepEqual(problems(streams, connector), [expected]);
    });
  }

  it("is checked even if something else of a stream is wrong", () => {
    assert.deepEqual(
      problems([{ name: "a", retentionHours: 1, namespaces: ["n"] }]).map((problem) => problem.replace(/: .*/, "")),
      ["streams[0].retentionHours", "streams"],
    );
  });
});
