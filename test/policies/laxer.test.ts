import assert from "node:assert/strict";

import { rules } from "../../policies/rules";

/** Settings whose direction nobody could say, each with the reason. */
const WITHOUT_DIRECTION: Readonly<Record<string, string>> = {
  "required-tags.values": "what a remedy writes: the rule asks for no value",
  "resource-region-allowed.regions": "an empty list stands for the regions of the pipelines, which a list replaces",
};

const settings = rules.flatMap(({ name, configSchema }) =>
  Object.entries(configSchema?.properties ?? {}).map(([key, schema]) => ({ name: `${name}.${key}`, schema })),
);

/** A text that is none of a list, such as the type of a component, has no order. */
const ordered = settings.filter(({ schema }) => schema.type !== "string" || schema.enum !== undefined);

describe("the direction in which a setting asks for less", () => {
  for (const { name, schema } of ordered) {
    it(`is said, or the reason why not: ${name}`, () => {
      const directions = schema.type === "array" || schema.type === "object" ? ["more", "fewer"] : ["lower", "higher"];
      assert.equal(
        schema.laxer !== undefined,
        WITHOUT_DIRECTION[name] === undefined,
        "its configSchema has `laxer`, or WITHOUT_DIRECTION has the reason",
      );
      if (schema.laxer !== undefined) assert.ok(directions.includes(schema.laxer), directions.join(" or "));
    });
  }

  it("is missing of settings that there are", () => {
    const names = ordered.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(WITHOUT_DIRECTION).filter((name) => !names.includes(name)),
      [],
    );
  });
});
