import { resourceRule } from "../pack/rule";
import { writesToKinesis } from "../read/api/kinesis-call";
import { isFunctionUri, serviceUriOf } from "../read/api/service-uri";
import { type Resource, show, textAt, textsOf, valueAt } from "../read/resource";
import { awsType } from "../read/types";

export const integrationPassthrough = resourceRule({
  name: "integration-passthrough",
  description: "A body without a template never reaches an AWS service as it is.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: 'Set passthroughBehavior to "NEVER", and give every media type that senders use a template.',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html",
  tags: ["apigateway", "data-loss"],
  types: [awsType.integration],
  checks: [
    (integration) => {
      const behavior = valueAt(integration, "passthroughBehavior");
      if (behavior === "NEVER" || textAt(integration, "type") !== "AWS") return undefined;
      // With a template, this refuses a body of another type, too.
      if (behavior === "WHEN_NO_TEMPLATES" && textsOf(integration, "requestTemplates").length > 0) return undefined;
      if (!writesToKinesis(integration) && takesBodies(integration)) return undefined;
      return `passthroughBehavior is ${show(behavior)}: a body of another media type would reach the service as a call that the caller wrote.`;
    },
  ],
});

/** A function may well want bodies as they come. Of a GET, or of an object of S3, method and path are the call. */
function takesBodies(integration: Resource): boolean {
  if (["GET", "HEAD"].includes(textAt(integration, "integrationHttpMethod") ?? "")) return true;
  const uri = valueAt(integration, "uri");
  const service = serviceUriOf(uri);
  return isFunctionUri(uri) || (service?.service === "s3" && /^path\/./.test(service.call));
}
