import { resourceRule } from "../pack/rule";
import { awsType } from "../read/types";

export const usagePlanKeySecret = resourceRule({
  name: "usage-plan-key-secret",
  description: "The API key that a UsagePlanKey repeats is kept as a secret in the state.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: 'Give the UsagePlanKey the option additionalSecretOutputs: ["value"].',
  url: "https://github.com/hashicorp/terraform-provider-aws/issues/26739",
  tags: ["apigateway", "security", "secrets"],
  types: [awsType.usagePlanKey],
  checks: [
    (link) =>
      link.opts.additionalSecretOutputs.includes("value")
        ? undefined
        : "additionalSecretOutputs does not name value: the state, previews and exports hold the API key in clear text.",
  ],
});
