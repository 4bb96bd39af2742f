import { resourceRule } from "../pack/rule";
import { show, textAt, valueAt } from "../read/resource";
import { type } from "../read/types";

interface Config {
  readonly minimumVersion: "1.2" | "1.3";
  readonly accessModes: readonly string[];
}

/**
 * AWS's names of policies that refuse anything older. Those of the form TLS13_1_2 begin at 1.2 and prefer 1.3.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 */
const POLICIES = {
  "1.2": /^(TLS_1_2|SecurityPolicy_TLS1[23]_\w+)$/,
  "1.3": /^SecurityPolicy_TLS13_(1_3_\w+|2025_EDGE)$/,
};

/** Begins at TLS 1.2, prefers 1.3, with forward secrecy and post-quantum key exchange. */
const RECOMMENDED = "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09";

export const restApiTls = resourceRule<Config>({
  name: "rest-api-tls",
  description: "REST APIs name a security policy of TLS 1.2 or newer, and an endpoint access mode.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: `Set securityPolicy to "${RECOMMENDED}" and endpointAccessMode to "STRICT".`,
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html",
  tags: ["apigateway", "https"],
  configSchema: {
    properties: {
      minimumVersion: { type: "string", enum: ["1.2", "1.3"], default: "1.2" },
      accessModes: {
        type: "array",
        items: { type: "string", enum: ["STRICT", "BASIC"] },
        default: ["STRICT", "BASIC"],
      },
    },
  },
  types: [type.restApi],
  checks: [
    (api, { minimumVersion }) => {
      const policy = valueAt(api, "securityPolicy");
      if (typeof policy === "string" && POLICIES[minimumVersion].test(policy)) return undefined;
      return policy === undefined
        ? "securityPolicy is not set: a regional endpoint then accepts TLS 1.0."
        : `securityPolicy is ${show(policy)}, which does not refuse everything older than TLS ${minimumVersion}.`;
    },
    (api, { accessModes }) => {
      const mode = textAt(api, "endpointAccessMode");
      // AWS takes the mode with its newer policies only.
      if (!textAt(api, "securityPolicy")?.startsWith("SecurityPolicy_")) return undefined;
      if (mode !== undefined && accessModes.includes(mode)) return undefined;
      return `endpointAccessMode is ${show(mode)}; allowed: ${accessModes.join(", ")}.`;
    },
  ],
  remedy: (api, { minimumVersion }) => {
    const policy = textAt(api, "securityPolicy");
    if (policy !== undefined && POLICIES[minimumVersion].test(policy)) return undefined;
    const securityPolicy = minimumVersion === "1.3" ? "SecurityPolicy_TLS13_1_3_2025_09" : RECOMMENDED;
    return { securityPolicy, endpointAccessMode: "STRICT" };
  },
});
