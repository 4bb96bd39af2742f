import assert from "node:assert/strict";

import { pipeline } from "../support/policy-pipeline";
import { findings } from "../support/policy-rule";

/** Each finding names its rule. */
describe("all rules together", () => {
  for (const phase of ["preview", "up"] as const) {
    it(`find nothing in a good pipeline at ${phase}`, async () => {
      assert.deepEqual(await findings(pipeline, {}, phase), []);
    });
  }

  it("have nothing to say of a bucket", async () => {
    assert.deepEqual(await findings([{ type: "aws:s3/bucket:Bucket", name: "b", inputs: { bucket: "b" } }]), []);
  });
});
