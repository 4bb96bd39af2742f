import { resourceRule } from "../pack/rule";
import { listAt, type Resource, show, textAt } from "../read/resource";
import { awsType } from "../read/types";

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

/**
 * The policies that the remedy sets: they begin at the version, prefer 1.3, and have forward secrecy and, where there is a
 * choice, post-quantum key exchange. An edge endpoint takes its own alone.
 */
const RECOMMENDED = {
  "1.2": { edge: "SecurityPolicy_TLS12_PFS_2025_EDGE", other: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09" },
  "1.3": { edge: "SecurityPolicy_TLS13_2025_EDGE", other: "SecurityPolicy_TLS13_1_3_2025_09" },
} as const;

/** What an endpoint accepts without a policy. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html */
const WITHOUT_POLICY = {
  EDGE: "an edge endpoint then accepts TLS 1.0",
  REGIONAL: "a regional endpoint then accepts TLS 1.0",
  PRIVATE: "a private endpoint then accepts TLS 1.2",
} as const;

export const restApiTls = resourceRule<Config>({
  name: "rest-api-tls",
  description: "REST APIs name a security policy of TLS 1.2 or newer, and an endpoint access mode.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    `Set securityPolicy to "${RECOMMENDED["1.2"].other}", or "${RECOMMENDED["1.2"].edge}" on an edge endpoint, and ` +
    'endpointAccessMode to "STRICT".',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html",
  tags: ["apigateway", "security", "encryption-in-transit"],
  configSchema: {
    properties: {
      minimumVersion: { type: "string", enum: ["1.2", "1.3"], default: "1.2", laxer: "lower" },
      accessModes: {
        type: "array",
        items: { type: "string", enum: ["STRICT", "BASIC"] },
        minItems: 1,
        default: ["STRICT"],
        laxer: "more",
      },
    },
  },
  types: [awsType.restApi],
  checks: [
    (api, { minimumVersion }) => {
      if (refusesOlder(api, minimumVersion)) return undefined;
      const policy = textAt(api, "securityPolicy");
      return policy === undefined
        ? `securityPolicy is not set: ${WITHOUT_POLICY[kindOf(api)]}.`
        : `securityPolicy is ${show(policy)}, which does not refuse everything older than TLS ${minimumVersion}.`;
    },
    (api, { accessModes }) => {
      const mode = textAt(api, "endpointAccessMode");
      if (!takesMode(textAt(api, "securityPolicy"))) return undefined;
      if (mode !== undefined && accessModes.includes(mode)) return undefined;
      return `endpointAccessMode is ${show(mode)}; allowed: ${accessModes.join(", ")}.`;
    },
  ],
  remedy: (api, { minimumVersion, accessModes }) => {
    const found = textAt(api, "securityPolicy");
    const recommended = RECOMMENDED[minimumVersion][kindOf(api) === "EDGE" ? "edge" : "other"];
    const securityPolicy = refusesOlder(api, minimumVersion) ? found : recommended;
    const modeIsGood = !takesMode(securityPolicy) || accessModes.includes(textAt(api, "endpointAccessMode") ?? "");
    const endpointAccessMode = accessModes.includes("STRICT") ? "STRICT" : accessModes[0];
    if (securityPolicy === found && modeIsGood) return undefined;
    return { ...(securityPolicy !== found && { securityPolicy }), ...(!modeIsGood && { endpointAccessMode }) };
  },
});

function refusesOlder(api: Resource, version: Config["minimumVersion"]): boolean {
  const policy = textAt(api, "securityPolicy");
  if (policy === undefined) return version === "1.2" && kindOf(api) === "PRIVATE";
  return POLICIES[version].test(policy);
}

/** AWS takes the access mode with its newer policies only. */
const takesMode = (policy: string | undefined): boolean => policy?.startsWith("SecurityPolicy_") ?? false;

/** AWS makes an edge endpoint where nothing is said. */
function kindOf(api: Resource): keyof typeof WITHOUT_POLICY {
  const [kind] = listAt(api, "endpointConfiguration.types");
  return kind === "REGIONAL" || kind === "PRIVATE" ? kind : "EDGE";
}
