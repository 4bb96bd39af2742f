import assert from "node:assert/strict";

import { splitConfig } from "../../config/namespaces";
import { parseSettings } from "../../config/parse";

const AWS_KEYS = ["allowedAccountIds", "region", "retryMode"];
const split = (config: Record<string, string>) => splitConfig("aerospike-kinesis", config, AWS_KEYS);

describe("the settings in a stage's file", () => {
  it("are the project's own, and others' that are left alone", () => {
    const others = { "aws:region": "eu-west-1", "awsx:region": "x", "pulumi:tags": "{}", "aerospike-consumer:x": "y" };
    assert.deepEqual(split({ "aerospike-kinesis:service": "orders", "aerospike-kinesis:a:b": "c", ...others }), {
      own: { service: "orders", "a:b": "c" },
      provider: { region: "eu-west-1" },
      problems: [],
    });
  });

  const unread: Record<string, string> = {
    "aerospike-kineses:protect": "expected aerospike-kinesis:protect, got a namespace that nobody reads",
    "aerospikekinesis:protect": "expected aerospike-kinesis:protect, got a namespace that nobody reads",
    "Aerospike-Kinesis:protect": "expected aerospike-kinesis:protect, got a namespace that nobody reads",
    "aws:regoin": "expected aws:region, got an unknown key",
    "aws:allowedAccounts": "expected aws:allowedAccountIds, got an unknown key",
    "aws:elsewhere": "expected a setting of the AWS provider, got an unknown key",
  };
  for (const [key, problem] of Object.entries(unread)) {
    it(`are not those of ${key}`, () => {
      const { own, problems } = split({ [key]: "x" });
      assert.deepEqual({ own, problems }, { own: {}, problems: [`${key}: ${problem}`] });
    });
  }

  it("are reported with the problems around them", () => {
    assert.throws(() => parseSettings("dev", { service: "orders", regions: [] }, ["aws:x: expected y, got z"]), {
      problems: ["regions: expected at least one AWS region, got []", "aws:x: expected y, got z"],
    });
  });
});
