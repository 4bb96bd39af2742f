import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Operation, OperationOptions } from "@aerospike-kinesis/pulumi-engine";
import { getEngineFirst } from "@aerospike-kinesis/test-support";
import type { PolicyPackConfig } from "@pulumi/policy";

import { rules } from "../../policies/rules";
import { openProgram, type Program, PROJECT } from "../support/program";
import { expectedOf, previewed, updated } from "./programs/mutations";

/** Strict, so that the program has something to break. */
const CONFIGURATION = {
  all: "mandatory",
  "not-evaluated-yet": "advisory",
  "kinesis-stream-retention": { minimumHours: 168 },
  "required-tags": { tags: ["service", "stage"] },
  "resource-region-allowed": { regions: ["ap-south-1", "eu-west-1", "us-east-1", "eu-central-1"] },
  "secret-encrypted": { key: "aws" },
  "log-group-encrypted": { key: "customer" },
};

const SETTINGS = {
  "aerospike-kinesis:streams": [{ name: "my_kinesis_stream", retentionHours: 168 }],
  "aerospike-kinesis:secret": { recoveryWindowDays: 30 },
  "aerospike-kinesis:protect": true,
};

/** A key of the customer's for logs. */
const keyOf = (region: string): string => `arn:aws:kms:${region}:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

describe("mutations of the real program on the real engine", function () {
  this.timeout(180_000);
  getEngineFirst();

  /** What the rules found, without the note on what a preview cannot judge: as `resource rule`. */
  const found = ({ violations }: Operation) =>
    violations
      .filter(({ policyName }) => policyName !== "not-evaluated-yet")
      .map(({ policyName, resourceUrn }) => `${resourceUrn?.split("::").at(-1) ?? "the stack"} ${policyName}`)
      .sort();

  interface Run {
    /** Which of the mutations; none of them unless given. */
    readonly mutations?: "previewed" | "updated";
    readonly regions: readonly string[];
    /** Levels other than the configuration's. */
    readonly levels?: PolicyPackConfig;
  }

  /** The program, or the mutated one, on an empty local AWS of its own. */
  async function withProgram(
    { mutations, regions, levels }: Run,
    use: (program: Program, policies: OperationOptions) => Promise<void>,
  ): Promise<void> {
    const program = await openProgram({
      ...(mutations && { main: join(__dirname, "programs/mutated.ts"), env: { MUTATIONS: mutations } }),
      config: {
        ...SETTINGS,
        "aerospike-kinesis:regions": regions,
        "aerospike-kinesis:observability": { logKmsKeyArns: regions.map(keyOf) },
      },
    });
    try {
      const file = join(program.directory, "policies.json");
      await writeFile(file, JSON.stringify({ ...CONFIGURATION, ...levels }));
      await program.workspace.init("dev");
      await use(program, { policyPacks: [join(PROJECT, "policies")], policyPackConfigs: [file] });
    } finally {
      await program.close();
    }
  }

  it("are there for every rule: a change of a resource, or the program plus one resource", () => {
    const tried = new Set(expectedOf([...previewed, ...updated]).map((line) => line.split(" ")[1]));
    assert.deepEqual(
      rules.map(({ name }) => name).filter((name) => !tried.has(name)),
      [],
    );
  });

  it("are none in the program as it is", () =>
    withProgram({ regions: ["ap-south-1"] }, async ({ workspace }, policies) => {
      const up = await workspace.up("dev", policies);
      assert.deepEqual(found(up), []);
      assert.equal(up.code, 0);
    }));

  it("each are found by the rules that should, and by no other, and block the preview", () => {
    const regions = [...new Set(previewed.map(({ region }) => region))];
    return withProgram({ mutations: "previewed", regions }, async ({ workspace }, policies) => {
      const preview = await workspace.preview("dev", policies);
      assert.deepEqual(found(preview), expectedOf(previewed));
      assert.notEqual(preview.code, 0);
    });
  });

  it("that only the update can judge are found by it, and nothing says what the key is", () =>
    // Advisory: the update would end with the first finding.
    withProgram(
      { mutations: "updated", regions: ["ap-south-1"], levels: { all: "advisory" } },
      async ({ workspace }, policies) => {
        assert.deepEqual(found(await workspace.preview("dev", policies)), []);
        const up = await workspace.up("dev", policies);
        assert.deepEqual(found(up), expectedOf(updated));
        const { connectorConfig } = await workspace.outputs("dev", { showSecrets: true });
        const [, key = ""] = /x-api-key: \W*(\w+)/.exec(JSON.stringify(connectorConfig)) ?? [];
        assert.ok(key.length >= 20);
        assert.ok(!JSON.stringify(up.violations).includes(key));
      },
    ));
});
