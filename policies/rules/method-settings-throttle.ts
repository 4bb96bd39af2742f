import { resourceRule } from "../pack/rule";
import { showAt, valueAt } from "../read/resource";
import { awsType } from "../read/types";

export const methodSettingsThrottle = resourceRule({
  name: "method-settings-throttle",
  description: "No setting of a stage throttles all requests away.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Set throttlingRateLimit and throttlingBurstLimit to 1 or more, or leave them out.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
  tags: ["apigateway", "capacity"],
  types: [awsType.methodSettings],
  checks: ["settings.throttlingRateLimit", "settings.throttlingBurstLimit"].map((path) => (settings) => {
    const limit = valueAt(settings, path);
    // The provider has -1 for "no limit".
    if (typeof limit !== "number" || limit >= 1 || limit === -1) return undefined;
    return `${path} is ${showAt(settings, path)}: ${limit > 0 ? "almost " : ""}every request is answered 429.`;
  }),
});
