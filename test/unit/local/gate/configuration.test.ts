import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { levelOf, readConfiguration, withoutBlocking, type Configured } from "../../../../local/gate/configuration";
import { inTemporaryDirectory } from "../../../support/temporary-directory";
import { onDemand, pack, tracing } from "./example";

const read = (text: string): Promise<Configured> =>
  inTemporaryDirectory(async (directory) => {
    const file = join(directory, "config.dev.json");
    await writeFile(file, text);
    return readConfiguration(file, pack, directory);
  });

const faults = async (configuration: unknown) => (await read(JSON.stringify(configuration))).faults;

describe("a configuration of the pack", () => {
  it("is what the file says", async () => {
    const written = {
      "stream-on-demand": { exceptions: ["a"], enforcementLevel: "advisory" },
      "stage-tracing": "disabled",
    };
    assert.deepEqual(await read(JSON.stringify(written)), { configuration: written, faults: [] });
  });

  it("may hold a level for all, and what Pulumi Cloud adds", async () => {
    assert.deepEqual(await faults({ all: "advisory", environments: ["a"] }), []);
  });

  it("names no policy that the pack does not have", async () => {
    assert.deepEqual(await faults({ "steam-on-demand": "disabled" }), [
      "config.dev.json: steam-on-demand: expected a policy of the pack, did you mean stream-on-demand?",
    ]);
  });

  it("has no setting that its policy does not have, and every fault is told", async () => {
    assert.deepEqual(
      await faults({ "stream-on-demand": { exception: [] }, "stage-tracing": { on: 1 }, all: { x: 1 } }),
      [
        "config.dev.json: stream-on-demand.exception: expected one of enforcementLevel, exceptions, got an unknown key",
        "config.dev.json: stage-tracing.on: expected one of enforcementLevel, got an unknown key",
        "config.dev.json: all.x: expected one of enforcementLevel, got an unknown key",
      ],
    );
  });

  it("has levels that exist", async () => {
    const expected = "expected a level (advisory, mandatory, disabled, remediate), got";
    assert.deepEqual(await faults({ "stage-tracing": "strict", "stream-on-demand": { enforcementLevel: 1 } }), [
      `config.dev.json: stage-tracing: ${expected} "strict"`,
      `config.dev.json: stream-on-demand: ${expected} 1`,
    ]);
  });

  it("is an object in a file that is there", async () => {
    assert.deepEqual(await faults([1]), ["config.dev.json: expected an object of policies, got [1]"]);
    assert.match((await read("{")).faults[0] ?? "", /^config\.dev\.json: .*JSON/);
    const { faults: missing } = await readConfiguration("/nowhere/config.dev.json", pack, "/nowhere");
    assert.deepEqual(missing, ["config.dev.json: not found; write it, or name another with --policy-config"]);
  });
});

describe("the level of a policy", () => {
  it("is its own setting, else that of all, else its author's", () => {
    assert.equal(levelOf(onDemand, {}), "mandatory");
    assert.equal(levelOf(onDemand, { all: "disabled" }), "disabled");
    assert.equal(
      levelOf(onDemand, { all: "disabled", "stream-on-demand": { enforcementLevel: "advisory" } }),
      "advisory",
    );
    assert.equal(
      levelOf(onDemand, { all: { enforcementLevel: "remediate" }, "stream-on-demand": { exceptions: [] } }),
      "remediate",
    );
  });
});

describe("a run that blocks nothing", () => {
  it("keeps every setting and every level but mandatory", () => {
    const configuration = { "stream-on-demand": { exceptions: ["a"] }, all: "disabled" } as const;
    assert.deepEqual(withoutBlocking({ "stream-on-demand": { exceptions: ["a"] } }, pack), {
      "stream-on-demand": { exceptions: ["a"], enforcementLevel: "advisory" },
      "stage-tracing": { enforcementLevel: "advisory" },
    });
    assert.deepEqual(withoutBlocking(configuration, { ...pack, policies: [tracing] }), {
      "stage-tracing": { enforcementLevel: "disabled" },
    });
  });
});
