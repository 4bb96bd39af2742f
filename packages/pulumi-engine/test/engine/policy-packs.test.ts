import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { engineWithoutHost, getEngineFirst, onTiny, TINY_POLICIES } from "@aerospike-kinesis/test-support";

const policyPacks = [TINY_POLICIES];
const config = { "tiny:number": "7" };

describe("a policy pack on the engine", function () {
  this.timeout(300_000);
  getEngineFirst();

  for (const operation of ["preview", "up"] as const) {
    it(`blocks ${operation} with its mandatory rule's finding`, () =>
      onTiny(async (tiny) => {
        const { code, violations } = await tiny[operation]("dev", { policyPacks, config });
        assert.notEqual(code, 0);
        assert.deepEqual(
          violations.map(({ policyName, enforcementLevel, message, resourceUrn }) => ({
            policyName,
            enforcementLevel,
            message,
            resourceUrn,
          })),
          [
            {
              policyName: "number-is-allowed",
              enforcementLevel: "mandatory",
              message: "A thing's number is one that is allowed.\nAllowed is none, not 7.\n",
              resourceUrn: "urn:pulumi:dev::tiny::tiny:index:Thing::thing",
            },
          ],
        );
      }));
  }

  it("lets pass what its configuration allows; it knows the stack as it starts; nothing is installed into it", () =>
    onTiny(async (tiny) => {
      const file = join(tiny.directory, "policy-config.json");
      await writeFile(file, JSON.stringify({ "number-is-allowed": { allowed: "7" } }));
      const allowed = await tiny.preview("dev", { policyPacks, policyPackConfigs: [file], config });
      assert.deepEqual([allowed.code, allowed.violations], [0, []]);
      const printed = allowed.diagnostics.map(({ message }) => message.trim());
      assert.ok(printed.includes("pack of tiny dev, number 7"), printed.join("\n"));
      const files = ["PulumiPolicy.yaml", "index.ts", "main.cjs", "package.json"];
      assert.deepEqual((await readdir(TINY_POLICIES)).sort(), files);
    }));

  it("reports an advisory finding and lets it pass", () =>
    onTiny(async (tiny) => {
      const file = join(tiny.directory, "policy-config.json");
      await writeFile(file, JSON.stringify({ "number-is-allowed": "advisory" }));
      const { code, violations } = await tiny.up("dev", { policyPacks, policyPackConfigs: [file], config });
      assert.deepEqual([code, violations.map(({ enforcementLevel }) => enforcementLevel)], [0, ["advisory"]]);
    }));

  it("that is broken fails the run with its own error", () =>
    onTiny(async (tiny) => {
      const { code } = await tiny.up("dev", { policyPacks, config: { ...config, "tiny:pack": "broken" } });
      assert.notEqual(code, 0);
      assert.match(tiny.lines.join("\n"), /the pack is broken/);
    }));

  it("that prints before its port fails the run", () =>
    onTiny(async (tiny) => {
      const { code, stderr } = await tiny.up("dev", { policyPacks, config: { ...config, "tiny:pack": "talks first" } });
      assert.notEqual(code, 0);
      assert.match(stderr, /\bport\b/);
    }));
});

describe("a policy pack on our language host", function () {
  this.timeout(300_000);
  const engine = engineWithoutHost();

  for (const [pack, words] of [
    ["broken", /The policy pack in .*tiny-policies ended with code \d+/],
    ["talks first", /The first line of a policy pack's output must be its port, got: talking/],
  ] as const) {
    it(`that cannot start says why: ${pack}`, () =>
      onTiny(
        async (tiny) => {
          const { code, stderr } = await tiny.up("dev", { policyPacks, config: { ...config, "tiny:pack": pack } });
          assert.notEqual(code, 0);
          assert.match(stderr, words);
        },
        { engine },
      ));
  }
});
