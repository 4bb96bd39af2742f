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

/** A pipeline whose POST asks for no key and has an authorizer, with more resources. */
const authorized = (inputs: Readonly<Record<string, unknown>>, ...more: readonly Fixture[]) => [
  ...changeFixture("post", (post) => ({
    ...post,
    inputs: { ...post.inputs, apiKeyRequired: false, authorizerId: awsAssigns("a1"), ...inputs },
    edges: more.length > 0 ? { ...post.edges, authorizerId: ["authorizer"] } : (post.edges ?? {}),
  })),
  ...more,
];
const OTHER_API = { region: "eu-west-1", restApi: "d4e5f6", resourceId: "r9", httpMethod: "GET" };
const COGNITO = { authorization: "COGNITO_USER_POOLS" };
const authorizer: Fixture = {
  type: "aws:apigateway/authorizer:Authorizer",
  name: "authorizer",
  inputs: { region: "eu-west-1", restApi: awsAssigns("a1b2c3"), name: "people" },
  outputs: { id: awsAssigns("a1") },
  edges: { restApi: ["api"] },
};
const withPool = (pool: Readonly<Record<string, unknown>>): readonly Fixture[] => [
  {
    type: "aws:cognito/userPool:UserPool",
    name: "pool",
    inputs: { region: "eu-west-1", tags: {}, ...pool },
    outputs: { arn: awsAssigns(POOL) },
  },
  {
    ...authorizer,
    inputs: { ...authorizer.inputs, type: "COGNITO_USER_POOLS", providerArns: [awsAssigns(POOL)] },
    edges: { ...authorizer.edges, providerArns: ["pool"] },
  },
];
const POOL = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a";
const signed = (policy: string) =>
  keyless({ policy }).map((fixture) =>
    fixture.name === "post" ? { ...fixture, inputs: { ...fixture.inputs, authorization: "AWS_IAM" } } : fixture,
  );
const ANY_ACCOUNT = {
  post: ["POST on /kinesis calls AWS for every account of AWS: the API's policy lets in whoever signs."],
};
const SIGNED_UP = {
  post: ["POST on /kinesis calls AWS for whoever signs up: a user pool of its authorizer lets anybody."],
};
/** No connector can sign, which another rule finds. */
const NO_CONNECTOR = { config: { "connector-config-fits-api": "disabled" } } as const;

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
    "an authorizer that the stack does not have": {
      stack: authorized({ authorization: "CUSTOM", authorizerId: "abc123" }),
      found: {
        post: ["POST on /kinesis has an authorizer that is not of this stack: nobody sees here whom it lets in."],
      },
      inBody: false,
    },
    "a user pool in which people make accounts themselves": {
      stack: authorized(COGNITO, ...withPool({ adminCreateUserConfig: { allowAdminCreateUserOnly: false } })),
      ...NO_CONNECTOR,
      found: SIGNED_UP,
      inBody: false,
    },
    "a user pool that says nothing of accounts": {
      stack: authorized(COGNITO, ...withPool({})),
      ...NO_CONNECTOR,
      found: SIGNED_UP,
      inBody: false,
    },
    "signed calls, from every account": { stack: signed(LETS_IN_ALL), found: ANY_ACCOUNT, ...NO_CONNECTOR },
    "signed calls to the method, from every account": {
      stack: signed(document({ ...ALLOWED, Resource: "execute-api:/*/POST/kinesis" })),
      found: ANY_ACCOUNT,
      ...NO_CONNECTOR,
    },
  },
  accepts: {
    "an authorizer of the stack": { stack: authorized({ authorization: "CUSTOM" }, authorizer) },
    "a user pool whose accounts administrators make": {
      stack: authorized(COGNITO, ...withPool({ adminCreateUserConfig: { allowAdminCreateUserOnly: true } })),
      ...NO_CONNECTOR,
    },
    "a user pool where a function decides who signs up": {
      stack: authorized(COGNITO, ...withPool({ lambdaConfig: { preSignUp: "arn:aws:lambda:eu-west-1:1:function:a" } })),
      ...NO_CONNECTOR,
    },
    "a user pool of an API that takes no records": {
      stack: [
        ...pipeline,
        ...withPool({}),
        {
          type: "aws:apigateway/method:Method",
          name: "read",
          inputs: { ...OTHER_API, ...COGNITO, authorizerId: awsAssigns("a1") },
          edges: { authorizerId: ["authorizer"] },
        },
        {
          type: "aws:apigateway/integration:Integration",
          name: "read-integration",
          inputs: {
            ...OTHER_API,
            type: "AWS_PROXY",
            integrationHttpMethod: "POST",
            timeoutMilliseconds: 6000,
            uri: "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/a/invocations",
          },
        },
      ],
    },
    "a key, and an authorizer of another stack": {
      stack: change("post", { authorization: "CUSTOM", authorizerId: "abc123" }),
    },
    "signed calls from an office": { stack: signed(LETS_IN_AN_OFFICE), ...NO_CONNECTOR },
    "signed calls to another method, from every account": {
      stack: signed(document({ ...ALLOWED, Resource: "execute-api:/*/GET/*" })),
      ...NO_CONNECTOR,
    },
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
