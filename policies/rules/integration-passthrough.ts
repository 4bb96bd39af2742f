import { resourceRule } from "../pack/rule";
import { isFunctionUri, writesToKinesis } from "../read/integration";
import { show, textAt, valueAt } from "../read/resource";
import { type } from "../read/types";

export const integrationPassthrough = resourceRule({
  name: "integration-passthrough",
  description: "A body without a template never reaches an AWS service as it is.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: 'Set passthroughBehavior to "NEVER", and give every media type that senders use a template.',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html",
  tags: ["apigateway", "data-loss"],
  types: [type.integration],
  checks: [
    (integration) => {
      const behavior = valueAt(integration, "passthroughBehavior");
      if (behavior === "NEVER" || textAt(integration, "type") !== "AWS") return undefined;
      // A function may well want bodies as they come, and a GET of a service, such as S3, is no call in a body.
      const isGet = ["GET", "HEAD"].includes(textAt(integration, "integrationHttpMethod") ?? "");
      if (!writesToKinesis(integration) && (isGet || isFunctionUri(valueAt(integration, "uri")))) return undefined;
      return `passthroughBehavior is ${show(behavior)}: a body of another media type would reach the service as a call that the caller wrote.`;
    },
  ],
});
