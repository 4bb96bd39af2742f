import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { openBase } from "../../../commands/policy/base";
import { findWeakenings } from "../../../commands/policy/compare";
import { describePack, type Pack } from "../../../commands/policy/pack";
import { PROJECT } from "../../support/program";

describe("the pack at another commit", function () {
  this.timeout(120_000);
  let project: string;
  let pack: string;
  /** The pack that judges now. */
  let now: Pack;
  after(() => {
    rmSync(project, { recursive: true, force: true });
  });

  const git = (...args: string[]) =>
    execFileSync("git", ["-C", project, "-c", "user.name=test", "-c", "user.email=test@example.com", ...args]);
  const write = (level: string, configuration: object) => {
    writeFileSync(
      join(pack, "main.cjs"),
      `const { PolicyPack } = require("@pulumi/policy");
      const validateResource = () => undefined;
      const rule = { description: "d", validateResource };
      const configSchema = { properties: { minimum: { type: "integer", default: 7, laxer: "lower" } } };
      new PolicyPack("own", { policies: [
        { ...rule, name: "first", enforcementLevel: "${level}" },
        { ...rule, name: "second", enforcementLevel: "mandatory", configSchema },
      ] });`,
    );
    writeFileSync(join(pack, "config.dev.json"), JSON.stringify(configuration, undefined, 2));
  };

  before(async () => {
    project = await makeTemporaryDirectory();
    pack = join(project, "pack");
    cpSync(join(__dirname, "gate", "pack"), pack, { recursive: true });
    symlinkSync(join(PROJECT, "node_modules"), join(project, "node_modules"));
    write("mandatory", { second: { minimum: 30 } });
    git("init", "--quiet");
    git("add", "pack");
    git("commit", "--quiet", "--message", "base");
    write("advisory", { second: { minimum: 7 } });
    now = await describePack(pack);
  });

  it("is compared with what judges now, its configuration and the levels of its rules", async () => {
    const base = await openBase({ ref: "HEAD", project, pack: now, directory: join(project, "base") });
    assert.deepEqual(base.notes, []);
    const comparison = { stage: "dev", pack: now, base, policyConfig: join(pack, "config.dev.json"), project };
    assert.deepEqual(await findWeakenings(comparison, { second: { minimum: 7 } }), [
      { comparedWith: "HEAD", policy: "first", change: "lowered", words: "first is advisory; it was mandatory." },
      {
        comparedWith: "HEAD",
        policy: "second",
        change: "laxer",
        words: "second asks for less: minimum is 7; it was 30.",
        position: { file: "pack/config.dev.json", line: 2, column: 1 },
      },
    ]);
  });

  it("says that a configuration there cannot be read", async () => {
    writeFileSync(join(pack, "config.broken.json"), "{");
    git("add", "pack");
    git("commit", "--quiet", "--message", "broken");
    const base = await openBase({ ref: "HEAD", project, pack: now, directory: join(project, "b") });
    await assert.rejects(base.configured("broken"), {
      name: "UserError",
      message: /^--base: config\.broken\.json at HEAD cannot be read: /,
    });
  });

  it("needs a commit that exists", async () => {
    await assert.rejects(openBase({ ref: "nowhere", project, pack: now, directory: join(project, "no") }), {
      name: "UsageError",
      message: /^--base: expected a commit that is in this repository, got nowhere\./,
    });
  });
});
