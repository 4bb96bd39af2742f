import { restApiKeyPlan } from "../../../policies/rules/rest-api-key-plan";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, changeFixture, pipeline, plus, without } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const NO_PLAN =
  "methods of its API require a key, but no usage plan of this stack names this stage: every key is answered 403.";

/** Another stage of the same API, as good as the first. */
const [stage, settings] = ["stage", "method-settings"].map((name) => pipeline.find((one) => one.name === name)!);
const second = { ...stage!, name: "second-stage", inputs: { ...stage!.inputs, stageName: "live" } };
const secondSettings = {
  ...settings!,
  name: "second-settings",
  inputs: { ...settings!.inputs, stageName: "live" },
  edges: { restApi: ["api"], stageName: ["second-stage"] },
};

/** Both stages, and a plan for the first and for `live` of an API, which is the second if the API is theirs. */
const withPlan = (apiId: string, edges?: Fixture["edges"]) => [
  ...changeFixture("plan", (plan) => ({
    ...plan,
    inputs: {
      ...plan.inputs,
      apiStages: [
        { apiId: "a1b2c3", stage: "dev" },
        { apiId, stage: "live" },
      ],
    },
    edges: edges ?? plan.edges,
  })),
  second,
  secondSettings,
];

const mapping = (stageName: string, edges: Fixture["edges"] = {}): Fixture => ({
  type: "aws:apigateway/basePathMapping:BasePathMapping",
  name: "mapping",
  inputs: { region: "eu-west-1", domainName: "ingest.example.com", restApi: awsAssigns("a1b2c3"), stageName },
  edges: { restApi: ["api"], ...edges },
});

describeRule(restApiKeyPlan, {
  finds: {
    "a domain name that leads to a stage of others": {
      stack: plus(mapping("test")),
      found: {
        mapping: [
          "leads a custom domain name to a stage that is not this stack's: no usage plan here says who may call it.",
        ],
      },
    },
    "a plan without stages": {
      stack: changeFixture("plan", (plan) => ({ ...plan, inputs: { ...plan.inputs, apiStages: [] }, edges: {} })),
      found: { stage: [NO_PLAN] },
    },
    "a plan for the stage of another API": {
      stack: [
        ...changeFixture("plan", (plan) => ({
          ...plan,
          inputs: { ...plan.inputs, apiStages: [{ apiId: awsAssigns("z9"), stage: "other" }] },
          edges: { apiStages: ["other-api", "other-stage"] },
        })),
        {
          type: "aws:apigateway/restApi:RestApi",
          name: "other-api",
          inputs: { endpointConfiguration: { types: "REGIONAL" }, securityPolicy: "TLS_1_2" },
          outputs: { id: awsAssigns("z9") },
        },
        {
          type: "aws:apigateway/stage:Stage",
          name: "other-stage",
          inputs: { stageName: "other", xrayTracingEnabled: true },
          edges: { restApi: ["other-api"] },
        },
      ],
      found: { stage: [NO_PLAN] },
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
      found: { stage: ["no key is linked to plan, the usage plan of this stage: every request is answered 403."] },
    },
    "a plan that names a stage the API does not have": {
      stack: changeFixture("plan", (plan) => ({
        ...plan,
        inputs: { ...plan.inputs, apiStages: [{ apiId: "a1b2c3", stage: "prod" }] },
        edges: {},
      })),
      found: { stage: [NO_PLAN] },
    },
    "a second stage that no plan names": {
      stack: plus(second, secondSettings),
      found: { "second-stage": [NO_PLAN] },
    },
    "a second stage that shares its name with one of another API": {
      stack: withPlan("z9"),
      found: { "second-stage": [NO_PLAN] },
      phases: ["up"],
    },
    "keys that only an authorizer could name, and no authorizer": {
      stack: change("api", { apiKeySource: "AUTHORIZER" }),
      found: {
        api: ['apiKeySource is "AUTHORIZER", and post has no authorizer to name a key: every request is answered 403.'],
      },
      inBody: (words) => words.replace("post has", "POST /kinesis has"),
    },
  },
  accepts: {
    "a domain name that leads to its stage": { stack: plus(mapping("dev")) },
    "a domain name that leads to its stage by reference": { stack: plus(mapping("dev", { stageName: ["stage"] })) },
    "keys that an authorizer names": {
      stack: change("api", { apiKeySource: "AUTHORIZER" }).map((fixture) =>
        fixture.name === "post" ? { ...fixture, inputs: { ...fixture.inputs, authorization: "CUSTOM" } } : fixture,
      ),
    },
    "an API whose plans and keys are in another stack": { stack: without("plan", "link", "key") },
    "a second stage in the same plan": {
      stack: withPlan("a1b2c3", { apiStages: ["api", "stage", "second-stage"] }),
    },
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
      config: { "connector-config-fits-api": "disabled" },
      stack: change("post", { apiKeyRequired: false, authorization: "AWS_IAM" }),
    },
  },
});
