import assert from "node:assert/strict";

import { KINESIS_ERRORS } from "@aerospike-kinesis/local-aws/testing";

import { exitCodeOf } from "../../../commands/soak/report";
import { deployGuide } from "../../support/guide-literal/target";
import { RECORDS, soakOne } from "../../support/soak";

describe("a soak of the guide's literal set-up", function () {
  this.timeout(120_000);
  let target: Awaited<ReturnType<typeof deployGuide>>;

  before(async () => {
    target = await deployGuide();
  });
  after(() => target.close());

  it("loses nothing while nothing fails", async () => {
    const report = await soakOne(target, { name: "calm" });
    assert.deepEqual([report.sent, report.acknowledged, report.stored, report.lost], [RECORDS, RECORDS, RECORDS, 0]);
    assert.equal(exitCodeOf([report]), 0);
  });

  for (const fault of Object.keys(KINESIS_ERRORS) as (keyof typeof KINESIS_ERRORS)[]) {
    it(`loses every record that meets ${fault}, and the soak sees it and fails`, async () => {
      const report = await soakOne(target, { name: fault, faults: () => [{ fault, rate: 0.2 }] });
      assert.ok(report.lost > 0);
      assert.equal(report.lost, report.struck[fault]);
      assert.equal(report.stored + report.lost, RECORDS);
      assert.deepEqual(report.retries, {});
      assert.equal(exitCodeOf([report]), 1);
    });
  }

  it("loses records of a hot partition key by its shard's limits alone", async () => {
    const report = await soakOne(target, { name: "hot", hotShare: 0.9, shardRate: () => 0.02 });
    assert.ok(report.lost > 0, `${report.lost} lost`);
    assert.deepEqual(report.struck, {});
  });
});
