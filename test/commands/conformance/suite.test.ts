import assert from "node:assert/strict";

import { openFirst } from "@aerospike-kinesis/test-support";

import { AGAIN, BOUND } from "../../../commands/conformance/bounds";
import { isConform } from "../../../commands/conformance/result";
import { runConformance } from "../../../commands/conformance/run";
import { openConformanceStage } from "../../support/conformance";

describe("the conformance suite", function () {
  this.timeout(120_000);
  const stage = openFirst(openConformanceStage);

  it("passes on the local AWS, and says no more than it sends", async () => {
    const said: string[] = [];
    const result = await runConformance(stage.target, { report: (line) => said.push(line), mark: "conformance-suite" });
    assert.deepEqual(
      result.checks.filter(({ ok }) => !ok),
      [],
    );
    assert.ok(isConform(result));
    assert.equal(said.length, result.checks.length + result.experiments.length);
    assert.ok(result.requests <= BOUND.requests - AGAIN.requests, `${result.requests} requests`);
    assert.ok(result.bytes <= BOUND.bytes - AGAIN.bytes, `${result.bytes} bytes`);
    const key = Object.entries(stage.target.headers).find(([name]) => name.toLowerCase() === "x-api-key")![1];
    assert.ok(!JSON.stringify([result, said]).includes(key));
  });
});
