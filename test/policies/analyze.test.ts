import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { StackState } from "@aerospike-kinesis/pulumi-engine";
import { cliEnvironment, type CommandResult, runCommand } from "@aerospike-kinesis/pulumi-engine";
import { engine, getEngineFirst } from "@aerospike-kinesis/test-support";

import { openProgram, type Program, PROJECT } from "../support/program";

/** As the nightly workflow does: no project, no passphrase, no AWS. */
async function analyze({ directory }: Program, state: StackState): Promise<CommandResult> {
  const file = join(directory, "exported.json");
  const { resources = [], ...deployment } = state.deployment;
  const owned = resources.filter(({ external }) => external !== true);
  await writeFile(file, JSON.stringify({ ...state, deployment: { ...deployment, resources: owned } }));
  const places = { home: join(directory, "home"), state: join(directory, "state"), passphrase: "", providers: {} };
  const pack = ["--policy-pack", join(PROJECT, "policies")];
  const config = ["--policy-pack-config", join(PROJECT, "policies/config.dev.json")];
  const { cli } = await engine();
  return runCommand(cli, ["policy", "analyze", "--file", file, ...pack, ...config, "--non-interactive"], {
    cwd: directory,
    env: cliEnvironment(process.env, {}, places),
  });
}

describe("the policy pack on an exported state, on the real engine", function () {
  this.timeout(120_000);
  getEngineFirst();

  it("passes our own, says what its encrypted secrets keep from it, and blocks what somebody changed", async () => {
    const program = await openProgram({ config: { "aerospike-kinesis:regions": ["ap-south-1"] } });
    try {
      await program.workspace.init("dev");
      assert.equal((await program.workspace.up("dev")).code, 0);
      const state = await program.workspace.exportState("dev");

      const good = await analyze(program, state);
      assert.equal(good.code, 0, good.stdout + good.stderr);
      for (const rule of ["connector-config-https", "connector-config-call-timeout", "api-key-not-exposed"]) {
        assert.match(good.stdout, new RegExp(`^\\s*${rule}, on ingest-ap-south-1-`, "m"));
      }

      const provisioned = JSON.stringify(state).replaceAll('"ON_DEMAND"', '"PROVISIONED"');
      const bad = await analyze(program, JSON.parse(provisioned) as StackState);
      assert.notEqual(bad.code, 0);
      assert.match(bad.stdout, /kinesis-stream-on-demand/);
    } finally {
      await program.close();
    }
  });
});
