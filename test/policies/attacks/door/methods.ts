import * as apigateway from "@pulumi/aws/apigateway";
import * as cognito from "@pulumi/aws/cognito";
import * as pulumi from "@pulumi/pulumi";

import { INTEGRATION, ofModel, props, set } from "../build/changes";
import { allow, policyOf } from "../build/documents";
import { attackOf, r3Pair } from "../build/kinds";
import type { Mine } from "../build/mine";
import type { Attack } from "../harness/attack";

const r4Enter = attackOf("r4", "enter", "who calls the method that writes is known");

/** A path for everything else, which API Gateway answers itself. */
function anyPath(b: Mine): void {
  const api = b.resource("api") as apigateway.RestApi;
  const path = new apigateway.Resource(`${b.name}-path`, {
    region: b.region,
    restApi: api.id,
    parentId: api.rootResourceId,
    pathPart: "{proxy+}",
  });
  const place = { region: b.region, restApi: api.id, resourceId: path.id, httpMethod: "ANY" };
  new apigateway.Method(`${b.name}-method`, { ...place, authorization: "NONE" });
  new apigateway.Integration(`${b.name}-integration`, {
    ...place,
    type: "MOCK",
    passthroughBehavior: "WHEN_NO_TEMPLATES",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
  });
  new apigateway.MethodResponse(`${b.name}-200`, { ...place, statusCode: "200" });
  new apigateway.IntegrationResponse(`${b.name}-200-mapping`, { ...place, statusCode: "200" });
}

/** Another method writes, or the method asks for no key. */
export const methods: readonly Attack[] = [
  r4Enter("any-path", "a record under a wrong path is acknowledged, and nobody stores it", { own: true, add: anyPath }),
  r4Enter("unknown-authorizer", "an authorizer that the stack does not have stands for the key", {
    changes: { "api-post": set({ authorization: "CUSTOM", authorizerId: "abc123", apiKeyRequired: false }) },
    at: [INTEGRATION],
  }),
  r4Enter("who-signs-up", "whoever signs up by mail may write", {
    phase: "update",
    changes: {
      "api-post": props((given) => {
        const tags = { service: "r4", stage: "prod", "managed-by": "pulumi" };
        const pool = new cognito.UserPool("r4-enter-who-signs-up-made-pool", {
          region: "ap-south-1",
          adminCreateUserConfig: { allowAdminCreateUserOnly: false },
          tags,
        });
        const authorizer = new apigateway.Authorizer("r4-enter-who-signs-up-made-authorizer", {
          region: "ap-south-1",
          restApi: given.restApi as pulumi.Input<string>,
          name: "people",
          type: "COGNITO_USER_POOLS",
          providerArns: [pool.arn],
        });
        return { ...given, authorization: "COGNITO_USER_POOLS", authorizerId: authorizer.id, apiKeyRequired: false };
      }),
    },
    at: [INTEGRATION, "made-pool", "made-authorizer"],
  }),
  r4Enter("any-account-that-signs", "every account of AWS can sign, and the API's policy lets in all of them", {
    changes: {
      api: set({ policy: policyOf(allow("execute-api:Invoke", "execute-api:/*", { Principal: "*" })) }),
      "api-post": set({ authorization: "AWS_IAM", apiKeyRequired: false }),
    },
    at: [INTEGRATION],
  }),
  r3Pair("key-from-nowhere", "the API asks an authorizer for the key, which the method does not have", {
    changes: { api: set({ apiKeySource: "AUTHORIZER" }) },
    at: ["api-post"],
  }),
  r3Pair("private-without-door", "the API is private, and no policy lets anybody in", {
    changes: { api: set({ endpointConfiguration: { types: "PRIVATE" } }) },
  }),
  ofModel(
    r3Pair("any-mock-only", "the health check answers every method, and a POST gets 200 without Kinesis", {
      own: true,
      at: ["api-any", "api-any-integration", "api-any-200-mapping"],
    }),
    (model) => ({
      ...model,
      methods: model.methods
        .filter(({ httpMethod }) => httpMethod === "GET")
        .map((method) => ({ ...method, httpMethod: "ANY" as "GET" })),
    }),
  ),
  ofModel(
    r3Pair("open-by-second-method", "a PUT without a key writes, too", {
      own: true,
      at: ["api-put", "api-put-integration"],
    }),
    (model) => ({
      ...model,
      methods: model.methods.flatMap((method) =>
        method.httpMethod === "POST"
          ? [method, { ...method, httpMethod: "PUT" as "POST", apiKeyRequired: false }]
          : [method],
      ),
    }),
  ),
  r3Pair("health-check-reads", "the health check, which needs no key, asks Kinesis about the stream", {
    changes: {
      "api-get-integration": props((given) => ({
        ...given,
        type: "AWS",
        integrationHttpMethod: "POST",
        uri: "arn:aws:apigateway:ap-south-1:kinesis:action/ListShards",
        credentials: "arn:aws:iam::123456789012:role/reader",
        requestTemplates: { "application/json": '{"StreamName": "orders"}' },
      })),
    },
  }),
  r3Pair("health-check-elsewhere", "the health check, with the connector's headers, goes to another server", {
    changes: {
      "api-get-integration": props((given) => ({
        ...given,
        type: "HTTP_PROXY",
        integrationHttpMethod: "GET",
        uri: "http://status.example.com/",
      })),
    },
  }),
  r3Pair("put-body", "a body imported over the API answers POST without Kinesis", {
    phase: "update",
    own: true,
    add: (b) =>
      new apigateway.RestApiPut(`${b.name}-put`, {
        region: b.region,
        restApiId: b.pipeline.apiId,
        body: JSON.stringify({
          openapi: "3.0.1",
          info: { title: "orders", version: "1" },
          paths: {
            "/kinesis": {
              post: {
                responses: { 200: { description: "ok" } },
                "x-amazon-apigateway-integration": {
                  type: "mock",
                  requestTemplates: { "application/json": '{"statusCode": 200}' },
                  responses: { default: { statusCode: "200" } },
                },
              },
            },
          },
        }),
      }),
  }),
];
