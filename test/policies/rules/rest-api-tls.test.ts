import assert from "node:assert/strict";

import { policiesOf } from "../../../policies/pack/policies";
import { restApiTls } from "../../../policies/rules/rest-api-tls";
import { remediate } from "../../support/policy";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const only13 = { "rest-api-tls": { minimumVersion: "1.3" } };

const NO_POLICY = { securityPolicy: undefined, endpointAccessMode: undefined };
const EDGE_ALLOWED = { "rest-api-endpoint-type": { types: ["EDGE"] } };

describeRule(restApiTls, {
  finds: {
    "an API without a security policy": {
      stack: change("api", NO_POLICY),
      found: { api: ["securityPolicy is not set: a regional endpoint then accepts TLS 1.0."] },
    },
    "an edge endpoint without a security policy": {
      stack: change("api", { ...NO_POLICY, "endpointConfiguration.types": "EDGE" }),
      config: EDGE_ALLOWED,
      found: { api: ["securityPolicy is not set: an edge endpoint then accepts TLS 1.0."] },
    },
    "a private endpoint without a security policy where TLS 1.3 is configured": {
      stack: change("api", { ...NO_POLICY, "endpointConfiguration.types": ["PRIVATE"] }),
      config: only13,
      found: { api: ["securityPolicy is not set: a private endpoint then accepts TLS 1.2."] },
    },
    "TLS 1.0": {
      stack: change("api", { securityPolicy: "TLS_1_0", endpointAccessMode: undefined }),
      found: { api: ['securityPolicy is "TLS_1_0", which does not refuse everything older than TLS 1.2.'] },
    },
    "a policy that AWS does not have": {
      stack: change("api", { securityPolicy: "TLS_1_22", endpointAccessMode: undefined }),
      found: { api: ['securityPolicy is "TLS_1_22", which does not refuse everything older than TLS 1.2.'] },
    },
    "no access mode beside a policy that needs one": {
      stack: change("api", { endpointAccessMode: undefined }),
      found: { api: ["endpointAccessMode is not set; allowed: STRICT."] },
    },
    "TLS 1.2 where 1.3 is configured": {
      stack: change("api", {}),
      config: only13,
      found: {
        api: [
          'securityPolicy is "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", which does not refuse everything older than TLS 1.3.',
        ],
      },
    },
    "the access mode BASIC": {
      stack: change("api", { endpointAccessMode: "BASIC" }),
      found: { api: ['endpointAccessMode is "BASIC"; allowed: STRICT.'] },
    },
  },
  accepts: {
    "a private endpoint without a security policy, which takes TLS 1.2 and newer": {
      stack: change("api", { ...NO_POLICY, "endpointConfiguration.types": "PRIVATE" }),
    },
    "a policy of edge endpoints": {
      stack: change("api", {
        securityPolicy: "SecurityPolicy_TLS12_PFS_2025_EDGE",
        "endpointConfiguration.types": "EDGE",
      }),
      config: EDGE_ALLOWED,
    },
    "TLS_1_2, which goes without an access mode": {
      stack: change("api", { securityPolicy: "TLS_1_2", endpointAccessMode: undefined }),
    },
    "the access mode BASIC where it is configured": {
      stack: change("api", { endpointAccessMode: "BASIC" }),
      config: { "rest-api-tls": { accessModes: ["STRICT", "BASIC"] } },
    },
    "TLS 1.3 where 1.3 is configured": {
      stack: change("api", { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }),
      config: only13,
    },
  },
});

describe(`${restApiTls.name} as a remediation`, () => {
  const [, policy] = policiesOf([restApiTls]);
  const api = (inputs: Record<string, unknown>) => change("api", inputs).find(({ name }) => name === "api")!;

  it("sets a policy of TLS 1.2 and the strict access mode, and leaves the rest", async () => {
    const old = api({ securityPolicy: "TLS_1_0", endpointAccessMode: undefined });
    assert.deepEqual(await remediate(policy!, old), {
      ...old.inputs,
      securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
      endpointAccessMode: "STRICT",
    });
  });

  it("sets a policy of TLS 1.3 where that is configured", async () => {
    const { securityPolicy } = (await remediate(policy!, api({}), { minimumVersion: "1.3" })) as {
      securityPolicy: string;
    };
    assert.equal(securityPolicy, "SecurityPolicy_TLS13_1_3_2025_09");
  });

  for (const [minimumVersion, securityPolicy] of [
    ["1.2", "SecurityPolicy_TLS12_PFS_2025_EDGE"],
    ["1.3", "SecurityPolicy_TLS13_2025_EDGE"],
  ]) {
    it(`sets a policy of TLS ${minimumVersion} that an edge endpoint takes`, async () => {
      const edge = api({ ...NO_POLICY, endpointConfiguration: undefined });
      const { endpointConfiguration, ...inputs } = edge.inputs;
      assert.equal(endpointConfiguration, undefined);
      assert.deepEqual(await remediate(policy!, edge, { minimumVersion }), {
        ...inputs,
        securityPolicy,
        endpointAccessMode: "STRICT",
      });
    });
  }

  it("sets the access mode that a good policy lacks, and leaves the policy", async () => {
    const lacking = api({ endpointAccessMode: undefined });
    assert.deepEqual(await remediate(policy!, lacking), { ...lacking.inputs, endpointAccessMode: "STRICT" });
    assert.deepEqual(await remediate(policy!, lacking, { accessModes: ["BASIC"] }), {
      ...lacking.inputs,
      endpointAccessMode: "BASIC",
    });
  });

  it("keeps an access mode that is allowed", async () => {
    const old = api({ securityPolicy: "TLS_1_0", endpointAccessMode: "BASIC" });
    assert.deepEqual(await remediate(policy!, old, { accessModes: ["STRICT", "BASIC"] }), {
      ...old.inputs,
      securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
      endpointAccessMode: "BASIC",
    });
  });

  it("leaves a private endpoint without a policy alone, and TLS_1_2 without a mode", async () => {
    assert.equal(await remediate(policy!, api({ ...NO_POLICY, "endpointConfiguration.types": "PRIVATE" })), undefined);
    assert.equal(
      await remediate(policy!, api({ securityPolicy: "TLS_1_2", endpointAccessMode: undefined })),
      undefined,
    );
  });

  it("leaves a good API alone", async () => {
    assert.equal(await remediate(policy!, api({})), undefined);
  });
});
