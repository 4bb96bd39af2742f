import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { engine, makeTemporaryDirectory, openFirst } from "@aerospike-kinesis/test-support";

import { apiKeyIn, openExample } from "../support/example";
import { PROJECT } from "../support/program";
import { FIRST_TIME, installYamlHost } from "../support/yaml-host";

const EXAMPLE = join(PROJECT, "examples", "yaml");

describe("examples/yaml on the real engine", function () {
  this.timeout(300_000);
  before(async function () {
    this.timeout(FIRST_TIME);
    const directory = await makeTemporaryDirectory();
    await installYamlHost(await engine(), directory);
    await rm(directory, { recursive: true });
  });
  const example = openFirst(() => openExample(EXAMPLE));

  it("builds the pipeline by the component package; the policy pack finds nothing", async () => {
    const up = await example.up();
    assert.equal(up.code, 0, up.stdout + up.stderr);
    assert.deepEqual(up.violations, []);
    const { endpoint, connectorFile } = await example.workspace.outputs("dev", { showSecrets: true });
    assert.ok(String(connectorFile).includes(String(endpoint)));
    assert.match(String(connectorFile), /call-timeout: 9000/);
    assert.equal(await example.send(String(connectorFile)), 200);
    assert.equal((await example.workspace.outputs("dev")).connectorFile, "[secret]");
    const state = JSON.stringify(await example.workspace.exportState("dev"));
    assert.ok(!state.includes(apiKeyIn(String(connectorFile))));
  });

  /** What the engine prints for an `up` of a changed example, which must fail. */
  async function upWith(change: (text: string) => string) {
    const parent = await makeTemporaryDirectory();
    const project = await mkdtemp(join(parent, "wrong-"));
    const text = await readFile(join(EXAMPLE, "Pulumi.yaml"), "utf8");
    await writeFile(
      join(project, "Pulumi.yaml"),
      change(text).replace("../../components", join(PROJECT, "components")),
    );
    await writeFile(join(project, "Pulumi.dev.yaml"), "config:\n  aws:region: eu-west-1\n");
    const other = await openExample(project);
    try {
      const { code, stdout, steps } = await other.up();
      assert.notEqual(code, 0);
      return { stdout, steps };
    } finally {
      await other.close();
      await rm(parent, { recursive: true, force: true });
    }
  }

  it("refuses a second component with its service", async () => {
    const { stdout } = await upWith((text) => {
      const [, component = ""] = /\n {2}ingest:\n((?: {4}.*\n)+)/.exec(text) ?? [];
      return text.replace("\n  ingest:\n", `\n  again:\n${component}  ingest:\n`);
    });
    assert.match(stdout, /service: expected one that no other AerospikeIngest of this program has, .*, got "payments"/);
  });

  it("says all that is wrong with its properties, and builds nothing", async () => {
    const { stdout, steps } = await upWith((text) =>
      text.replace("service: payments", "service: P").replace("callTimeout: 9000", "callTimeout: 99999"),
    );
    assert.match(stdout, /AerospikeIngest ingest has 2 problems:/);
    assert.match(stdout, /service: expected 2 to 40 lower-case letters, .*, got "P"/);
    assert.match(stdout, /connector\.callTimeout: expected a whole number of milliseconds below 10000, .*, got 99999/);
    assert.ok(!steps.some(({ urn }) => urn.includes("aws:")));
  });
});
