import assert from "node:assert/strict";

import { requireStageSettings } from "../../commands/shared/stage-settings";
import { foreignKeyProblems, splitConfig } from "../../config/config-keys";
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

  it("are named if they have the name of another project, with the name that is wanted", () => {
    const problem = (fullKey: string) =>
      `${fullKey}: expected mine:${String(fullKey.split(":")[1])}, or ${String(fullKey.split(":")[1])} alone, got a key of another project`;
    const problemsOf = (...keys: string[]) =>
      foreignKeyProblems("mine", Object.fromEntries(keys.map((key) => [key, "x"])));
    const template = ["aerospike-kinesis:streams", "aerospike-kinesis:tags"];
    // Nothing else would say that the stage is built without these streams.
    assert.deepEqual(problemsOf("mine:service", "mine:regions", ...template, "aws:region"), template.map(problem));
    const copied = ["theirs:service", "theirs:regions", "theirs:tags"];
    assert.deepEqual(problemsOf(...copied, "datadog:tags"), copied.map(problem));
    assert.deepEqual(problemsOf("mine:service", "mine:regions", "theirs:service", "datadog:tags"), []);
    // As Pulumi.yaml declares what a stage must set.
    const declared = { "mine:service": "", "mine:regions": "[]" };
    assert.deepEqual(foreignKeyProblems("mine", { ...declared, "theirs:service": "x" }), [problem("theirs:service")]);
    assert.throws(
      () => requireStageSettings("dev", "mine", { "aerospike-kinesis:service": "orders" }),
      /another project/,
    );
  });

  it("are reported with the problems around them", () => {
    assert.throws(() => parseSettings("dev", { service: "orders", regions: [] }, ["aws:x: expected y, got z"]), {
      problems: ["regions: expected at least one AWS region, got []", "aws:x: expected y, got z"],
    });
  });
});
