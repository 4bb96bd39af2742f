import assert from "node:assert/strict";
import type { Operation } from "../../local/engine/workspace";
import { openFirst } from "../support/engine";
import { openProgram } from "../support/program";

/** AWS keeps some names unique in an account: a stream's and a secret's in a region, a role's everywhere. */
describe("two stages in one account, on the real engine", function () {
  this.timeout(180_000);
  const program = openFirst(openProgram);

  const up = async (stage: string, config = {}): Promise<Operation> => {
    await program.workspace.init(stage);
    return program.workspace.up(stage, { config });
  };
  const unnamed = { "aerospike-kinesis:streams": [{ retentionHours: 168 }] };

  it("come up side by side where each stage has the default names", async () => {
    for (const stage of ["dev", "prod"]) {
      const { code, stdout, stderr } = await up(stage, unnamed);
      assert.equal(code, 0, `${stage}: ${stdout}\n${stderr}`);
    }
  });

  it("do not come up where both give a stream the same name, as on AWS", async () => {
    const { code, stdout } = await up("third", {
      "aerospike-kinesis:service": "orders",
      "aerospike-kinesis:regions": ["ap-south-1"],
      "aerospike-kinesis:streams": [{ name: "orders-dev" }],
    });
    assert.notEqual(code, 0);
    assert.match(stdout, /ResourceInUseException: .*orders-dev/);
  });
});
