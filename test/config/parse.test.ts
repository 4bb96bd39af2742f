import assert from "node:assert/strict";

import { Region } from "@pulumi/aws/types/enums";

import { tagsOf } from "../../components/place";
import { parseSettings, type RawSettings } from "../../config/parse";
import { OUR_TAGS } from "../../config/tags";
import { problemsOf } from "../support/settings-problems";

const good = { service: "orders", regions: ["ap-south-1"] };

/** What is wrong with the good settings once these are changed. */
const problems = (change: Record<string, unknown>, stage?: string): readonly string[] =>
  problemsOf({ ...good, ...change }, stage);

const TAG_NAME = "a tag name of 1 to 128 letters, digits, spaces or _.:/=+-@ that do not begin with aws:";
const TAG_VALUE = "up to 256 letters, digits, spaces or _.:/=+-@ that do not begin with aws:";

const manyTags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, ""]));

const streamsOf = (count: number, nameLength: number) =>
  Array.from({ length: count }, (_, index) => ({ name: String(index).padStart(nameLength, "s") }));

/** Text of this length that YAML writes as it is. */
const avroSchema = (length: number): string => "é".repeat(length / 2);

describe("settings of a stage", () => {
  it("have defaults that suit the guide", () => {
    const { regions, ...settings } = parseSettings("dev", good);
    assert.deepEqual(regions, [{ ...settings, region: "ap-south-1" }]);
    assert.deepEqual(settings, {
      stage: "dev",
      service: "orders",
      streams: [
        {
          name: "orders-dev",
          retentionHours: 24,
          maxRecordKiB: 10240,
          kmsKeyArns: [],
          default: false,
          acceptDeletesInOtherStream: false,
        },
      ],
      api: {
        path: "kinesis",
        throttle: { ratePerSecond: 5000, burst: 2500 },
        healthCheckThrottle: { ratePerSecond: 100, burst: 100 },
        integrationTimeoutMs: 6000,
      },
      connector: {
        dialect: "guide",
        regions: "nearest",
        streamname: "orders-dev",
        service: { port: [8901], manage: { port: 8902 } },
        logging: { file: "/var/log/aerospike-esp-outbound/aerospike-esp-outbound.log" },
        protocol: "HTTP_1_1",
        "connection-ttl": 15000,
        "call-timeout": 8000,
        "connect-timeout": 2000,
        "max-connections-per-endpoint": 10,
        "health-check": { enabled: true, "interval-seconds": 30, "call-timeout": 5000 },
        format: { "metadata-key": "metadata" },
      },
      secret: { recoveryWindowDays: 30 },
      observability: {
        accessLog: true,
        executionLog: true,
        logRetentionDays: 365,
        logKmsKeyArns: [],
        tracing: true,
        dashboard: true,
        alarms: {
          enabled: true,
          silenceMinutes: 15,
          trafficAnomaly: false,
          topicArns: [],
          runbook: "docs/runbook.md",
        },
      },
      protect: true,
      tags: {},
    });
  });

  it("keep the defaults beside what is given in a nested setting", () => {
    const { api } = parseSettings("dev", { ...good, api: { throttle: { burst: 10 } } });
    assert.deepEqual(api, {
      path: "kinesis",
      throttle: { ratePerSecond: 5000, burst: 10 },
      healthCheckThrottle: { ratePerSecond: 100, burst: 100 },
      integrationTimeoutMs: 6000,
    });
  });

  it("take tags of every character that all services take, and as many as go beside the program's", () => {
    const tags = { ...manyTags(46), "Größe _.:/=+-@1": "a@b.example: \u00a0x/y=z+" };
    assert.deepEqual(parseSettings("dev", { ...good, tags }).tags, tags);
  });

  for (const region of Object.values(Region)) {
    it(`take the region ${region}`, () => {
      assert.deepEqual(
        parseSettings("dev", { ...good, regions: [region] }).regions.map((own) => own.region),
        [region],
      );
    });
  }

  for (const path of ["v1:orders_cdc-2.0", "...", "pings"]) {
    it(`take the path ${path}`, () => {
      assert.equal(parseSettings("dev", { ...good, api: { path } }).api.path, path);
    });
  }

  it("take as many streams as an IAM policy can name", () => {
    assert.equal(parseSettings("dev", { ...good, streams: streamsOf(111, 41) }).streams.length, 111);
  });

  it("take an Avro schema as long as there is room in a secret", () => {
    const connector = { format: { mode: "avro", schema: avroSchema(60_000) } };
    assert.equal(parseSettings("dev", { ...good, connector }).connector.format.schema?.length, 30_000);
  });

  it("know which tags the program sets itself", () => {
    const place = { service: "orders", stage: "dev", region: "eu-west-1", tags: {} };
    assert.deepEqual(Object.keys(tagsOf(place)), OUR_TAGS);
  });

  const wrong: Record<string, [change: Record<string, unknown>, problem: string]> = {
    "no service": [
      { service: undefined },
      `service: expected 2 to 40 lower-case letters, digits or '-', beginning with a letter, got nothing`,
    ],
    "a service in capitals": [
      { service: "Orders" },
      `service: expected 2 to 40 lower-case letters, digits or '-', beginning with a letter, got "Orders"`,
    ],
    "no region": [{ regions: [] }, "regions: expected at least one AWS region, got []"],
    "regions that are no list": [
      { regions: "ap-south-1" },
      `regions: expected a list of AWS regions, got "ap-south-1"`,
    ],
    "a region that does not look like one": [
      { regions: ["mumbai"] },
      `regions[0]: expected an AWS region such as ap-south-1, got "mumbai"`,
    ],
    "a region whose name is too long for a role's": [
      { regions: [`us-${"x".repeat(28)}-1`] },
      `regions[0]: expected an AWS region such as ap-south-1, got "us-${"x".repeat(28)}-1"`,
    ],
    "regions of several partitions": [
      { regions: ["us-east-1", "us-gov-west-1", "cn-north-1", "eu-west-1"] },
      "regions: expected regions of one partition, since credentials are valid in one only (give each partition a stage of its own), got us-east-1, eu-west-1 (aws); us-gov-west-1 (aws-us-gov); cn-north-1 (aws-cn)",
    ],
    "more streams than an IAM policy can name": [
      { streams: streamsOf(112, 41) },
      "streams: expected streams whose ARNs fit into an IAM policy of 10240 characters (take fewer streams or shorter names, or divide them between two services), got 112 streams that make 10293 characters in ap-south-1",
    ],
    "streams that fit in one region and not in another": [
      { streams: streamsOf(110, 41), regions: ["eu-west-1", "ap-southeast-2"] },
      "streams: expected streams whose ARNs fit into an IAM policy of 10240 characters (take fewer streams or shorter names, or divide them between two services), got 110 streams that make 10551 characters in ap-southeast-2",
    ],
    "an Avro schema that makes the connector's file larger than a secret": [
      { connector: { format: { mode: "avro", schema: avroSchema(65_000) } } },
      "connector: expected settings that make a file of at most 65536 bytes, which Secrets Manager takes (give format.schema-file in place of format.schema, or route changes to fewer streams), got up to 66261 bytes",
    ],
    "a port twice": [
      { connector: { service: { port: [8901, 8901] } } },
      "connector.service.port: expected ports that differ from each other, got [8901,8901]",
    ],
    "the manager's port": [
      { connector: { service: { port: [8901, 8902] } } },
      "connector.service.port: expected ports that service.manage does not have (8902), got [8901,8902]",
    ],
    "a region twice": [
      { regions: ["eu-west-1", "eu-west-1"] },
      `regions: expected regions that differ from each other, got ["eu-west-1","eu-west-1"]`,
    ],
    "a stream's name that AWS refuses": [
      { streams: [{ name: "my stream" }] },
      `streams[0].name: expected 1 to 128 letters, digits, '_', '.' or '-', got "my stream"`,
    ],
    "two streams of one name": [
      { streams: [{}, {}] },
      `streams: expected streams whose names differ from each other, got ["orders-dev","orders-dev"]`,
    ],
    "a stream of the name that another has by default": [
      { streams: [{}, { name: "orders-dev" }] },
      `streams: expected streams whose names differ from each other, got ["orders-dev","orders-dev"]`,
    ],
    "a retention of a text": [
      { streams: [{ retentionHours: "a day" }] },
      `streams[0].retentionHours: expected a whole number from 24 to 8760, got "a day"`,
    ],
    "a retention below a day": [
      { streams: [{ retentionHours: 23 }] },
      "streams[0].retentionHours: expected a whole number from 24 to 8760, got 23",
    ],
    "a retention above a year": [
      { streams: [{ retentionHours: 8761 }] },
      "streams[0].retentionHours: expected a whole number from 24 to 8760, got 8761",
    ],
    "a record size above Kinesis' own": [
      { streams: [{ maxRecordKiB: 10241 }] },
      "streams[0].maxRecordKiB: expected a whole number from 1024 to 10240, got 10241",
    ],
    "a throttle of 0": [
      { api: { throttle: { ratePerSecond: 0 } } },
      "api.throttle.ratePerSecond: expected a whole number from 1 to 1000000, got 0",
    ],
    "a path that API Gateway reserves": [
      { api: { path: "ping" } },
      `api.path: expected one path segment of letters, digits, '_', '.', ':' or '-' that is not ping, sping, . or .., got "ping"`,
    ],
    "a path that HTTP clients take out of a URL": [
      { api: { path: ".." } },
      `api.path: expected one path segment of letters, digits, '_', '.', ':' or '-' that is not ping, sping, . or .., got ".."`,
    ],
    "a path of two segments": [
      { api: { path: "a/b" } },
      `api.path: expected one path segment of letters, digits, '_', '.', ':' or '-' that is not ping, sping, . or .., got "a/b"`,
    ],
    "the guide's call-timeout": [
      { connector: { "call-timeout": 10000 } },
      "connector.call-timeout: expected a whole number of milliseconds below 10000, XDR's own timeout, got 10000",
    ],
    "a gateway that waits as long as the connector": [
      { api: { integrationTimeoutMs: 8000 } },
      "api.integrationTimeoutMs: expected less than connector.call-timeout (8000), so that the gateway answers before the connector gives up, got 8000",
    ],
    "a connector that gives up before the gateway's default": [
      { connector: { "call-timeout": 5000 } },
      "api.integrationTimeoutMs: expected less than connector.call-timeout (5000), so that the gateway answers before the connector gives up, got 6000",
    ],
    "a connect-timeout above the call-timeout": [
      { connector: { "connect-timeout": 9000 } },
      "connector.connect-timeout: expected at most connector.call-timeout (8000), got 9000",
    ],
    "compression, which would be stored": [
      { connector: { compression: "gzip" } },
      `connector.compression: expected none (the record is stored as it arrives, so a compressed one would stay compressed), got "gzip"`,
    ],
    "a dialect that nobody speaks": [
      { connector: { dialect: "esp" } },
      `connector.dialect: expected one of guide, reference, got "esp"`,
    ],
    "a streamname that is no stream": [
      { connector: { streamname: "other" } },
      `connector.streamname: expected the name of one of the streams (orders-dev), got "other"`,
    ],
    "avro without its schema": [
      { connector: { format: { mode: "avro" } } },
      "connector.format: expected either schema or schema-file for the mode avro, got neither",
    ],
    "avro with its schema twice": [
      { connector: { format: { mode: "avro", schema: "{}", "schema-file": "/a.avsc" } } },
      "connector.format: expected either schema or schema-file for the mode avro, got both",
    ],
    "a recovery window that AWS refuses": [
      { secret: { recoveryWindowDays: 3 } },
      "secret.recoveryWindowDays: expected 0 (delete at once) or a whole number from 7 to 30, got 3",
    ],
    "a protection that is a text": [{ protect: "yes" }, `protect: expected true or false, got "yes"`],
    "a tag of AWS' own": [{ tags: { "AWS:x": "y" } }, `tags.AWS:x: expected ${TAG_NAME}, got "AWS:x"`],
    "a tag without a name": [{ tags: { "": "y" } }, `tags.: expected ${TAG_NAME}, got ""`],
    "a tag's name that is too long": [
      { tags: { ["é".repeat(129)]: "y" } },
      `tags.${"é".repeat(129)}: expected ${TAG_NAME}, got "${"é".repeat(129)}"`,
    ],
    "a tag's name that AWS refuses": [{ tags: { "a&b": "y" } }, `tags.a&b: expected ${TAG_NAME}, got "a&b"`],
    "a tag's value that AWS refuses": [
      { tags: { owner: "a&b;<c>" } },
      `tags.owner: expected ${TAG_VALUE}, got "a&b;<c>"`,
    ],
    "a tag's value of two lines": [{ tags: { owner: "a\n" } }, `tags.owner: expected ${TAG_VALUE}, got "a\\n"`],
    "a tag's value of AWS' own": [{ tags: { owner: "aws:a" } }, `tags.owner: expected ${TAG_VALUE}, got "aws:a"`],
    "a tag's value that is too long": [
      { tags: { owner: "x".repeat(257) } },
      `tags.owner: expected ${TAG_VALUE}, got "${"x".repeat(257)}"`,
    ],
    "a tag that the program sets": [
      { tags: { "managed-by": "us" } },
      `tags.managed-by: expected a tag name other than service, stage, managed-by, which this program sets, got "managed-by"`,
    ],
    "a tag that is one of the program's in other capitals": [
      { tags: { Stage: "x" } },
      `tags.Stage: expected a tag name other than service, stage, managed-by, which this program sets, got "Stage"`,
    ],
    "two tags that differ in capitals only": [
      { tags: { owner: "a", Owner: "b" } },
      `tags.Owner: expected a tag name that is not owner in other capitals, which IAM takes for the same, got "Owner"`,
    ],
    "more tags than AWS takes beside the program's": [
      { tags: manyTags(48) },
      "tags: expected at most 47 tags (AWS takes 50, and 3 are ours), got 48",
    ],
    "tags that are no object": [{ tags: "owner" }, `tags: expected a map of tag names and texts, got "owner"`],
    "an unknown key": [
      { retention: 24 },
      "retention: expected one of the keys service, regions, streams, api, connector, secret, observability, protect, tags, got an unknown key",
    ],
    "an unknown key further down": [
      { connector: { "health-check": { interval: 5 } } },
      "connector.health-check.interval: expected one of the keys enabled, interval-seconds, call-timeout, got an unknown key",
    ],
    "a section that is no object": [
      { api: 5 },
      "api: expected a map with the keys path, throttle, healthCheckThrottle, integrationTimeoutMs, got 5",
    ],
  };
  for (const [name, [change, problem]] of Object.entries(wrong)) {
    it(`refuse ${name}`, () => {
      assert.deepEqual(problems(change), [problem]);
    });
  }

  it("refuse a stack's name that no API stage can have", () => {
    assert.deepEqual(problems({}, "dev.1"), [
      `stack: expected a name of 1 to 80 letters, digits, '_' or '-', got "dev.1"`,
    ]);
  });

  it("take a streamname that a stream has by default", () => {
    const { connector } = parseSettings("dev", { ...good, connector: { streamname: "orders-dev" } });
    assert.equal(connector.streamname, "orders-dev");
  });

  it("make the first stream the connector's, where none is chosen", () => {
    const { connector } = parseSettings("dev", { ...good, streams: [{ name: "b" }, { name: "a" }] });
    assert.equal(connector.streamname, "b");
  });

  it("report what does not go together beside what else is wrong around it", () => {
    const change = {
      service: "X",
      regions: ["x"],
      streams: [{ name: "a", retentionHours: 1 }, { name: "a" }],
      api: { path: "a/b", integrationTimeoutMs: 7000 },
      connector: {
        "call-timeout": 7000,
        "connect-timeout": 8000,
        protocol: "HTTP_3",
        format: { mode: "avro", "metadata-key": 5 },
      },
    };
    assert.deepEqual(
      problems(change).map((problem) => problem.replace(/: .*/, "")),
      [
        "service",
        "regions[0]",
        "streams[0].retentionHours",
        "api.path",
        "connector.protocol",
        "connector.format.metadata-key",
        "api.integrationTimeoutMs",
        "connector.connect-timeout",
        "streams",
        "connector.format",
      ],
    );
    assert.deepEqual(
      problems({ streams: [{ name: "a", retentionHours: 1 }], connector: { port: 1, streamname: "b" } }),
      [
        "streams[0].retentionHours: expected a whole number from 24 to 8760, got 1",
        "connector.port: expected one of the keys dialect, regions, streamname, service, logging, protocol, compression, connection-ttl, call-timeout, connect-timeout, max-connections-per-endpoint, health-check, format, got an unknown key",
        `connector.streamname: expected the name of one of the streams (a), got "b"`,
      ],
    );
  });

  const oneAlone: Record<string, Record<string, unknown>> = {
    "a section that is no object": { connector: 5, api: { integrationTimeoutMs: 9000 } },
    "a setting that is wrong in itself": { connector: { "call-timeout": "8s" }, api: { integrationTimeoutMs: 9000 } },
    "a stream's name that is wrong in itself": { streams: [{ name: "a b" }], connector: { streamname: "a_b" } },
    "a service that is wrong in itself": { service: "X", connector: { streamname: "x-dev" } },
    "a list that holds no streams": { streams: [5, 5], connector: { streamname: "a" }, regions: ["eu-west-1"] },
  };
  for (const [name, change] of Object.entries(oneAlone)) {
    it(`compare nothing with ${name}`, () => {
      assert.deepEqual(
        problems(change).filter((problem) => /less than|one of the streams|differ/.test(problem)),
        [],
      );
      assert.ok(problems(change).length > 0);
    });
  }

  it("report each tag's problems by its name", () => {
    assert.deepEqual(problems({ tags: { Stage: "x", owner: "a&b;<c>", service: "mine" } }), [
      `tags.Stage: expected a tag name other than service, stage, managed-by, which this program sets, got "Stage"`,
      `tags.owner: expected ${TAG_VALUE}, got "a&b;<c>"`,
      `tags.service: expected a tag name other than service, stage, managed-by, which this program sets, got "service"`,
    ]);
  });

  it("report every problem at once, under the file's name", () => {
    assert.throws(
      () =>
        parseSettings("prod", { service: "X", regions: ["x", "x"], api: { path: "" }, retention: 1 } as RawSettings),
      {
        name: "SettingsError",
        message: [
          "Pulumi.prod.yaml has 6 problems:",
          `  - service: expected 2 to 40 lower-case letters, digits or '-', beginning with a letter, got "X"`,
          `  - regions[0]: expected an AWS region such as ap-south-1, got "x"`,
          `  - regions[1]: expected an AWS region such as ap-south-1, got "x"`,
          `  - regions: expected regions that differ from each other, got ["x","x"]`,
          `  - api.path: expected one path segment of letters, digits, '_', '.', ':' or '-' that is not ping, sping, . or .., got ""`,
          "  - retention: expected one of the keys service, regions, streams, api, connector, secret, observability, protect, tags, got an unknown key",
        ].join("\n"),
      },
    );
  });
});
