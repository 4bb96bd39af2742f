import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Operation, OperationOptions } from "../../local/engine/workspace";
import { rules } from "../../policies/rules";
import { getEngineFirst } from "../support/engine";
import { openProgram, PROJECT, type Program } from "../support/program";
import { expectedOf, LEAKED_KEY, previewed, updated } from "./programs/mutations";

/** Strict, so that the program has something to break. */
const CONFIGURATION = {
  "stateful-protected": "mandatory",
  "secret-deletion-window": "mandatory",
  "kinesis-stream-retention": { minimumHours: 168 },
  "required-tags": { tags: ["service", "stage"] },
  "resource-region-allowed": { regions: ["ap-south-1", "eu-west-1", "us-east-1", "eu-central-1"] },
  "secret-encrypted": { key: "aws" },
};

const SETTINGS = {
  "aerospike-kinesis:streams": [{ name: "my_kinesis_stream", retentionHours: 168 }],
  "aerospike-kinesis:secret": { recoveryWindowDays: 30 },
  "aerospike-kinesis:protect": true,
};

/**
 * Judged by what the program does not have, or does not have yet; and api-key-linked, which follows a reference that a
 * transform cannot cut. Their own tests try them.
 */
const WITHOUT_MUTATION = [
  "account-settings-elsewhere",
  "alarm-actions",
  "api-key-linked",
  "domain-name-tls",
  "iam-no-users",
  "log-group-encrypted",
  "log-group-retention",
  "method-settings-no-data-trace",
  "resource-policy-not-public",
  "rest-api-no-body",
  "stage-access-log",
  "stage-execution-log",
  "stage-tracing",
];

describe("mutations of the real program on the real engine", function () {
  this.timeout(180_000);
  getEngineFirst();

  /** What the mandatory rules found, as `resource rule`. */
  const found = ({ violations }: Operation) =>
    violations
      .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
      .map(({ policyName, resourceUrn }) => `${resourceUrn?.split("::").at(-1) ?? "the stack"} ${policyName}`)
      .sort();

  /** The program, or one that changes it, on an empty local AWS of its own. */
  async function withProgram(
    { main, mutations = "", regions }: { main?: string; mutations?: string; regions: readonly string[] },
    use: (program: Program, policies: OperationOptions) => Promise<void>,
  ): Promise<void> {
    const program = await openProgram({
      ...(main !== undefined && { main: join(__dirname, "programs", main) }),
      config: { ...SETTINGS, "aerospike-kinesis:regions": regions },
      env: { MUTATIONS: mutations },
    });
    try {
      const file = join(program.directory, "policies.json");
      await writeFile(file, JSON.stringify(CONFIGURATION));
      await program.workspace.init("dev");
      await use(program, { policyPacks: [join(PROJECT, "policies")], policyPackConfigs: [file] });
    } finally {
      await program.close();
    }
  }

  it("has one for every rule that judges something the program has", () => {
    const tried = new Set(expectedOf([...previewed, ...updated]).map((line) => line.split(" ")[1]));
    assert.deepEqual(
      rules
        .map(({ name }) => name)
        .filter((name) => !tried.has(name))
        .sort(),
      WITHOUT_MUTATION,
    );
  });

  it("are none in the program as it is", () =>
    withProgram({ regions: ["ap-south-1"] }, async ({ workspace }, policies) => {
      assert.deepEqual(found(await workspace.up("dev", policies)), []);
    }));

  it("each are found by the rules that should, and by no other, and block the preview", () => {
    const regions = [...new Set(previewed.map(({ region }) => region))];
    return withProgram({ main: "mutated.ts", mutations: "previewed", regions }, async ({ workspace }, policies) => {
      const preview = await workspace.preview("dev", policies);
      assert.deepEqual(found(preview), expectedOf(previewed));
      assert.notEqual(preview.code, 0);
    });
  });

  it("that only the update can judge are found by it, and nothing says what the key is", () =>
    withProgram(
      { main: "mutated.ts", mutations: "updated", regions: ["ap-south-1"] },
      async ({ workspace }, policies) => {
        const preview = await workspace.preview("dev", policies);
        const up = await workspace.up("dev", policies);
        assert.deepEqual([...new Set([...found(preview), ...found(up)])].sort(), [...new Set(expectedOf(updated))]);
        const said = JSON.stringify([...preview.violations, ...up.violations]);
        assert.ok(!said.includes(LEAKED_KEY.slice(0, 12)));
      },
    ));
});
