import assert from "node:assert/strict";

import type { Operation } from "@aerospike-kinesis/pulumi-engine";
import { openFirst } from "@aerospike-kinesis/test-support";

import { holdingsOf } from "../../commands/policy/unique-names";
import { openProgram } from "../support/program";

/** AWS keeps some names unique in an account: a stream's and a secret's in a region, a role's everywhere. */
describe("two stages in one account, on the real engine", function () {
  this.timeout(180_000);
  const program = openFirst(openProgram);

  const up = async (stage: string, config: Readonly<Record<string, unknown>>): Promise<Operation> => {
    await program.workspace.init(stage);
    return program.workspace.up(stage, { config });
  };
  const unnamed = { "aerospike-kinesis:streams": [{ retentionHours: 168 }] };

  it("come up side by side where each stage has the default names", async () => {
    for (const stage of ["dev", "prod"]) {
      const account = { "aws:allowedAccountIds": ["123456789012"], "aws:profile": stage };
      const operation = await up(stage, { ...unnamed, ...account });
      assert.equal(operation.code, 0, `${stage}: ${operation.stdout}\n${operation.stderr}`);
      const { names, ...where } = holdingsOf(operation);
      assert.deepEqual(where, { accounts: ["123456789012"], profile: stage });
      assert.ok(names.includes(`the stream orders-${stage} in ap-south-1`), names.join("\n"));
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
