import assert from "node:assert/strict";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { openWorkspace } from "@aerospike-kinesis/pulumi-engine";
import { engine, getEngineFirst, inTemporaryDirectory, TINY } from "@aerospike-kinesis/test-support";

import { format } from "../../commands/policy/format";
import { runGate } from "../../commands/policy/gate";
import { exitCodeOf } from "../../commands/policy/report";
import { createProgress } from "../../commands/shared/progress";
import { PROJECT } from "../support/program";

/** Keys of a project's file that are about the person's own runs: each alone would end a local one. */
const THEIR_OWN = `backend: { url: "s3://nobodys-bucket" }
requiredPulumiVersion: ">=99.0.0"
plugins: { providers: [{ name: aws, path: nowhere }] }
packages: { other: "nowhere/other@1.2.3" }
`;

async function writeFiles(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

describe("files that Pulumi takes, on the real engine", function () {
  this.timeout(180_000);
  getEngineFirst();

  /** What the gate says of every stage of a project of these files, whose program makes a key and a stream. */
  const judged = (files: Readonly<Record<string, string>>) =>
    inTemporaryDirectory(async (directory) => {
      await writeFiles(directory, files);
      const config = join(directory, "policy-config.json");
      await writeFile(config, JSON.stringify({ all: "disabled" }));
      const told: string[] = [];
      const report = await runGate({
        project: directory,
        pack: join(PROJECT, "policies"),
        policyConfig: config,
        directory: await mkdtemp(join(directory, "gate-")),
        progress: createProgress((line) => told.push(line)),
      });
      return { report, told };
    });

  it("let the gate judge every stage by what a local run can read, and say what it cannot", async () => {
    const project = `name: small
runtime: { name: nodejs, options: { typescript: false } }
main: ${join(__dirname, "..", "commands", "policy", "gate", "project", "main.cjs")}
stackConfigDir: stages
config: { aws:token: { value: { secure: "v1:x" } } }
${THEIR_OWN}`;
    const { report, told } = await judged({
      "Pulumi.yaml": project,
      "Pulumi.old.yaml": "config: {}\n",
      "stages/Pulumi.esc.yaml": "environment:\n  - cdc/aws-login\nconfig: {}\n",
      "stages/Pulumi.kms.yaml":
        "secretsprovider: awskms://alias/cdc\nencryptedkey: AbC=\nconfig:\n  aws:secretKey: { secure: v1:y }\n",
      "stages/Pulumi.own.yaml": "encryptionsalt: v1:a:b\nconfig:\n  key: { secure: v1:z }\n",
    });
    const [esc, kms, own] = report.stages;
    assert.deepEqual(
      report.stages.map(({ file }) => file),
      ["stages/Pulumi.esc.yaml", "stages/Pulumi.kms.yaml", "stages/Pulumi.own.yaml"],
    );
    assert.deepEqual([esc!.problems, kms!.problems, kms!.notes], [[], [], []]);
    assert.ok(esc!.resources > 0 && kms!.resources > 0);
    assert.match(own!.problems.join("\n"), /^stages\/Pulumi\.own\.yaml: a local run cannot read .* of small:key, /);
    assert.equal(exitCodeOf(report), 2);
    const note = /stages\/Pulumi\.esc\.yaml: a local run does not open Pulumi ESC \(environment: cdc\/aws-login\)/;
    for (const as of ["text", "markdown", "json", "sarif"] as const) assert.match(format(report, as), note);
    assert.match(told.join("\n"), /Pulumi\.old\.yaml is not read: Pulumi looks for stages\/Pulumi\.old\.yaml\./);
  });

  it("are read by every operation as Pulumi reads them", () =>
    inTemporaryDirectory(async (directory) => {
      const project = {
        name: "tiny",
        main: join(TINY, "index.cjs"),
        runtime: { name: "nodejs", options: { typescript: false, nodeargs: '--title "tiny program"' } },
        config: "stages",
      };
      await writeFiles(directory, {
        "Pulumi.json": JSON.stringify(project, undefined, "\t"),
        "stages/Pulumi.dev.json": '\uFEFF{\r\n\t"config": { "end": "well", "tiny:config:number": 83 }\r\n}\r\n',
        "stages/Pulumi.dev.yaml": "config: { end: throw }\n",
      });
      const own = join(directory, "own");
      const workspace = await openWorkspace({ engine: await engine(), project: directory, directory: own });
      await workspace.init("dev");
      const preview = await workspace.preview("dev");
      assert.equal(preview.code, 0, preview.stderr);
      assert.deepEqual(preview.steps[1]!.newState!.inputs, { number: "83" });
      const changed = await workspace.preview("dev", { config: { number: "0123" } });
      assert.deepEqual(changed.steps[1]!.newState!.inputs, { number: "0123" });
    }));
});
