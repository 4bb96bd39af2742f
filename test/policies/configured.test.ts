import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { getEngineFirst } from "@aerospike-kinesis/test-support";

import { openProgram, PROJECT } from "../support/program";

const TOMORROW = new Date(Date.now() + 24 * 60 * 60_000).toISOString().slice(0, 10);

const CONFIGURATION = {
  "rest-api-tls": { enforcementLevel: "remediate", minimumVersion: "1.3" },
  "kinesis-stream-retention": { enforcementLevel: "remediate", minimumHours: 168 },
  "required-tags": {
    enforcementLevel: "remediate",
    tags: ["service", "team"],
    values: { service: "wrong", team: "data" },
  },
  // Stage dev deletes its secret at once.
  waivers: {
    list: [
      {
        rule: "secret-deletion-window",
        resource: "urn:pulumi:dev::aerospike-kinesis::*::ingest-ap-south-1-connector",
        reason: "nobody needs the secret of dev again",
        expires: TOMORROW,
      },
    ],
  },
};

describe("a configuration with remediations and a waiver, on the real engine", function () {
  this.timeout(180_000);
  getEngineFirst();

  it("mends the real program, lets pass what is waived, and says both", async () => {
    const { workspace, directory, close } = await openProgram();
    try {
      const file = join(directory, "policies.json");
      await writeFile(file, JSON.stringify(CONFIGURATION));
      await workspace.init("dev");
      const up = await workspace.up("dev", { policyPacks: [join(PROJECT, "policies")], policyPackConfigs: [file] });
      assert.equal(up.code, 0, up.stderr);
      assert.deepEqual(
        up.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory"),
        [],
      );
      const [waived] = up.violations.filter(({ policyName }) => policyName === "waived-findings");
      assert.match(String(waived?.resourceUrn), /::ingest-ap-south-1-connector$/);
      assert.ok(
        waived?.message.includes(`\nWaived until ${TOMORROW}: nobody needs the secret of dev again`),
        waived?.message,
      );

      const { resources = [] } = (await workspace.exportState("dev")).deployment;
      const inputsOf = (type: string) => resources.find((resource) => resource.type === type)?.inputs ?? {};
      const api = inputsOf("aws:apigateway/restApi:RestApi");
      assert.equal(api.securityPolicy, "SecurityPolicy_TLS13_1_3_2025_09");
      assert.equal(api.endpointAccessMode, "STRICT");
      const stream = inputsOf("aws:kinesis/stream:Stream");
      assert.equal(stream.retentionPeriod, 168);
      assert.equal(stream.name, "my_kinesis_stream");
      assert.deepEqual(stream.tags, { service: "orders", stage: "dev", "managed-by": "pulumi", team: "data" });

      const mended = up.all.flatMap(({ policyRemediationEvent }) =>
        policyRemediationEvent ? [(policyRemediationEvent as { policyName: string }).policyName] : [],
      );
      assert.deepEqual([...new Set(mended)].sort(), ["kinesis-stream-retention", "required-tags", "rest-api-tls"]);
    } finally {
      await close();
    }
  });

  it("is held to the rules and settings that there are, and the level of all is that of the rules alone", async () => {
    const { workspace, directory, close } = await openProgram();
    try {
      const file = join(directory, "policies.json");
      const wrong = {
        all: "advisory",
        "rest-api-tsl": "mandatory",
        "domain-name-tls": { min: 1 },
        waivers: { lists: [], list: [{ rule: "name-limits", resource: "*" }] },
      };
      await writeFile(file, JSON.stringify(wrong));
      await workspace.init("dev");
      const preview = await workspace.preview("dev", {
        policyPacks: [join(PROJECT, "policies")],
        policyPackConfigs: [file],
      });
      assert.notEqual(preview.code, 0);
      const blocking = preview.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
      assert.deepEqual(
        blocking.map(({ policyName, message }) => `${policyName}: ${/^Found: (.*)$/m.exec(message)?.[1] ?? ""}`).sort(),
        [
          "configuration: domain-name-tls.min: expected one of enforcementLevel, got a key that does not exist.",
          "configuration: rest-api-tsl: expected the name of a policy, got one that this pack does not have; nearest: rest-api-tls.",
          "configuration: waivers.lists: expected one of list, maximumDays, enforcementLevel, got a key that does not exist.",
          'waivers: the waiver of "name-limits" for "*" names no resource and no type; its URN ends in ::<name> or in <type>::*, spelled out.',
        ],
      );
    } finally {
      await close();
    }
  });

  it("mends what the program does not have yet: a log group, for which a preview is enough", async () => {
    const { workspace, directory, close } = await openProgram({ main: join(__dirname, "programs/log-group.ts") });
    try {
      const file = join(directory, "policies.json");
      await writeFile(
        file,
        JSON.stringify({ "log-group-retention": { enforcementLevel: "remediate", minimumDays: 100 } }),
      );
      await workspace.init("dev");
      const preview = await workspace.preview("dev", {
        policyPacks: [join(PROJECT, "policies")],
        policyPackConfigs: [file],
      });
      assert.equal(preview.code, 0, preview.stderr);
      assert.deepEqual(preview.violations, []);
      const group = preview.steps.find(({ urn }) => urn.endsWith("::logs"))?.newState;
      assert.equal(group?.inputs?.retentionInDays, 120);
      assert.equal(group.inputs.name, "/orders/dev");
    } finally {
      await close();
    }
  });
});
