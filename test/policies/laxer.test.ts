import assert from "node:assert/strict";

import { LAXER } from "../../policies/pack/laxer";
import { rules } from "../../policies/rules";

describe("the directions in which settings ask for less", () => {
  it("are those of settings that there are", () => {
    const known = rules.flatMap(({ name, configSchema }) =>
      Object.keys(configSchema?.properties ?? {}).map((setting) => `${name}.${setting}`),
    );
    const listed = Object.entries(LAXER).flatMap(([rule, settings]) =>
      Object.keys(settings).map((setting) => `${rule}.${setting}`),
    );
    assert.deepEqual(
      listed.filter((name) => !known.includes(name)),
      [],
    );
  });
});
