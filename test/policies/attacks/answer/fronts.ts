import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";

import { ACCOUNT } from "../build/documents";
import { ALL_METHODS, distribution } from "../build/fronts";
import { r2Answer, r2Open } from "../build/kinds";
import type { Mine } from "../build/mine";
import type { Attack } from "../harness/attack";

/** What AWS's own policies hand on of a request: all but the host. */
const FRONT = {
  allowedMethods: ALL_METHODS,
  cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  originRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
};

/** What stands before the API answers for it. */
export const fronts: readonly Attack[] = [
  r2Answer("before-errors-200", "a distribution answers each 502 of the API by 200", {
    add: (b) =>
      distribution(b, {
        behavior: FRONT,
        more: { customErrorResponses: [{ errorCode: 502, responseCode: 200, responsePagePath: "/ok.html" }] },
      }),
  }),
  r2Answer("before-function-200", "a function of a distribution answers everything by 200", {
    add: (b) => {
      const code = new cloudfront.Function(`${b.name}-function`, {
        runtime: "cloudfront-js-2.0",
        code: "function handler(event) { event.response.statusCode = 200; return event.response; }",
      });
      const functionAssociations = [{ eventType: "viewer-response", functionArn: code.arn }];
      distribution(b, { behavior: { ...FRONT, functionAssociations } });
    },
  }),
  r2Answer("before-http-api-200", "an HTTP API before it, with its own authorization, answers each 502 by 200", {
    add: (b) => {
      const api = new apigatewayv2.Api(`${b.name}-api`, { region: b.region, protocolType: "HTTP", tags: b.tags });
      const target = new apigatewayv2.Integration(`${b.name}-integration`, {
        region: b.region,
        apiId: api.id,
        integrationType: "HTTP_PROXY",
        integrationMethod: "POST",
        integrationUri: b.pipeline.endpoint,
        responseParameters: [{ statusCode: "502", mappings: { "overwrite:statuscode": "200" } }],
      });
      new apigatewayv2.Route(`${b.name}-route`, {
        region: b.region,
        apiId: api.id,
        routeKey: "POST /kinesis",
        authorizationType: "AWS_IAM",
        target: pulumi.interpolate`integrations/${target.id}`,
      });
    },
  }),
  r2Answer("before-rest-api-200", "a REST API before it, with a key, answers whatever it hears by 200", {
    add: (b) => {
      const api = new apigateway.RestApi(
        `${b.name}-api`,
        {
          region: b.region,
          endpointConfiguration: { types: "REGIONAL" },
          securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
          endpointAccessMode: "STRICT",
          tags: b.tags,
        },
        { protect: true },
      );
      const at = { region: b.region, restApi: api.id, resourceId: api.rootResourceId };
      const method = new apigateway.Method(`${b.name}-post`, { ...at, httpMethod: "POST", authorization: "AWS_IAM" });
      const place = { ...at, httpMethod: method.httpMethod };
      new apigateway.Integration(`${b.name}-integration`, {
        ...place,
        type: "HTTP",
        integrationHttpMethod: "POST",
        uri: b.pipeline.endpoint,
        passthroughBehavior: "WHEN_NO_TEMPLATES",
        timeoutMilliseconds: 7000,
      });
      new apigateway.MethodResponse(`${b.name}-200`, { ...place, statusCode: "200" });
      new apigateway.IntegrationResponse(`${b.name}-mapping`, { ...place, statusCode: "200", selectionPattern: "" });
    },
  }),
  r2Open("edge-function", "a function at the edge changes what the API answers", {
    add: (b: Mine) => {
      distribution(b, {
        behavior: {
          allowedMethods: ALL_METHODS,
          lambdaFunctionAssociations: [
            { eventType: "origin-response", lambdaArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:answer:1` },
          ],
        },
      });
    },
  }),
];
