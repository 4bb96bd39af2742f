import { deploymentCreateFirst } from "../../../policies/rules/deployment-create-first";
import { changeFixture } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const option = (deleteBeforeReplace: boolean) =>
  changeFixture("deployment", (deployment) => ({ ...deployment, options: { deleteBeforeReplace } }));

describeRule(deploymentCreateFirst, {
  finds: {
    "a deployment that is deleted first": {
      stack: option(true),
      found: {
        deployment: [
          "deleteBeforeReplace is set: AWS refuses to delete a deployment that a stage uses, and the next change of the API fails.",
        ],
      },
    },
  },
  accepts: { "a deployment that says it is not": { stack: option(false) } },
});
