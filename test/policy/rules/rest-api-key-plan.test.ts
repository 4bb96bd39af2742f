import { restApiKeyPlan } from "../../../policies/rules/rest-api-key-plan";
import { assigned } from "../../support/policy";
import { change, changeFixture, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const NO_PLAN =
  "methods of this API require a key, but no usage plan of this stack names a stage of it: every key is answered 403.";

describeRule(restApiKeyPlan, {
  finds: {
    "a plan without stages": {
      stack: changeFixture("plan", (plan) => ({ ...plan, inputs: { ...plan.inputs, apiStages: [] }, edges: {} })),
      found: { api: [NO_PLAN] },
    },
    "a plan for the stage of another API": {
      stack: [
        ...changeFixture("plan", (plan) => ({
          ...plan,
          inputs: { ...plan.inputs, apiStages: [{ apiId: assigned("z9"), stage: "other" }] },
          edges: { apiStages: ["other-api", "other-stage"] },
        })),
        {
          type: "aws:apigateway/restApi:RestApi",
          name: "other-api",
          inputs: { endpointConfiguration: { types: "REGIONAL" }, securityPolicy: "TLS_1_2" },
          outputs: { id: assigned("z9") },
        },
        {
          type: "aws:apigateway/stage:Stage",
          name: "other-stage",
          inputs: { stageName: "other", xrayTracingEnabled: true },
          edges: { restApi: ["other-api"] },
        },
      ],
      found: { api: [NO_PLAN] },
      also: {
        "stage-access-log on other-stage": ["accessLogSettings is not set: nobody sees which requests failed."],
        "stage-execution-log on other-stage": [
          "no MethodSettings for */* belong to this stage: API Gateway logs no error of its own.",
        ],
      },
    },
    "a plan without a key": {
      stack: changeFixture("link", (link) => ({
        ...link,
        inputs: { ...link.inputs, usagePlanId: "p2" },
        edges: { keyId: ["key"] },
      })),
      found: { api: ["no key is linked to plan, the usage plan of this API: every request is answered 403."] },
    },
    "a plan that names a stage the API does not have": {
      stack: changeFixture("plan", (plan) => ({
        ...plan,
        inputs: { ...plan.inputs, apiStages: [{ apiId: "a1b2c3", stage: "prod" }] },
        edges: {},
      })),
      found: { api: [NO_PLAN] },
    },
  },
  accepts: {
    "a stage named by a string, beside a reference to the API": {
      stack: changeFixture("plan", (plan) => ({ ...plan, edges: { apiStages: ["api"] } })),
    },
    "an API and a stage named by strings, once ids are known": {
      stack: changeFixture("plan", (plan) => ({ ...plan, edges: {} })),
      phases: ["up"],
    },
    "an API without keys": {
      stack: plus({
        type: "aws:apigateway/restApi:RestApi",
        name: "other-api",
        inputs: { endpointConfiguration: { types: "REGIONAL" }, securityPolicy: "TLS_1_2" },
      }),
    },
    "IAM instead of keys": {
      stack: change("post", { apiKeyRequired: false, authorization: "AWS_IAM" }),
    },
  },
});
