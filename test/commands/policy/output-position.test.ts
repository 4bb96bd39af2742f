import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { judgementOf } from "../../../commands/policy/findings";
import { outputPositions } from "../../../commands/policy/output-position";
import { pack, URN } from "./example";

describe("the line of an output", () => {
  let project: string;
  before(async () => {
    project = await makeTemporaryDirectory();
  });
  after(() => {
    rmSync(project, { recursive: true, force: true });
  });

  it("is where the program's entry exports it", () => {
    writeFileSync(join(project, "index.ts"), "const key = 1;\n\nexport const connectorConfig = key;\n");
    writeFileSync(join(project, "main.cjs"), "exports.key = 1;\n");
    const positionOf = outputPositions(project, join(project, "main.cjs"));
    assert.deepEqual(positionOf("connectorConfig"), { file: "index.ts", line: 3, column: 1 });
    assert.deepEqual(positionOf("key"), { file: "main.cjs", line: 1, column: 1 });
    assert.equal(positionOf("config"), undefined);
  });

  it("is that of a finding on the output, not that of a resource", () => {
    const innocent = { file: "key.ts", line: 3, column: 1 };
    const guilty = { file: "index.ts", line: 16, column: 1 };
    const positionOfOutput = (name: string) => (name === "connectorConfig" ? guilty : undefined);
    const positionOf = (found: string) =>
      judgementOf(
        {
          violations: [
            {
              policyName: "stream-on-demand",
              policyPackName: "example",
              enforcementLevel: "advisory",
              message: `Found: ${found}`,
              resourceUrn: URN,
            },
          ],
          all: [],
        },
        { pack, configuration: {}, positions: new Map([[URN, innocent]]), positionOfOutput },
      ).findings[0]?.position;
    assert.deepEqual(positionOf("the stack output connectorConfig.eu-west-1 holds the key."), guilty);
    assert.deepEqual(positionOf("output connectorConfig.eu-west-1: no https."), guilty);
    assert.deepEqual(positionOf("the stack output other holds the key."), innocent);
    assert.deepEqual(positionOf("shardCount is set."), innocent);
  });
});
