import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cognito from "@pulumi/aws/cognito";
import * as pulumi from "@pulumi/pulumi";

import { OBSERVED } from "../build/api-parts";
import { allow, streamArn } from "../build/documents";
import { fine, type Mine } from "../build/mine";
import { functionOf } from "../build/roles";
import type { Control } from "../harness/attack";

const restApi = (b: Mine): apigateway.RestApi =>
  new apigateway.RestApi(
    `${b.name}-api`,
    {
      region: b.region,
      endpointConfiguration: { types: "REGIONAL", ipAddressType: "dualstack" },
      securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
      endpointAccessMode: "STRICT",
      tags: b.tags,
    },
    { protect: true },
  );

/** An API beside the pipeline that reads, with its deployment and stage. */
function readApi(
  b: Mine,
  method: Partial<apigateway.MethodArgs>,
  settings: object = {},
): { api: apigateway.RestApi; stage: apigateway.Stage } {
  const api = restApi(b);
  const at = { region: b.region, restApi: api.id, resourceId: api.rootResourceId };
  const get = new apigateway.Method(`${b.name}-get`, { ...at, httpMethod: "GET", authorization: "NONE", ...method });
  const target = new apigateway.Integration(`${b.name}-integration`, {
    ...at,
    httpMethod: get.httpMethod,
    type: "AWS_PROXY",
    integrationHttpMethod: "POST",
    uri: functionOf(b).invokeArn,
    timeoutMilliseconds: 6000,
  });
  const deployment = new apigateway.Deployment(
    `${b.name}-deployment`,
    { region: b.region, restApi: api.id, triggers: { version: "1" } },
    { dependsOn: [get, target] },
  );
  const stage = new apigateway.Stage(`${b.name}-stage`, {
    region: b.region,
    restApi: api.id,
    deployment: deployment.id,
    stageName: "live",
    tags: b.tags,
    ...OBSERVED,
  });
  new apigateway.MethodSettings(`${b.name}-settings`, {
    region: b.region,
    restApi: api.id,
    stageName: stage.stageName,
    methodPath: "*/*",
    settings: { loggingLevel: "ERROR", dataTraceEnabled: false, ...settings },
  });
  return { api, stage };
}

/** APIs that read. */
export const apis: readonly Control[] = [
  fine("r2-fine-cognito-api", "an API that reads asks for a token of a user pool", {
    add: (b) => {
      const pool = new cognito.UserPool(`${b.name}-pool`, { region: b.region, tags: b.tags });
      const authorizer = new apigateway.Authorizer(`${b.name}-authorizer`, {
        region: b.region,
        restApi: "a1",
        name: "staff",
        type: "COGNITO_USER_POOLS",
        providerArns: [pool.arn],
      });
      readApi(b, { authorization: "COGNITO_USER_POOLS", authorizerId: authorizer.id });
    },
  }),
  fine("r2-fine-api-with-quota", "an API that reads has a plan with a quota, as partners pay for it", {
    add: (b) => {
      const { api, stage } = readApi(b, { apiKeyRequired: true });
      const key = new apigateway.ApiKey(`${b.name}-key`, { region: b.region, tags: b.tags }, { protect: true });
      const plan = new apigateway.UsagePlan(`${b.name}-plan`, {
        region: b.region,
        apiStages: [{ apiId: api.id, stage: stage.stageName }],
        throttleSettings: { rateLimit: 10, burstLimit: 10 },
        quotaSettings: { limit: 1000, period: "DAY" },
        tags: b.tags,
      });
      new apigateway.UsagePlanKey(
        `${b.name}-link`,
        { region: b.region, keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id },
        { additionalSecretOutputs: ["value"] },
      );
    },
  }),
  fine("r2-fine-cached-read-api", "an API that reads has a cache, which is encrypted", {
    add: (b) => {
      readApi(
        b,
        { authorization: "AWS_IAM" },
        { cachingEnabled: true, cacheDataEncrypted: true, cacheTtlInSeconds: 60 },
      );
    },
  }),
  fine("r2-fine-http-api-jwt", "an HTTP API that reads asks for a token", {
    add: (b) => {
      const api = new apigatewayv2.Api(`${b.name}-api`, { region: b.region, protocolType: "HTTP", tags: b.tags });
      const authorizer = new apigatewayv2.Authorizer(`${b.name}-authorizer`, {
        region: b.region,
        apiId: api.id,
        name: "staff",
        authorizerType: "JWT",
        identitySources: ["$request.header.Authorization"],
        jwtConfiguration: { issuer: "https://login.example.com", audiences: ["orders"] },
      });
      const target = new apigatewayv2.Integration(`${b.name}-integration`, {
        region: b.region,
        apiId: api.id,
        integrationType: "AWS_PROXY",
        integrationUri: functionOf(b, allow(["kinesis:GetRecords", "kinesis:GetShardIterator"], streamArn(b)))
          .invokeArn,
        payloadFormatVersion: "2.0",
      });
      new apigatewayv2.Route(`${b.name}-route`, {
        region: b.region,
        apiId: api.id,
        routeKey: "GET /orders",
        authorizationType: "JWT",
        authorizerId: authorizer.id,
        target: pulumi.interpolate`integrations/${target.id}`,
      });
    },
  }),
];
