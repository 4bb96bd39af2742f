import { resourceRule } from "../pack/rule";
import { awsType } from "../read/types";

export const deploymentCreateFirst = resourceRule({
  name: "deployment-create-first",
  description: "A new deployment stands before the old one goes.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Leave deleteBeforeReplace out.",
  url: "https://www.pulumi.com/docs/iac/concepts/options/deletebeforereplace/",
  tags: ["apigateway", "reliability"],
  types: [awsType.deployment],
  checks: [
    (deployment) =>
      deployment.opts.deleteBeforeReplace === true
        ? "deleteBeforeReplace is set: AWS refuses to delete a deployment that a stage uses, and the next change of the API fails."
        : undefined,
  ],
});
