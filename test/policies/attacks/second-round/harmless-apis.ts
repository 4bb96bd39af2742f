import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cognito from "@pulumi/aws/cognito";
import * as wafv2 from "@pulumi/aws/wafv2";
import * as pulumi from "@pulumi/pulumi";

import type { Control } from "../harness/attack";
import type { Mine } from "../mine";
import { ACCOUNT, allow, streamArn } from "../shared";
import { changed, fine, functionOf, OBSERVED } from "./harmless-support";
import { props } from "./support";

const visible = { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: "m" };
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

/** APIs beside the pipeline, and what stands before it. */
export const apis: readonly Control[] = [
  fine("cognito-api", "an API that reads asks for a token of a user pool", (b) => {
    const pool = new cognito.UserPool(`${b.name}-pool`, { region: b.region, tags: b.tags });
    const authorizer = new apigateway.Authorizer(`${b.name}-authorizer`, {
      region: b.region,
      restApi: "a1",
      name: "staff",
      type: "COGNITO_USER_POOLS",
      providerArns: [pool.arn],
    });
    readApi(b, { authorization: "COGNITO_USER_POOLS", authorizerId: authorizer.id });
  }),
  fine("api-with-quota", "an API that reads has a plan with a quota, as partners pay for it", (b) => {
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
  }),
  fine("cached-read-api", "an API that reads has a cache, which is encrypted", (b) => {
    readApi(b, { authorization: "AWS_IAM" }, { cachingEnabled: true, cacheDataEncrypted: true, cacheTtlInSeconds: 60 });
  }),
  fine("http-api-jwt", "an HTTP API that reads asks for a token", (b) => {
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
      integrationUri: functionOf(b, allow(["kinesis:GetRecords", "kinesis:GetShardIterator"], streamArn(b))).invokeArn,
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
  }),
  fine(
    "options",
    "a browser's question is answered by API Gateway, at a path beside",
    (b) => {
      const { region, pipeline } = b;
      const path = new apigateway.Resource(`${b.name}-path`, {
        region,
        restApi: pipeline.apiId,
        parentId: (b.resource("api") as apigateway.RestApi).rootResourceId,
        pathPart: "docs",
      });
      const at = { region, restApi: pipeline.apiId, resourceId: path.id };
      const method = new apigateway.Method(`${b.name}-options`, {
        ...at,
        httpMethod: "OPTIONS",
        authorization: "NONE",
      });
      const place = { ...at, httpMethod: method.httpMethod };
      new apigateway.Integration(`${b.name}-integration`, {
        ...place,
        type: "MOCK",
        passthroughBehavior: "NEVER",
        requestTemplates: { "application/json": '{"statusCode": 204}' },
      });
      const header = "method.response.header.Access-Control-Allow-Origin";
      new apigateway.MethodResponse(`${b.name}-204`, {
        ...place,
        statusCode: "204",
        responseParameters: { [header]: true },
      });
      new apigateway.IntegrationResponse(`${b.name}-mapping`, {
        ...place,
        statusCode: "204",
        responseParameters: { [header]: "'https://orders.example.com'" },
      });
    },
    true,
  ),
  fine("custom-domain", "connectors reach the stage by a name of our own", (b) => {
    const domain = new apigateway.DomainName(`${b.name}-domain`, {
      region: b.region,
      domainName: "ingest.example.com",
      regionalCertificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
      endpointConfiguration: { types: "REGIONAL" },
      securityPolicy: "TLS_1_2",
      tags: b.tags,
    });
    new apigateway.BasePathMapping(`${b.name}-base`, {
      region: b.region,
      domainName: domain.domainName,
      restApi: b.pipeline.apiId,
      stageName: b.pipeline.stageName,
    });
  }),
  fine("acl", "a web ACL stops who calls too often, and records under odd addresses", (b) => {
    const acl = new wafv2.WebAcl(`${b.name}-acl`, {
      region: b.region,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rules: [
        {
          name: "often",
          priority: 1,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: { rateBasedStatement: { limit: 100_000, aggregateKeyType: "IP" } },
          visibilityConfig: visible,
        },
      ],
      visibilityConfig: visible,
      tags: b.tags,
    });
    new wafv2.WebAclAssociation(`${b.name}-association`, {
      region: b.region,
      resourceArn: (b.resource("api-stage") as apigateway.Stage).arn,
      webAclArn: acl.arn,
    });
    new wafv2.WebAclLoggingConfiguration(`${b.name}-logging`, {
      region: b.region,
      resourceArn: acl.arn,
      logDestinationConfigs: [`arn:aws:logs:${b.region}:${ACCOUNT}:log-group:aws-waf-logs-orders`],
      redactedFields: [{ singleHeader: { name: "x-api-key" } }],
    });
  }),
  changed("access-log", "the stage writes an access log that says nothing secret", {
    "api-stage": props((given) => ({
      ...given,
      xrayTracingEnabled: true,
      accessLogSettings: {
        destinationArn: `arn:aws:logs:ap-south-1:${ACCOUNT}:log-group:orders`,
        format:
          '{"requestId":"$context.requestId","error":"$context.integration.error","status":"$context.status","key":"$context.identity.apiKeyId"}',
      },
    })),
  }),
];
