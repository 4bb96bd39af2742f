import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import {
  type ConfigurationFile,
  levelOf,
  readConfiguration,
  withoutBlocking,
} from "../../../commands/policy/configuration";
import { onDemand, pack, tracing } from "./example";

/** Reads a file of this text for a pack whose own check, if it has one, is this program. */
const read = (text: string, check?: string): Promise<ConfigurationFile> =>
  inTemporaryDirectory(async (directory) => {
    const file = join(directory, "config.dev.json");
    await writeFile(file, text);
    if (check !== undefined) await writeFile(join(directory, "check-configuration.cjs"), check);
    return readConfiguration(file, { ...pack, directory }, directory);
  });

describe("a configuration of the pack", () => {
  const written = { "stream-on-demand": { exceptions: ["a"] }, "stage-tracing": "disabled" };

  it("is what the file says", async () => {
    assert.deepEqual(await read(JSON.stringify(written)), { configuration: written, problems: [] });
    assert.deepEqual((await read(JSON.stringify(written), "")).configuration, written);
  });

  it("is refused with everything that the pack's own check says of it", async () => {
    const check = "console.error(`${process.argv[2]}: no\\n${process.argv[2]}: nor that`); process.exitCode = 1;";
    assert.deepEqual(await read(JSON.stringify(written), check), {
      configuration: {},
      problems: ["config.dev.json: no", "config.dev.json: nor that"],
    });
  });

  it("is refused if the file is not there, or is no JSON", async () => {
    assert.match((await read("{")).problems[0] ?? "", /^config\.dev\.json: .*JSON/);
    const { problems } = await readConfiguration("/nowhere/config.dev.json", pack, "/nowhere");
    assert.deepEqual(problems, ["config.dev.json: not found; write it, or name another with --policy-config"]);
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

describe("the level of all", () => {
  it("does not apply to a policy that reports on the others", () => {
    const metaPolicy = { ...tracing, tags: ["meta-policy"] };
    assert.equal(levelOf(metaPolicy, { all: "mandatory" }), "advisory");
    assert.equal(levelOf(metaPolicy, { all: "mandatory", "stage-tracing": "disabled" }), "disabled");
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
