import { methodAuthenticated } from "../../../policies/rules/method-authenticated";
import { change, changeFixture, pipeline } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

describeRule(methodAuthenticated, {
  finds: {
    "a POST to AWS without a key": {
      stack: change("post", { apiKeyRequired: false }),
      found: {
        post: ['POST on /kinesis calls AWS for anybody who asks: apiKeyRequired is false, authorization is "NONE".'],
      },
    },
    "a POST that says nothing of a key": {
      stack: change("post", { apiKeyRequired: undefined, authorization: undefined }),
      found: {
        post: ["POST on /kinesis calls AWS for anybody who asks: apiKeyRequired is not set, authorization is not set."],
      },
    },
    "a keyless method in front of a function": {
      stack: change("get-integration", { type: "AWS_PROXY" }),
      found: {
        get: ['GET on /kinesis calls AWS for anybody who asks: apiKeyRequired is false, authorization is "NONE".'],
      },
    },
    "a keyless method whose integration takes its ids from it": {
      stack: change("post", { apiKeyRequired: false }).map((fixture) =>
        fixture.name === "post-integration"
          ? { ...fixture, edges: { ...fixture.edges, restApi: ["post"], resourceId: ["post"] } }
          : fixture,
      ),
      found: {
        post: ['POST on /kinesis calls AWS for anybody who asks: apiKeyRequired is false, authorization is "NONE".'],
      },
    },
    "a keyless method whose integration names ids, not references": {
      stack: pipeline.map((fixture) =>
        fixture.name === "post" || fixture.name === "post-integration"
          ? {
              ...fixture,
              inputs: { ...fixture.inputs, restApi: "a1b2c3", resourceId: "r1", apiKeyRequired: false },
              edges: { ...fixture.edges, restApi: [], resourceId: [], httpMethod: [] },
            }
          : fixture,
      ),
      phases: ["up"],
      found: { post: ['POST calls AWS for anybody who asks: apiKeyRequired is false, authorization is "NONE".'] },
    },
  },
  accepts: {
    "an integration that takes its ids from its method": {
      stack: changeFixture("post-integration", (integration) => ({
        ...integration,
        edges: { ...integration.edges, restApi: ["post"], resourceId: ["post"] },
      })),
    },
    "IAM instead of a key": { stack: change("post", { apiKeyRequired: false, authorization: "AWS_IAM" }) },
    "an authorizer instead of a key": { stack: change("post", { apiKeyRequired: false, authorization: "CUSTOM" }) },
    "a keyless method that reaches nothing": { stack: changeFixture("get", (fixture) => fixture) },
  },
});
