import assert from "node:assert/strict";

import { parseSettings } from "../../config/parse";
import { partitionOf } from "../../config/regions";
import { warningsOf } from "../../config/warnings";

const warnings = (change: Record<string, unknown> = {}, aws: Record<string, unknown> = { region: "eu-west-1" }) =>
  warningsOf(parseSettings("dev", { service: "orders", regions: ["eu-west-1"], ...change }), aws, [
    "eu-west-1",
    "us-east-1",
  ]);

describe("warnings about settings", () => {
  it("are none where AWS gives what they ask for", () => {
    const throttle = { ratePerSecond: 10_000, burst: 5000 };
    const streams = Array.from({ length: 50 }, (_, index) => ({ name: `s${index}` }));
    assert.deepEqual(warnings({ regions: ["eu-west-1", "us-east-1"], api: { throttle }, streams }), []);
  });

  const warned: Record<string, [change: Record<string, unknown>, ...warnings: RegExp[]]> = {
    "a region that nobody knows": [
      { regions: ["xx-north-9", "us-east-1"] },
      /^regions: "xx-north-9" is no region that this version of the AWS package knows\./,
    ],
    "more streams than an account may have by default": [
      { streams: Array.from({ length: 51 }, (_, index) => ({ name: `s${index}` })) },
      /^streams: 51 is more than 50, the on-demand streams that AWS gives an account in one region by default\./,
    ],
    "a stream that receives nothing beside others that do": [
      { streams: [{ name: "a", default: true }, { name: "b", namespaces: ["n"] }, { name: "c" }] },
      /^streams: c receives nothing from the connector, because it has no namespaces or sets\.$/,
    ],
    "deletes without lut, whose writes go to another stream": [
      {
        streams: [
          { name: "a", sets: { users: ["basket"] }, acceptDeletesInOtherStream: true },
          { name: "b", default: true },
        ],
        connector: { format: { mode: "message-pack" } },
      },
      /^connector\.format\.mode: a delete in message-pack has no lut, and the changes of users go to several streams\./,
    ],
    "an option that does nothing": [
      {
        streams: [
          { name: "a", default: true, acceptDeletesInOtherStream: true },
          { name: "b", namespaces: ["n"] },
        ],
      },
      /^streams: acceptDeletesInOtherStream of a does nothing, because a has no sets\.$/,
    ],
    "a throttle above the account's": [
      { api: { throttle: { ratePerSecond: 10_001, burst: 5001 } } },
      /^api\.throttle\.ratePerSecond: 10001 is more than 10000, the requests a second /,
      /^api\.throttle\.burst: 5001 is more than 5000, the requests at once /,
    ],
  };
  const newer: Record<string, [throttle: Record<string, number> | undefined, ...warnings: RegExp[]]> = {
    "at its own limits": [{ ratePerSecond: 2500, burst: 1250 }],
    "above its own limits, below those of older regions": [
      { ratePerSecond: 2501, burst: 1251 },
      /^ap-south-2: api\.throttle\.ratePerSecond: 2501 is more than 2500, the requests a second /,
      /^ap-south-2: api\.throttle\.burst: 1251 is more than 1250, the requests at once /,
    ],
    "with the default throttle, which is for older regions": [
      undefined,
      /^ap-south-2: api\.throttle\.ratePerSecond: 5000 is more than 2500, /,
      /^ap-south-2: api\.throttle\.burst: 2500 is more than 1250, /,
    ],
  };
  for (const [name, [throttle, ...expected]] of Object.entries(newer)) {
    it(`tell of a newer region ${name}`, () => {
      const change = { regions: ["eu-west-1", "ap-south-2"], ...(throttle && { api: { throttle } }) };
      const found = warnings(change).filter((warning) => !warning.startsWith("regions: "));
      assert.equal(found.length, expected.length, found.join("\n"));
      for (const [index, pattern] of expected.entries()) assert.match(String(found[index]), pattern);
    });
  }

  for (const [name, [change, ...expected]] of Object.entries(warned)) {
    it(`tell of ${name}`, () => {
      const found = warnings(change);
      assert.equal(found.length, expected.length, found.join("\n"));
      for (const [index, pattern] of expected.entries()) assert.match(String(found[index]), pattern);
    });
  }

  it("are none for message-pack where a record's writes and deletes go to one stream", () => {
    const connector = { format: { mode: "message-pack" } };
    const whole = { name: "a", namespaces: ["users"], sets: { users: ["basket"] } };
    assert.deepEqual(warnings({ streams: [whole, { name: "b", default: true }], connector }), []);
    const split = { name: "a", sets: { users: ["basket"] }, acceptDeletesInOtherStream: true };
    assert.deepEqual(warnings({ streams: [split, { name: "b", default: true }] }), []);
  });

  it("tell of each key that Pulumi may have changed, also where the program cannot see it", () => {
    const sets = { 8: ["s"], "007": ["s"], n8: ["s"] };
    const streams = [
      { name: "a", sets, acceptDeletesInOtherStream: true },
      { name: "b", default: true },
    ];
    const aws = { region: "eu-west-1", defaultTags: { tags: { "0.5": "x", "1.2.3": "x" } } };
    const found = warnings({ streams, tags: { true: "x", 2026: "x", "1e+21": "x", truly: "x" } }, aws);
    assert.deepEqual(
      found.map((warning) => warning.split(": check that ")[0]),
      ["aws:defaultTags.tags.0.5", "streams[0].sets.8", "tags.2026", "tags.true", "tags.1e+21"],
    );
    assert.match(String(found[1]), /^streams\[0\]\.sets\.8: check that 8 is meant\. .* Write such keys in quotes\.$/);
  });

  it("tell of a provider's region that nobody knows", () => {
    assert.match(String(warnings({}, { region: "eu-west-9" })[0]), /^aws:region: "eu-west-9" is no region that /);
  });

  it("tell of a provider without a region", () => {
    assert.match(String(warnings({}, {})[0]), /^aws:region is not set\. .* pulumi config set aws:region eu-west-1$/);
  });
});

describe("a region's partition", () => {
  const partitions: Record<string, string> = {
    "ap-south-1": "aws",
    "mx-central-1": "aws",
    "cn-northwest-1": "aws-cn",
    "us-gov-east-1": "aws-us-gov",
    "eusc-de-east-1": "aws-eusc",
    "us-iso-west-1": "aws-iso",
    "us-isob-east-1": "aws-iso-b",
    "eu-isoe-west-1": "aws-iso-e",
    "us-isof-south-1": "aws-iso-f",
  };
  for (const [region, partition] of Object.entries(partitions)) {
    it(`of ${region} is ${partition}`, () => {
      assert.equal(partitionOf(region), partition);
    });
  }
});
