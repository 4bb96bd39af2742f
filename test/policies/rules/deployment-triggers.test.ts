import { deploymentTriggers } from "../../../policies/rules/deployment-triggers";
import { awsAssigns } from "../../support/policy";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const FROZEN = "triggers is not set: a deployment is a snapshot, and no change of the API would go live.";

describeRule(deploymentTriggers, {
  finds: {
    "a deployment without triggers": {
      stack: change("deployment", { triggers: undefined }),
      found: { deployment: [FROZEN] },
    },
    "a deployment with empty triggers": {
      stack: change("deployment", { triggers: {} }),
      found: { deployment: [FROZEN] },
    },
  },
  accepts: {
    "variables, as @pulumi/aws-apigateway sets them": {
      stack: change("deployment", { triggers: undefined, variables: { version: "5f2d" } }),
    },
    "triggers that are not known yet": { stack: change("deployment", { triggers: { model: awsAssigns("5f2d") } }) },
  },
});
