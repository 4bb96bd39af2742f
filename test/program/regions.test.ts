import assert from "node:assert/strict";
import { join } from "node:path";

import { readConfiguration } from "@aerospike-kinesis/esp-simulator";
import type { Operation, OperationOptions } from "@aerospike-kinesis/pulumi-engine";
import { openFirst } from "@aerospike-kinesis/test-support";

import { assertGolden } from "../support/golden";
import { openProgram, PROJECT } from "../support/program";
import { succeeded } from "../support/succeeded";

const POLICIES = {
  policyPacks: [join(PROJECT, "policies")],
  policyPackConfigs: [join(PROJECT, "policies", "config.dev.json")],
};

/** The stream of the stage's file. */
const STREAM = "my_kinesis_stream";
const MUMBAI = "ap-south-1";
const IRELAND = { name: "eu-west-1", connector: { service: { port: [8903] } } };
const OHIO = { name: "us-east-2", connector: { service: { port: [8904] } } };

const stage = (mode: string, regions: readonly unknown[], streams: readonly string[] = []): OperationOptions => ({
  config: {
    ...(streams.length > 0 && { streams: streams.map((name) => ({ name })) }),
    regions:
      mode === "every"
        ? regions
        : regions.map((region) => (typeof region === "string" ? region : (region as { name: string }).name)),
    connector: { regions: mode },
  },
});

const lines = (texts: readonly string[]): string => `${[...texts].sort().join("\n")}\n`;

/** Whether a resource is of one of the regions that were there before, or of the whole stage. */
const changesOf = ({ steps }: Operation) =>
  steps
    .filter(({ op }) => !["same", "read", "refresh"].includes(op))
    .map(({ op, urn }) => [op, urn.split("::").at(-1)!] as const);

for (const mode of ["nearest", "every", "failover"]) {
  describe(`connector.regions ${mode}, on the real engine`, function () {
    this.timeout(240_000);
    const program = openFirst(openProgram);
    before(() => program.workspace.init("dev"));

    const filesOf = async (): Promise<Readonly<Record<string, string>>> =>
      ((await program.workspace.outputs("dev", { showSecrets: true })) as { connectorConfig: Record<string, string> })
        .connectorConfig;

    it("comes up with the policy pack, at rest, and gives each region a complete file", async () => {
      const options = stage(mode, [MUMBAI, IRELAND]);
      const up = succeeded(await program.workspace.up("dev", { ...options, ...POLICIES }));
      assert.deepEqual(
        up.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory"),
        [],
      );
      succeeded(await program.workspace.preview("dev", { ...options, args: ["--expect-no-changes"] }));
      const { resources = [] } = (await program.workspace.exportState("dev")).deployment;
      assertGolden(
        `urns.dev.${mode}.txt`,
        lines(resources.map(({ urn }) => urn).filter((urn) => !urn.includes("pulumi:providers:"))),
      );

      const files = await filesOf();
      const urlsOf = (text: string) => readConfiguration(text).destinations.map(({ urls }) => urls);
      const [mumbai, ireland] = [String(files[MUMBAI]), String(files[IRELAND.name])];
      if (mode === "nearest") assert.notEqual(mumbai, ireland);
      else assert.equal(mumbai, ireland);
      assert.deepEqual(
        urlsOf(mumbai).map(({ length }) => length),
        { nearest: [1], every: [1, 1], failover: [2] }[mode],
      );
      assert.deepEqual([...readConfiguration(mumbai).ports.keys()], mode === "every" ? [8901, 8903] : []);
    });

    it("keeps every key's value out of the plain state and of what the engine prints", async () => {
      const keys = Object.values(await filesOf()).flatMap((text) => {
        const { destinations } = readConfiguration(text);
        return destinations.map(({ additionalHeaders }) => String(additionalHeaders["x-api-key"]));
      });
      assert.equal(new Set(keys).size, mode === "failover" ? 1 : 2);
      const state = JSON.stringify(await program.workspace.exportState("dev"));
      for (const key of keys) assert.ok(key.length >= 20 && !state.includes(key), "a key's value is in the state");
    });

    it("changes nothing of the regions that are there when one is added behind them, but the shared files", async () => {
      const preview = succeeded(await program.workspace.preview("dev", stage(mode, [MUMBAI, IRELAND, OHIO])));
      const changes = changesOf(preview);
      const others = changes.filter(([, name]) => !name.includes(OHIO.name));
      const shared = [MUMBAI, IRELAND.name].map((region) => ["replace", `ingest-${region}-connector-version`] as const);
      const isSecret = ([, name]: readonly [string, string]) => name.endsWith("-connector-version");
      assert.deepEqual(others.filter(isSecret).sort(), mode === "nearest" ? [] : shared);
      assert.deepEqual(
        others.filter((change) => !isSecret(change)).map(([, name]) => name),
        ["dashboard"],
      );
      assertGolden(`changes.dev.${mode}.region-added.txt`, lines(changes.map((change) => change.join(" "))));
    });

    it("keeps every key when the regions change their order", async () => {
      const changes = changesOf(succeeded(await program.workspace.preview("dev", stage(mode, [IRELAND, MUMBAI]))));
      const secrets =
        mode === "nearest" ? [] : [MUMBAI, IRELAND.name].map((region) => `ingest-${region}-connector-version`);
      assert.deepEqual(changes.map(([, name]) => name).sort(), ["dashboard", ...secrets].sort());
    });

    it("changes nothing of the streams that are there when one is added behind them", async () => {
      const streams = [STREAM, "payments"];
      const changes = changesOf(
        succeeded(await program.workspace.preview("dev", stage(mode, [MUMBAI, IRELAND], streams))),
      );
      assert.deepEqual(
        changes.filter(([, name]) => name.includes(STREAM)),
        [],
      );
      assertGolden(`changes.dev.${mode}.stream-added.txt`, lines(changes.map((change) => change.join(" "))));
    });

    if (mode === "failover") {
      it("would replace the keys for a new region in front of them", async () => {
        const { config } = stage(mode, [OHIO, MUMBAI, IRELAND]);
        const unprotected = changesOf(succeeded(await program.workspace.preview("dev", { config })));
        const keys = unprotected.filter(([, name]) => /^ingest-(ap-south-1|eu-west-1)-key$/.test(name));
        assert.deepEqual(
          keys.map(([op]) => op),
          ["replace", "replace"],
        );
      });
    }

    it("has every regional resource in its region, and no two global ones with one name", async () => {
      const { resources = [] } = (await program.workspace.exportState("dev")).deployment;
      const made = resources as readonly {
        urn: string;
        type: string;
        inputs?: Record<string, unknown>;
        outputs?: Record<string, unknown>;
      }[];
      const ofAws = made.filter(({ type }) => type.startsWith("aws:"));
      for (const { urn, type, inputs } of ofAws.filter(
        ({ type: one }) => !one.startsWith("aws:iam/") && !one.includes("/dashboard:"),
      )) {
        assert.ok(
          urn.includes(`::ingest-${String(inputs?.region)}-`),
          `${type} ${urn} is in ${String(inputs?.region)}`,
        );
      }
      const roles = ofAws.filter(({ type }) => type === "aws:iam/role:Role").map(({ outputs }) => outputs?.name);
      assert.equal(roles.length, 2);
      assert.equal(new Set(roles).size, 2);
    });
  });
}

describe("one stack for each region, in one account, on the real engine", function () {
  this.timeout(240_000);
  const program = openFirst(openProgram);

  it("comes up beside the other, with names that do not collide", async () => {
    const regions = { mumbai: MUMBAI, ireland: IRELAND.name };
    const roles: unknown[] = [];
    for (const [name, region] of Object.entries(regions)) {
      await program.workspace.init(name);
      succeeded(await program.workspace.up(name, { config: { service: "orders", regions: [region] } }));
      const { resources = [] } = (await program.workspace.exportState(name)).deployment;
      const made = resources as readonly { readonly type: string; readonly outputs?: Record<string, unknown> }[];
      roles.push(...made.filter(({ type }) => type === "aws:iam/role:Role").map(({ outputs }) => outputs?.name));
    }
    assert.equal(roles.length, 2);
    assert.equal(new Set(roles).size, 2);
  });
});
