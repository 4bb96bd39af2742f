import { stackRule } from "../pack/rule";
import { knownAt, sourcesOf } from "../read/stack";
import { awsType } from "../read/types";

export const apiKeyNotWritten = stackRule({
  name: "api-key-not-written",
  description: "No API key's value is written into the program.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave value out, so that API Gateway makes it, or make it from a RandomPassword, or read it from a secret of the " +
    "stack's configuration (pulumi config set --secret). A value that was in the program is known: make a new key.",
  url: "https://www.pulumi.com/docs/iac/concepts/secrets/",
  tags: ["apigateway", "security", "secrets"],
  types: [awsType.apiKey],
  checks: [
    (key, stack) => {
      // What the program gives is named with the resources that it is made from (see pack/engine-requests.ts).
      if (!("value" in key.propertyDependencies) || sourcesOf(key, "value").length > 0) return undefined;
      const value = knownAt(key, "value");
      if (typeof value !== "string" || value === "" || stack.isConfiguredSecret(value)) return undefined;
      return "value is made from no resource and is no secret of the stack's configuration: whoever reads the program has the key.";
    },
  ],
});
