import assert from "node:assert/strict";
import { join } from "node:path";

import { errorsOf } from "@aerospike-kinesis/pulumi-engine";
import { getEngineFirst, openFirst } from "@aerospike-kinesis/test-support";

import { parseSettings } from "../../config/parse";
import { SettingsError } from "../../config/problems";
import { apiKeyIn, openExample } from "../support/example";
import { PROJECT } from "../support/program";

const EXAMPLE = join(PROJECT, "examples", "component");

interface Outputs {
  readonly endpoints: Readonly<Record<string, string>>;
  readonly connectorFiles: Readonly<Record<string, string>>;
}

describe("examples/component on the real engine", function () {
  this.timeout(240_000);
  const example = openFirst(() => openExample(EXAMPLE));

  it("builds the pipelines by arguments alone; the policy pack finds nothing", async () => {
    const up = await example.up();
    assert.equal(up.code, 0, up.stdout + up.stderr);
    assert.deepEqual(up.violations, []);
    assert.ok((up.changes.create ?? 0) > 90, JSON.stringify(up.changes));
  });

  it("gives its outputs; a connector with its file delivers in each region", async () => {
    const { endpoints, connectorFiles } = (await example.workspace.outputs("dev", {
      showSecrets: true,
    })) as unknown as Outputs;
    assert.deepEqual(Object.keys(endpoints).sort(), ["eu-central-1", "eu-west-1"]);
    for (const [region, file] of Object.entries(connectorFiles)) {
      assert.ok(file.includes(endpoints[region]!), region);
      assert.match(file, /call-timeout: 9000/);
      assert.equal(await example.send(file), 200, region);
    }
    const state = JSON.stringify(await example.workspace.exportState("dev"));
    for (const file of Object.values(connectorFiles)) assert.ok(!state.includes(apiKeyIn(file)));
    assert.equal((await example.workspace.outputs("dev")).connectorFiles, "[secret]");
  });

  it("changes nothing the second time", async () => {
    const again = await example.up();
    assert.deepEqual([again.code, again.changes.create, again.changes.update], [0, undefined, undefined]);
  });
});

describe("examples/component in an account without a role for API Gateway's logs", function () {
  this.timeout(120_000);
  const example = openFirst(() => openExample(EXAMPLE, {}, { hasLogRole: false }));

  it("is told what to do without files that only this project has", async () => {
    const preview = await example.workspace.preview("dev");
    assert.notEqual(preview.code, 0);
    const said = errorsOf(preview);
    assert.match(said, /no role to write logs with in eu-west-1, eu-central-1, so AWS would refuse/);
    assert.match(said, /aws:apigateway\/account:Account, with a role/);
    assert.doesNotMatch(said, /bootstrap/);
  });
});

describe("wrong arguments of the component", function () {
  this.timeout(120_000);
  getEngineFirst();

  async function upWith(given: string): Promise<string> {
    const main = join(__dirname, "programs", "bad-arguments.ts");
    const example = await openExample(EXAMPLE, { main, env: { GIVEN: given } });
    try {
      const { code, stdout, stderr, steps } = await example.up();
      assert.notEqual(code, 0);
      assert.ok(!steps.some(({ urn }) => urn.includes("aws:")), "it built something");
      assert.doesNotMatch(stdout + stderr, /at .*\.ts:\d+/);
      return stdout + stderr;
    } finally {
      await example.close();
    }
  }

  it("fail with every problem at once, in the words of the settings", async () => {
    const output = await upWith("wrong");
    const settings = {
      service: "P",
      regions: ["eu-west-1", "cn-north-1"],
      connector: { "call-timeout": 99_999, format: { mode: "xml" } },
      tags: { service: "mine" },
      retention: 5,
    };
    let problems: readonly string[] = [];
    try {
      parseSettings("dev", settings);
    } catch (error) {
      problems = (error as SettingsError).problems;
    }
    assert.equal(problems.length, 6);
    assert.match(output, /AerospikeIngest orders has 6 problems:/);
    for (const problem of problems) assert.ok(output.includes(problem.replace("call-timeout", "callTimeout")), problem);
  });

  it("fail if they are not known when the program runs, with every other problem", async () => {
    assert.match(
      await upWith("outputs"),
      /AerospikeIngest orders has 2 problems:\s+- tags\.team: expected a plain value.*\s+- regions: expected a list/,
    );
  });

  it("fail at the preview if another component of the program has the service", async () => {
    const main = join(__dirname, "programs", "bad-arguments.ts");
    const example = await openExample(EXAMPLE, { main, env: { GIVEN: "twice" } });
    try {
      const preview = await example.workspace.preview("dev");
      assert.notEqual(preview.code, 0);
      assert.match(
        errorsOf(preview),
        /AerospikeIngest orders has 1 problem:\s+- service: expected one that no other .*, got "orders", which first has/,
      );
    } finally {
      await example.close();
    }
  });

  it("fail if there are none", async () => {
    assert.match(await upWith("nothing"), /AerospikeIngest orders has 2 problems:\s+- service: .*\s+- regions: /);
  });
});
