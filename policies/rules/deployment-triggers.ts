import { resourceRule } from "../pack/rule";
import { isSet } from "../read/resource";
import { type } from "../read/types";

export const deploymentTriggers = resourceRule({
  name: "deployment-triggers",
  description: "A deployment is made again when the API changes.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set triggers to a fingerprint of the whole API: methods, integrations, templates, responses, settings.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/deployment/",
  tags: ["apigateway", "reliability"],
  types: [type.deployment],
  checks: [
    (deployment) =>
      // The provider replaces a deployment for new variables, too; @pulumi/aws-apigateway relies on that.
      isSet(deployment, "triggers") || isSet(deployment, "variables")
        ? undefined
        : "triggers is not set: a deployment is a snapshot, and no change of the API would go live.",
  ],
});
