import { stageDeployment } from "../../../policies/rules/stage-deployment";
import { awsAssigns } from "../../support/policy";
import { change, changeFixture, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const NOT_OWN = "deployment is none of this stack's for this API: the stage serves what no rule has judged.";

describeRule(stageDeployment, {
  finds: {
    "a deployment that a text names": {
      stack: changeFixture("stage", (stage) => ({
        ...stage,
        inputs: { ...stage.inputs, deployment: "d9" },
        edges: { ...stage.edges, deployment: [] },
      })),
      found: { stage: [NOT_OWN] },
    },
    "a deployment of another API": {
      stack: [
        ...changeFixture("stage", (stage) => ({
          ...stage,
          inputs: { ...stage.inputs, deployment: awsAssigns("d9") },
          edges: { ...stage.edges, deployment: ["other-deployment"] },
        })),
        {
          type: "aws:apigateway/deployment:Deployment",
          name: "other-deployment",
          inputs: { region: "eu-west-1", restApi: awsAssigns("z9"), triggers: { model: "1" } },
          outputs: { id: awsAssigns("d9") },
        },
      ],
      found: { stage: [NOT_OWN] },
    },
    "a canary": {
      stack: change("stage", { canarySettings: { deploymentId: "d1", percentTraffic: 10 } }),
      found: {
        stage: [
          "canarySettings is set: some of the records take another deployment, or other stage variables, than the rules have judged.",
        ],
      },
    },
  },
  accepts: {
    "a canary of an API that takes no records": {
      stack: plus({
        type: "aws:apigateway/stage:Stage",
        name: "other",
        inputs: {
          region: "eu-west-1",
          restApi: "z9",
          stageName: "live",
          deployment: "d9",
          xrayTracingEnabled: true,
          canarySettings: { deploymentId: "d8" },
        },
      }),
      also: {
        "stage-access-log on other": ["accessLogSettings is not set: nobody sees which requests failed."],
        "stage-execution-log on other": [
          "no MethodSettings for */* belong to this stage: API Gateway logs no error of its own.",
        ],
      },
    },
  },
});
