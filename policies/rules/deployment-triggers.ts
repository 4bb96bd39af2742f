import { resourceRule } from "../pack/rule";
import { holdsOfSome } from "../read/judgeable";
import { isSet, property, valueAt } from "../read/resource";
import { knownAt } from "../read/stack";
import { awsType } from "../read/types";

export const deploymentTriggers = resourceRule({
  name: "deployment-triggers",
  description: "A deployment is made again when the API changes.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Set triggers to a fingerprint of the whole API: methods, integrations, templates, responses, settings.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/deployment/",
  tags: ["apigateway", "reliability"],
  types: [awsType.deployment],
  checks: [
    (deployment) =>
      // The provider replaces a deployment for new variables, too; @pulumi/aws-apigateway relies on that.
      isSet(deployment, "triggers") || isSet(deployment, "variables")
        ? undefined
        : "triggers is not set: a deployment is a snapshot, and no change of the API would go live.",
    (deployment) => {
      const triggers = valueAt(deployment, "triggers");
      if (typeof triggers !== "object" || triggers === null || isSet(deployment, "variables")) return undefined;
      const names = Object.keys(triggers);
      const mayChange = (name: string) => property(triggers, name) !== knownAt(deployment, "restApi");
      return names.length === 0 || holdsOfSome(names, mayChange)
        ? undefined
        : "triggers has the API's id alone, which never changes: no change of the API would go live.";
    },
  ],
});
