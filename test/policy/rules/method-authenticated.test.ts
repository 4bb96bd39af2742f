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
      also: {
        "integration-errors-mapped on post-integration": [
          "no response is mapped for 200, 400, 403, 404, 413, 429, 500, 502, 503, 504 of the service: API Gateway answers 500 and hides the cause.",
        ],
      },
      found: { post: ['POST calls AWS for anybody who asks: apiKeyRequired is false, authorization is "NONE".'] },
    },
  },
  accepts: {
    "IAM instead of a key": { stack: change("post", { apiKeyRequired: false, authorization: "AWS_IAM" }) },
    "an authorizer instead of a key": { stack: change("post", { apiKeyRequired: false, authorization: "CUSTOM" }) },
    "a keyless method that reaches nothing": { stack: changeFixture("get", (fixture) => fixture) },
  },
});
