import { resourceRule } from "../pack/rule";
import { valueAt } from "../read/resource";
import { awsType } from "../read/types";

export const apiKeyEnabled = resourceRule({
  name: "api-key-enabled",
  description: "API keys are enabled.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Leave enabled out or set it to true; take a key that is no longer used out of the program.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-setup-api-key-with-console.html",
  tags: ["apigateway", "security", "authentication"],
  types: [awsType.apiKey],
  checks: [
    (key) =>
      valueAt(key, "enabled") === false
        ? "enabled is false: API Gateway answers 403 to whoever uses this key, and replication stops."
        : undefined,
  ],
});
