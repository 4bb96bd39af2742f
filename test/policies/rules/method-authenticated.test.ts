import { methodAuthenticated } from "../../../policies/rules/method-authenticated";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, changeFixture, pipeline } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ALLOWED = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
const document = (...statements: object[]) => JSON.stringify({ Statement: statements });
const LETS_IN_ALL = document(ALLOWED);
const LETS_IN_AN_OFFICE = document({ ...ALLOWED, Condition: { IpAddress: { "aws:SourceIp": "198.51.100.0/24" } } });
const KEEPS_OTHERS_OUT = document(ALLOWED, {
  ...ALLOWED,
  Effect: "Deny",
  Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
});
const OPEN = {
  post: ['POST on /kinesis calls AWS for anybody who asks: apiKeyRequired is false, authorization is "NONE".'],
};

/** A pipeline whose POST asks for no key, of an API with more or other arguments. */
const keyless = (inputs: Readonly<Record<string, unknown>>) =>
  change("api", inputs).map((fixture) =>
    fixture.name === "post" ? { ...fixture, inputs: { ...fixture.inputs, apiKeyRequired: false } } : fixture,
  );

const policyBeside = (policy: string): Fixture => ({
  type: "aws:apigateway/restApiPolicy:RestApiPolicy",
  name: "api-policy",
  inputs: { region: "eu-west-1", restApiId: awsAssigns("a1b2c3"), policy: awsAssigns(policy) },
  edges: { restApiId: ["api"], policy: ["api"] },
});

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
      // Without security, OpenAPI asks for none.
      inBody: (words) => words.replace("is not set, authorization is not set", 'is false, authorization is "NONE"'),
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
    "a keyless method of an API that lets in everybody": {
      stack: keyless({ policy: LETS_IN_ALL }),
      found: OPEN,
    },
    "a keyless method of a private API that lets in everybody": {
      stack: keyless({ endpointConfiguration: { types: "PRIVATE" }, policy: LETS_IN_ALL }),
      found: OPEN,
    },
    "a keyless method of an API whose empty policy the provider computes": {
      stack: keyless({ policy: awsAssigns("") }),
      found: OPEN,
    },
    "a keyless method of an API with a policy beside it that lets in everybody": {
      stack: [...keyless({}), policyBeside(LETS_IN_ALL)],
      found: OPEN,
      phases: ["up"],
    },
  },
  accepts: {
    "a keyless method of an API that lets in an office": { stack: keyless({ policy: LETS_IN_AN_OFFICE }) },
    "a keyless method of an API with a policy beside it": {
      stack: [...keyless({}), policyBeside(LETS_IN_AN_OFFICE)],
    },
    "a keyless method of a private API that keeps everybody out but one endpoint": {
      stack: keyless({ endpointConfiguration: { types: "PRIVATE" }, policy: KEEPS_OTHERS_OUT }),
    },
    "a keyless method of a private API without a policy, which answers nobody": {
      stack: keyless({ endpointConfiguration: { types: "PRIVATE" } }),
    },
    "an integration that takes its ids from its method": {
      stack: changeFixture("post-integration", (integration) => ({
        ...integration,
        edges: { ...integration.edges, restApi: ["post"], resourceId: ["post"] },
      })),
    },
    // No connector can sign, which another rule finds.
    "IAM instead of a key": {
      stack: change("post", { apiKeyRequired: false, authorization: "AWS_IAM" }),
      config: { "connector-config-fits-api": "disabled" },
    },
    "an authorizer instead of a key": { stack: change("post", { apiKeyRequired: false, authorization: "CUSTOM" }) },
    "a keyless method that reaches nothing": { stack: changeFixture("get", (fixture) => fixture) },
  },
});
