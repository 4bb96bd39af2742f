import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import {
  engineWithoutHost,
  onEachHost,
  onTiny,
  openFirst,
  openTiny,
  TINY_POLICIES,
} from "@aerospike-kinesis/test-support";

const policyPacks = [TINY_POLICIES];
const config = { "tiny:number": "7" };

describe("a policy pack on the engine", function () {
  this.timeout(300_000);
  // What the pack blocks, is not made: one stack serves all of them.
  const tiny = openFirst(() => openTiny());

  for (const operation of ["preview", "up"] as const) {
    it(`blocks ${operation} with its mandatory rule's finding`, async () => {
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
    });
  }

  it("lets pass what its configuration allows; it knows the stack as it starts; nothing is installed into it", async () => {
    const file = join(tiny.directory, "policy-config.json");
    await writeFile(file, JSON.stringify({ "number-is-allowed": { allowed: "7" } }));
    const allowed = await tiny.preview("dev", { policyPacks, policyPackConfigs: [file], config });
    assert.deepEqual([allowed.code, allowed.violations], [0, []]);
    const printed = allowed.diagnostics.map(({ message }) => message.trim());
    assert.ok(printed.includes("pack of tiny dev, number 7"), printed.join("\n"));
    const files = ["PulumiPolicy.yaml", "index.ts", "main.cjs", "package.json"];
    assert.deepEqual((await readdir(TINY_POLICIES)).sort(), files);
  });

  it("reports an advisory finding and lets it pass", async () => {
    const file = join(tiny.directory, "policy-config.json");
    await writeFile(file, JSON.stringify({ "number-is-allowed": "advisory" }));
    const { code, violations } = await tiny.up("dev", { policyPacks, policyPackConfigs: [file], config });
    assert.deepEqual([code, violations.map(({ enforcementLevel }) => enforcementLevel)], [0, ["advisory"]]);
    // The program's process may start before the pack is ready.
    const { title, typescript, number } = await tiny.outputs("dev");
    assert.deepEqual({ title, typescript, number }, { title: "tiny program", typescript: "", number: "7" });
  });

  for (const [end, words] of [
    ["exit", /program exited with .*\b3/i],
    ["throw", /Error: the program threw/],
  ] as const) {
    it(`lets the run of a program fail all the same: ${end}`, async () => {
      const { code, diagnostics } = await tiny.preview("dev", { policyPacks, config: { "tiny:end": end } });
      assert.notEqual(code, 0);
      assert.match(diagnostics.map(({ message }) => message).join("\n"), words);
    });
  }
});

describe("a policy pack that cannot start", function () {
  this.timeout(300_000);
  const ours = engineWithoutHost();

  for (const [pack, words, ourWords] of [
    ["broken", /the pack is broken/, /The policy pack in .*tiny-policies ended with code \d+/],
    ["talks first", /\bport\b/, /The first line of a policy pack's output must be its port, got: talking/],
  ] as const) {
    it(`fails the run with its own error: ${pack}`, () =>
      onEachHost(ours, (engine) =>
        onTiny(
          async (tiny) => {
            const { code, stderr } = await tiny.up("dev", { policyPacks, config: { ...config, "tiny:pack": pack } });
            assert.notEqual(code, 0);
            assert.match(pack === "broken" ? tiny.lines.join("\n") : stderr, words);
            if (engine === ours) assert.match(stderr, ourWords);
          },
          { engine },
        ),
      ));
  }
});
