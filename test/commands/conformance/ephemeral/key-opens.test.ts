import assert from "node:assert/strict";

import { openFirst } from "@aerospike-kinesis/test-support";

import { BOUND } from "../../../../commands/conformance/bounds";
import { openBudget } from "../../../../commands/conformance/budget";
import type { Pace } from "../../../../commands/conformance/ephemeral/inside/inside";
import { waitUntilKeyOpens } from "../../../../commands/conformance/ephemeral/key-opens";
import { openTarget } from "../../../../commands/conformance/ephemeral/stack-target";
import { UserError } from "../../../../commands/shared/errors";
import { openTestStack } from "../../../support/ephemeral";

describe("the key of a new ephemeral stack", function () {
  this.timeout(120_000);
  const test = openFirst(openTestStack);

  async function wait(pace: Partial<Pace>): Promise<string[]> {
    const told: string[] = [];
    const { target, close } = await openTarget(test.stack, test.aws);
    try {
      const budget = openBudget(BOUND, "this test sends");
      await waitUntilKeyOpens(target, { ...(await test.insideAt(pace)), budget }, (line) => told.push(line));
      return told;
    } finally {
      close();
    }
  }

  it("is waited for until it opens the API, and nothing is stored meanwhile", async () => {
    assert.deepEqual(await wait({}), []);
    test.aws.assume({ "key-spread": "late" });
    await test.stack.up({ replacesKey: true });
    await assert.rejects(
      wait({ patienceMs: 0 }),
      (error) =>
        error instanceof UserError && error.message.includes("still refuses the key of the new stack after 0.0 s"),
    );
    assert.match((await wait({})).join("\n"), /^The key of the new stack opens its API after \d+\.\d s\.$/);
    assert.deepEqual(await wait({}), []);
    const { checks } = await test.run({ checks: [], experiments: [] });
    assert.deepEqual(
      checks.filter(({ ok }) => !ok),
      [],
    );
  });
});
