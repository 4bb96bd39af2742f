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
    "triggers that are the API's id": {
      stack: change("deployment", { triggers: { api: awsAssigns("a1b2c3") } }),
      phases: ["up"],
      found: {
        deployment: ["triggers has the API's id alone, which never changes: no change of the API would go live."],
      },
    },
  },
  accepts: {
    "a version beside the API's id": {
      stack: change("deployment", { triggers: { api: awsAssigns("a1b2c3"), version: "3" } }),
    },
    "variables beside the API's id": {
      stack: change("deployment", { triggers: { api: awsAssigns("a1b2c3") }, variables: { version: "5f2d" } }),
    },
    "variables, as @pulumi/aws-apigateway sets them": {
      stack: change("deployment", { triggers: undefined, variables: { version: "5f2d" } }),
    },
    "triggers that are not known yet": { stack: change("deployment", { triggers: { model: awsAssigns("5f2d") } }) },
  },
});
