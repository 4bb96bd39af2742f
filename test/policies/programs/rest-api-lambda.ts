import { Deployment } from "@pulumi/aws/apigateway/deployment";
import { Integration } from "@pulumi/aws/apigateway/integration";
import { Method } from "@pulumi/aws/apigateway/method";
import { RestApi } from "@pulumi/aws/apigateway/restApi";
import { Stage } from "@pulumi/aws/apigateway/stage";
import { Function } from "@pulumi/aws/lambda/function";

// A REST API in front of a function: one method takes a Cognito token, one takes anybody, one answers by itself.
const handler = new Function("orders-function", {
  role: "arn:aws:iam::123456789012:role/orders",
  packageType: "Image",
  imageUri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1",
});
const api = new RestApi("orders-api", {
  endpointConfiguration: { types: "REGIONAL" },
  securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
  endpointAccessMode: "STRICT",
});
const at = { restApi: api.id, resourceId: api.rootResourceId };
const invoke = { type: "AWS_PROXY", integrationHttpMethod: "POST", uri: handler.invokeArn };

const get = new Method("orders-get", {
  ...at,
  httpMethod: "GET",
  authorization: "COGNITO_USER_POOLS",
  authorizerId: "a1",
});
new Integration("orders-get-integration", { ...at, httpMethod: get.httpMethod, ...invoke });
const post = new Method("orders-post", { ...at, httpMethod: "POST", authorization: "NONE" });
const integration = new Integration("orders-post-integration", { ...at, httpMethod: post.httpMethod, ...invoke });
const options = new Method("orders-options", { ...at, httpMethod: "OPTIONS", authorization: "NONE" });
new Integration("orders-options-integration", { ...at, httpMethod: options.httpMethod, type: "MOCK" });

const deployment = new Deployment(
  "orders-deployment",
  { restApi: api.id, triggers: { version: "7" } },
  { dependsOn: integration },
);
new Stage("orders-stage", { restApi: api.id, deployment: deployment.id, stageName: "live" });
