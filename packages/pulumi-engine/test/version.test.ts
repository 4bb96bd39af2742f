import assert from "node:assert/strict";

import { isUsable, PULUMI_VERSION } from "../src/version";

describe("the engine's version", () => {
  const [major, minor, patch] = PULUMI_VERSION.split(".").map(Number) as [number, number, number];

  for (const usable of [
    PULUMI_VERSION,
    `v${PULUMI_VERSION}`,
    `${major}.${minor}.${patch + 1}`,
    `${major}.${minor + 1}.0`,
    `${major}.${minor + 41}.0-alpha.1`,
  ]) {
    it(`may be ${usable}`, () => {
      assert.equal(isUsable(usable), true);
    });
  }

  for (const unusable of [
    `${major}.${minor - 1}.${patch + 9}`,
    `v${major}.9.0`,
    `${major - 1}.999.0`,
    `${major + 1}.0.0`,
    "",
    "of no version",
  ]) {
    it(`may not be "${unusable}"`, () => {
      assert.equal(isUsable(unusable), false);
    });
  }
});
