import { restApiTls } from "../../../policies/rules/rest-api-tls";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const only13 = { "rest-api-tls": { minimumVersion: "1.3" } };

describeRule(restApiTls, {
  finds: {
    "an API without a security policy": {
      stack: change("api", { securityPolicy: undefined, endpointAccessMode: undefined }),
      found: { api: ["securityPolicy is not set: a regional endpoint then accepts TLS 1.0."] },
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
      found: { api: ["endpointAccessMode is not set; allowed: STRICT, BASIC."] },
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
    "BASIC where only STRICT is configured": {
      stack: change("api", { endpointAccessMode: "BASIC" }),
      config: { "rest-api-tls": { accessModes: ["STRICT"] } },
      found: { api: ['endpointAccessMode is "BASIC"; allowed: STRICT.'] },
    },
  },
  accepts: {
    "TLS_1_2, which goes without an access mode": {
      stack: change("api", { securityPolicy: "TLS_1_2", endpointAccessMode: undefined }),
    },
    "the access mode BASIC": { stack: change("api", { endpointAccessMode: "BASIC" }) },
    "TLS 1.3 where 1.3 is configured": {
      stack: change("api", { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }),
      config: only13,
    },
  },
});
