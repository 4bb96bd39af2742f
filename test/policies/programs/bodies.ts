import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Deployment } from "@pulumi/aws/apigateway/deployment";
import { Integration } from "@pulumi/aws/apigateway/integration";
import { RestApi } from "@pulumi/aws/apigateway/restApi";
import { Stage } from "@pulumi/aws/apigateway/stage";
import { Api } from "@pulumi/aws/apigatewayv2/api";
import { Role } from "@pulumi/aws/iam/role";
import { jsonStringify } from "@pulumi/pulumi";

// What @pulumi/aws-apigateway 3.0.0 makes of routes of every form, in the resources that it makes. The body is what its code
// wrote for: a function for anybody, one with a key, with IAM, with Cognito, with a token; a folder of files; two targets,
// one of them Kinesis; and an operation of OpenAPI that writes to Kinesis.
const endpoint = {
  endpointConfiguration: { types: "REGIONAL" },
  securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
  endpointAccessMode: "STRICT",
};
const shop = new RestApi("shop", {
  ...endpoint,
  name: "shop",
  binaryMediaTypes: ["*/*"],
  body: readFileSync(join(__dirname, "aws-apigateway-body.json"), "utf8"),
});
const deployment = new Deployment("shop", { restApi: shop.id, variables: { version: "5f2d" } });
new Stage("shop", { restApi: shop.id, deployment: deployment.id, stageName: "stage" });

// An HTTP API from YAML: one route puts records for anybody, one has an authorizer.
new Api("http", {
  protocolType: "HTTP",
  body: `openapi: 3.0.1
paths:
  /records:
    post: &put
      x-amazon-apigateway-integration:
        type: aws_proxy
        integrationSubtype: Kinesis-PutRecord
        credentials: arn:aws:iam::123456789012:role/writer
        payloadFormatVersion: "1.0"
        requestParameters:
          StreamName: $request.header.streamname
          Data: $request.body.data
          PartitionKey: $context.requestId
  /orders:
    get:
      security: [{ users: [] }]
      x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: "https://example.com" }
components:
  securitySchemes:
    users:
      type: oauth2
      x-amazon-apigateway-authorizer:
        { type: jwt, jwtConfiguration: { issuer: "https://example.com", audience: [orders] }, identitySource: $request.header.Authorization }
`,
});

// A body with an ARN that AWS assigns: a preview cannot judge it, and says so.
const role = new Role("late", {
  assumeRolePolicy: JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
  }),
});
new RestApi("late", {
  ...endpoint,
  body: jsonStringify({
    openapi: "3.0.1",
    paths: { "/": { get: { "x-amazon-apigateway-integration": { type: "aws", credentials: role.arn } } } },
  }),
});

// What nobody can read is a finding, not a pass.
const unreadable = new RestApi("unreadable", { ...endpoint, body: "swagger: 1.2" });
new Integration("unreadable-template", {
  restApi: unreadable.id,
  resourceId: unreadable.rootResourceId,
  httpMethod: "POST",
  type: "AWS",
  integrationHttpMethod: "POST",
  uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
  passthroughBehavior: "NEVER",
  timeoutMilliseconds: 5000,
  requestTemplates: { "application/json": `#if(${"(".repeat(20_000)}${")".repeat(20_000)})#end` },
});
