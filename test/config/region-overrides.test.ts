import assert from "node:assert/strict";

import fc from "fast-check";

import { parseSettings, type RawSettings } from "../../config/parse";
import { mergeOverrides } from "../../config/region-overrides";
import { warningsOf } from "../../config/warnings";
import { problemsOf } from "../support/settings-problems";

const service = "orders";

const regionsOf = (raw: RawSettings) => parseSettings("dev", { service, ...raw }).regions;

describe("settings that differ by region", () => {
  it("take the place of the stage's, key by key, in that region alone", () => {
    const [mumbai, ireland] = regionsOf({
      api: { path: "in", throttle: { ratePerSecond: 100, burst: 50 } },
      regions: ["ap-south-1", { name: "eu-west-1", api: { throttle: { burst: 7 } }, protect: false }],
    });
    assert.equal(mumbai?.region, "ap-south-1");
    assert.deepEqual([mumbai.api.path, mumbai.api.throttle], ["in", { ratePerSecond: 100, burst: 50 }]);
    assert.equal(mumbai.protect, true);
    assert.equal(ireland?.region, "eu-west-1");
    assert.deepEqual([ireland.api.path, ireland.api.throttle], ["in", { ratePerSecond: 100, burst: 7 }]);
    assert.equal(ireland.protect, false);
  });

  it("leave a region without any exactly like a plain name", () => {
    assert.deepEqual(
      regionsOf({ regions: [{ name: "eu-west-1" }, "ap-south-1"] }),
      regionsOf({ regions: ["eu-west-1", "ap-south-1"] }),
    );
  });

  it("replace a list as a whole, and bring its defaults", () => {
    const [one, other] = regionsOf({
      streams: [{ name: "a", retentionHours: 48 }, { name: "b" }],
      regions: ["eu-west-1", { name: "ap-south-1", streams: [{ name: "b" }] }],
    });
    assert.deepEqual(
      one?.streams.map(({ name }) => name),
      ["a", "b"],
    );
    assert.deepEqual(
      other?.streams.map(({ name, retentionHours }) => [name, retentionHours]),
      [["b", 24]],
    );
    assert.deepEqual([one.connector.streamname, other.connector.streamname], ["a", "b"]);
  });

  it("are reported where they stand, all at once, beside those of the stage", () => {
    assert.deepEqual(
      problemsOf({
        service,
        api: { throttle: { ratePerSecond: 0 } },
        regions: [
          "eu-west-1",
          { name: "ap-south-1", api: { throttle: { burst: 0 }, pth: "x" }, secret: { recoveryWindowDays: 3 } },
          { name: "us-east-1", streams: [{ name: "a b" }], connector: { "call-timeout": 6000 } },
        ],
      }),
      [
        "api.throttle.ratePerSecond: expected a whole number from 1 to 1000000, got 0",
        "regions[1].api.throttle.burst: expected a whole number from 1 to 1000000, got 0",
        "regions[1].api.pth: expected one of the keys path, throttle, healthCheckThrottle, integrationTimeoutMs, got an unknown key",
        "regions[1].secret.recoveryWindowDays: expected 0 (delete at once) or a whole number from 7 to 30, got 3",
        "regions[2].streams[0].name: expected 1 to 128 letters, digits, '_', '.' or '-', got \"a b\"",
        "regions[2].api.integrationTimeoutMs: expected less than connector.call-timeout (6000), so that the gateway answers before the connector gives up, got 6000",
      ],
    );
  });

  it("are reported in the stage and in the region if both are wrong", () => {
    const api = { throttle: { burst: 0 } };
    assert.deepEqual(
      problemsOf({ service, api, regions: [{ name: "ap-south-1", api }] }).map((problem) => problem.split(":")[0]),
      ["api.throttle.burst", "regions[0].api.throttle.burst"],
    );
  });

  const KEYS = "one of the keys name, streams, api, connector, secret, observability, protect";
  const refused: Readonly<Record<string, readonly [entry: unknown, problem: string]>> = {
    "a region without its name": [
      { api: {} },
      "regions[0].name: expected an AWS region such as ap-south-1, got nothing",
    ],
    "a name that is none": [
      { name: "Ireland" },
      'regions[0].name: expected an AWS region such as ap-south-1, got "Ireland"',
    ],
    "a list in place of a region": [["a"], 'regions[0]: expected an AWS region such as ap-south-1, got ["a"]'],
    "the service": [{ name: "eu-west-1", service: "x" }, `regions[0].service: expected ${KEYS}, got an unknown key`],
    tags: [{ name: "eu-west-1", tags: {} }, `regions[0].tags: expected ${KEYS}, got an unknown key`],
    "the stage's dashboard": [
      { name: "eu-west-1", observability: { dashboard: false } },
      "regions[0].observability.dashboard: expected it beside regions, for the whole stage: a stage has one dashboard, got false",
    ],
    "lists of ARNs that have one for each region": [
      { name: "eu-west-1", observability: { alarms: { topicArns: [] } } },
      "regions[0].observability.alarms.topicArns: expected it beside regions, for the whole stage: it lists an ARN for each region, got []",
    ],
    "a section that is no map": [
      { name: "eu-west-1", api: 3 },
      "regions[0].api: expected a map with the keys path, throttle, healthCheckThrottle, integrationTimeoutMs, got 3",
    ],
  };
  for (const [what, [entry, problem]] of Object.entries(refused)) {
    it(`cannot be ${what}`, () => {
      assert.deepEqual(problemsOf({ service, regions: [entry] }), [problem]);
    });
  }

  it("cannot make two regions of one", () => {
    assert.deepEqual(problemsOf({ service, regions: ["eu-west-1", { name: "eu-west-1", api: { path: "b" } }] }), [
      'regions: expected regions that differ from each other, got ["eu-west-1",{"name":"eu-west-1","api":{"path":"b"}}]',
    ]);
  });

  it("can be existing streams and keys: each list has an ARN for each region that has these streams", () => {
    const arn = (region: string, name = "orders") => `arn:aws:kinesis:${region}:444455556666:stream/${name}`;
    const key = (region: string) => `arn:aws:kms:${region}:111122223333:key/12345678-1234-1234-1234-123456789012`;
    const streams = [{ name: "orders", existing: [arn("eu-west-1"), arn("us-east-1")] }];
    const own = { name: "ap-south-1", streams: [{ name: "mine", kmsKeyArns: [key("ap-south-1")] }] };
    const throttled = { name: "us-east-1", api: { throttle: { burst: 7 } } };
    assert.deepEqual(
      regionsOf({ streams, regions: ["eu-west-1", throttled, own] }).map((region) => region.streams[0]?.existing),
      [streams[0]!.existing, streams[0]!.existing, undefined],
    );
    const foreign = { name: "ap-south-1", streams: [{ name: "orders", existing: [arn("eu-west-1")] }] };
    assert.deepEqual(problemsOf({ service, streams, regions: ["eu-west-1", foreign] }), [
      'streams[0].existing: expected none, or one ARN for each region (arn:aws:kinesis:eu-west-1), got ["arn:aws:kinesis:eu-west-1:444455556666:stream/orders","arn:aws:kinesis:us-east-1:444455556666:stream/orders"]',
      'regions[1].streams[0].existing: expected none, or one ARN for each region (arn:aws:kinesis:ap-south-1), got ["arn:aws:kinesis:eu-west-1:444455556666:stream/orders"]',
    ]);
  });

  it("are warned of in the region alone", () => {
    const settings = parseSettings("dev", {
      service,
      regions: ["eu-west-1", { name: "ap-south-1", api: { throttle: { burst: 6000 } } }],
    });
    const warnings = warningsOf(settings, { region: "eu-west-1" }, ["eu-west-1", "ap-south-1"]);
    assert.equal(warnings.length, 1);
    assert.match(String(warnings[0]), /^ap-south-1: api\.throttle\.burst: 6000 is more than 5000/);
  });

  it("are all that differs: a region's settings are those of a stage that has them for all its regions", () => {
    const part = (...values: readonly object[]) => fc.constantFrom({}, ...values);
    const sections = fc
      .tuple(
        part({ protect: true }, { protect: false }),
        part({ api: { throttle: { burst: 3 } } }, { api: { throttle: { ratePerSecond: 4 }, path: "a" } }, { api: {} }),
        part({ streams: [{ name: "a" }] }, { streams: [{ retentionHours: 30 }, { name: "b" }] }),
        part(
          { connector: { dialect: "reference", "call-timeout": 9000 } },
          { connector: { format: { mode: "avro", schema: "{}" } } },
        ),
        part({ observability: { alarms: { silenceMinutes: 0 }, tracing: false } }),
      )
      .map((parts): Record<string, unknown> => Object.assign({}, ...parts) as Record<string, unknown>);
    fc.assert(
      fc.property(sections, sections, (stage, own) => {
        const [plain, changed] = regionsOf({ ...stage, regions: ["eu-west-1", { name: "ap-south-1", ...own }] });
        assert.deepEqual(plain, regionsOf({ ...stage, regions: ["eu-west-1"] })[0]);
        const merged = mergeOverrides(stage, own) as RawSettings;
        assert.deepEqual(changed, regionsOf({ ...merged, regions: ["ap-south-1"] })[0]);
      }),
    );
  });
});
