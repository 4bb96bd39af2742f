import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { getEngineFirst } from "../support/engine";
import { openProgram, PROJECT } from "../support/program";

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
        expires: "9999-12-31",
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
      assert.match(String(waived?.message), /^Waived until 9999-12-31: nobody needs the secret of dev again$/m);

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
});
