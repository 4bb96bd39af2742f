import assert from "node:assert/strict";

import { problemsOf } from "../support/settings-problems";

const service = "orders";
const port = (...ports: readonly number[]) => ({ service: { port: ports } });
const problems = (mode: string, regions: readonly unknown[], connector = {}) =>
  problemsOf({ service, regions, connector: { ...connector, regions: mode } });

describe("connector.regions", () => {
  it("is one of three modes", () => {
    assert.deepEqual(problems("all", ["eu-west-1"]), [
      'connector.regions: expected one of nearest, every, failover, got "all"',
    ]);
  });

  for (const mode of ["every", "failover"]) {
    it(`${mode} is refused for one region, where it would do nothing`, () => {
      assert.deepEqual(problems(mode, ["eu-west-1"]), [
        `connector.regions: expected nearest for a stage of one region (the file cannot name the regions of another stage: give this stage all regions), got "${mode}"`,
      ]);
    });
  }

  it("every asks for a port for each region, which neither another one nor the manager has", () => {
    const regions = ["eu-west-1", "us-east-2", { name: "ap-south-1", connector: port(8902) }];
    assert.deepEqual(problems("every", regions), [
      "regions[1].connector.service.port: expected ports that neither another region nor service.manage has (8901, 8902), since connector.regions is every, got [8901]",
      "regions[2].connector.service.port: expected ports that neither another region nor service.manage has (8901, 8901, 8902), since connector.regions is every, got [8902]",
    ]);
    assert.deepEqual(problems("every", ["eu-west-1", { name: "ap-south-1", connector: port(8903, 8904) }]), []);
  });

  it("every and failover refuse differences in what one file has once", () => {
    for (const mode of ["every", "failover"]) {
      const regions = [
        "eu-west-1",
        { name: "ap-south-1", connector: { dialect: "reference", ...(mode === "every" && port(8903)) } },
      ];
      assert.deepEqual(problems(mode, regions), [
        `regions[1].connector.dialect: expected what eu-west-1 has ("guide"), since connector.regions is ${mode} and one file serves all regions, got "reference"`,
      ]);
    }
  });

  it("failover refuses differences in the destination, and every takes them", () => {
    const own = { "call-timeout": 7000, ...port(8903) };
    const regions = ["eu-west-1", { name: "ap-south-1", connector: own }];
    assert.deepEqual(problems("every", regions), []);
    assert.deepEqual(
      problems("failover", regions).map((problem) => problem.split(":")[0]),
      ["regions[1].connector.service.port", "regions[1].connector.call-timeout"],
    );
  });

  it("every refuses routes of namespaces, and failover streams that differ", () => {
    const streams = [
      { name: "a", namespaces: ["n"] },
      { name: "b", default: true },
    ];
    const two = ["eu-west-1", { name: "ap-south-1", connector: port(8903) }];
    assert.match(
      problemsOf({ service, streams, regions: two, connector: { regions: "every" } }).join("\n"),
      /^connector\.regions: expected nearest for streams with namespaces, sets or default, .*got "every"$/,
    );
    assert.deepEqual(
      problemsOf({ service, streams, regions: ["eu-west-1", "ap-south-1"], connector: { regions: "failover" } }),
      [],
    );
    const other = ["eu-west-1", { name: "ap-south-1", streams: [{ name: "a" }, { name: "c" }] }];
    assert.match(
      problemsOf({ service, streams: [{ name: "a" }], regions: other, connector: { regions: "failover" } }).join("\n"),
      /^regions\[1\]\.streams: expected streams with the names and routes of those in eu-west-1/,
    );
  });

  it("is checked as far as the settings are right, beside everything that is wrong by itself", () => {
    const regions = [
      "eu-west-1",
      { name: "us-east-2", connector: port(8904) },
      { name: "ap-south-1", connector: { dialect: "reference", ...port(8904, 70000) } },
      "moon",
    ];
    const found = problemsOf({ service: "Orders!", regions, connector: { "call-timeout": "1s", regions: "every" } });
    assert.deepEqual(
      found.map((problem) => problem.replace(/: expected .*, got /, " ")),
      [
        'service "Orders!"',
        'regions[3] "moon"',
        'connector.call-timeout "1s"',
        "regions[2].connector.service.port[1] 70000",
        'regions[2].connector.dialect "reference"',
        "regions[2].connector.service.port [8904,70000]",
      ],
    );
  });

  it("failover compares streams only where their names are known", () => {
    const own = { connector: { streamname: "orders-dev" }, streams: [{}] };
    const two = ["eu-west-1", { name: "ap-south-1", ...own }];
    assert.deepEqual(problems("failover", two), []);
    const found = problemsOf({ service: "Orders!", regions: two, connector: { regions: "failover" } });
    assert.deepEqual(
      found.map((problem) => problem.split(":")[0]),
      ["service"],
    );
  });

  it("failover takes the same streams in another order, and says what differs", () => {
    const streams = [
      { name: "a", namespaces: ["n", "m"], sets: { x: ["one", "two"] }, acceptDeletesInOtherStream: true },
      { name: "b", default: true },
    ];
    const inEurope = (...own: object[]) =>
      problemsOf({
        service,
        streams,
        regions: ["ap-south-1", { name: "eu-west-1", streams: own }],
        connector: { regions: "failover" },
      });
    const same = { ...streams[0], namespaces: ["m", "n"], sets: { x: ["two", "one"] } };
    assert.deepEqual(inEurope({ name: "b", default: true }, same), []);
    assert.deepEqual(
      inEurope(
        { name: "b" },
        { ...streams[0], namespaces: ["n", "k"], sets: { x: ["one"] } },
        { name: "c", default: true },
      ).map((problem) => problem.replace(/^.*since /, "")),
      [
        'connector.regions is failover and one file serves all regions, got "c"',
        "connector.regions is failover, got a without the namespace m, a without the set x.two, b without default: true, " +
          "a with the namespace k, a stream c in eu-west-1",
      ],
    );
    assert.match(inEurope({ ...same, default: true }).at(-1) ?? "", /, got no b, a with default: true in eu-west-1$/);
  });

  it("nearest takes any difference", () => {
    const own = { dialect: "reference", "call-timeout": 7000, format: { mode: "message-pack" } };
    assert.deepEqual(problems("nearest", ["eu-west-1", { name: "ap-south-1", connector: own }]), []);
  });
});
