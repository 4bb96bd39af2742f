import { stackRule } from "../pack/rule";
import { isServiceCall } from "../read/integration";
import { show, valueAt } from "../read/resource";
import { type } from "../read/types";

export const integrationPassthrough = stackRule({
  name: "integration-passthrough",
  description: "A body without a template never reaches an AWS service as it is.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: 'Set passthroughBehavior to "NEVER", and give every media type that senders use a template.',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html",
  tags: ["apigateway", "silent-loss"],
  types: [type.integration],
  checks: [
    (integration) => {
      if (!isServiceCall(integration)) return undefined;
      const behavior = valueAt(integration, "passthroughBehavior");
      if (behavior === "NEVER") return undefined;
      return `passthroughBehavior is ${show(behavior)}: a body of another media type would reach the service as a call that the caller wrote.`;
    },
  ],
});
