import assert from "node:assert/strict";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { openWorkspace, type Workspace } from "@aerospike-kinesis/pulumi-engine";
import { engineWithoutHost, makeTemporaryDirectory, onEachHost } from "@aerospike-kinesis/test-support";

import { PROJECT } from "../support/program";

const COMPONENTS = join(PROJECT, "components");

interface PackageSchema {
  readonly name: string;
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly isComponent: boolean;
        readonly requiredInputs: readonly string[];
        readonly inputProperties: Readonly<Record<string, { readonly description: string }>>;
      }
    >
  >;
}

describe("the component package on the real CLI", function () {
  this.timeout(180_000);
  const ours = engineWithoutHost();
  const inWorkspace = (use: (workspace: Workspace, directory: string) => Promise<void>): Promise<void> =>
    onEachHost(ours, async (engine) => {
      const directory = await makeTemporaryDirectory();
      try {
        await use(await openWorkspace({ engine, project: join(PROJECT, "examples", "yaml"), directory }), directory);
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    });

  it("gives its schema, with a description of each argument: pulumi package get-schema", () =>
    inWorkspace(async (workspace) => {
      const { code, stdout, stderr } = await workspace.pulumi(["package", "get-schema", COMPONENTS]);
      assert.equal(code, 0, stderr);
      const schema = JSON.parse(stdout.slice(stdout.indexOf("{"))) as PackageSchema;
      assert.equal(schema.name, "aerospike-ingest");
      const component = schema.resources["aerospike-ingest:index:AerospikeIngest"]!;
      assert.equal(component.isComponent, true);
      assert.deepEqual(component.requiredInputs, ["regions", "service"]);
      assert.match(component.inputProperties.connector!.description, /aerospike-esp-outbound\.yml/);
    }));

  it("that cannot start, fails with its own error", () =>
    inWorkspace(async (workspace, directory) => {
      const broken = join(directory, "broken");
      await mkdir(broken);
      await symlink(join(PROJECT, "node_modules"), join(broken, "node_modules"));
      await writeFile(join(broken, "PulumiPlugin.yaml"), "runtime: nodejs\n");
      await writeFile(join(broken, "package.json"), '{ "name": "broken", "main": "index.js" }');
      await writeFile(join(broken, "index.js"), 'throw new Error("the package is broken");');
      const { code, stdout, stderr } = await workspace.pulumi(["package", "get-schema", broken]);
      assert.notEqual(code, 0);
      assert.match(stdout + stderr, /the package is broken/);
    }));
});
