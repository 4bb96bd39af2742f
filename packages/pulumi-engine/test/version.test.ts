import assert from "node:assert/strict";

import { version } from "@pulumi/pulumi/version";

import { isUsable, PULUMI_VERSION } from "../src/version";

describe("the engine's version", () => {
  it("is that of the SDK", () => {
    assert.equal(PULUMI_VERSION, version);
  });

  for (const usable of ["3.259.0", "v3.259.0", "3.259.1", "3.260.0", "3.300.0-alpha.1"]) {
    it(`may be ${usable}`, () => {
      assert.equal(isUsable(usable), true);
    });
  }

  for (const unusable of ["3.258.9", "v3.9.0", "2.999.0", "4.0.0", "", "of no version"]) {
    it(`may not be "${unusable}"`, () => {
      assert.equal(isUsable(unusable), false);
    });
  }
});
