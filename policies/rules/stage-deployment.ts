import { stackRule } from "../pack/rule";
import { takesRecords } from "../read/api/records-api";
import { isSet } from "../read/resource";
import { pointsAt, referenceKey } from "../read/stack";
import { awsType } from "../read/types";

export const stageDeployment = stackRule({
  name: "stage-deployment",
  description: "A stage that takes records serves a deployment of this stack, whole.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Set deployment to the id of the stack's Deployment of the same API, and leave canarySettings out.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html",
  tags: ["apigateway", "kinesis", "data-loss", "reliability"],
  types: [awsType.stage],
  checks: [
    (stage, stack) => {
      if (!takesRecords(stage, stack)) return undefined;
      const api = referenceKey(stage, "restApi");
      const isOwn = stack
        .ofType(awsType.deployment)
        .some((deployment) => pointsAt(stage, "deployment", deployment) && referenceKey(deployment, "restApi") === api);
      return isOwn
        ? undefined
        : "deployment is none of this stack's for this API: the stage serves what no rule has judged.";
    },
    (stage, stack) =>
      takesRecords(stage, stack) && isSet(stage, "canarySettings")
        ? "canarySettings is set: some of the records take another deployment, or other stage variables, than the rules have judged."
        : undefined,
  ],
});
