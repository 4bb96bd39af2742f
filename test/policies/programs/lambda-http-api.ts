import { Api } from "@pulumi/aws/apigatewayv2/api";
import { Integration } from "@pulumi/aws/apigatewayv2/integration";
import { Route } from "@pulumi/aws/apigatewayv2/route";
import { Stage } from "@pulumi/aws/apigatewayv2/stage";
import { Role } from "@pulumi/aws/iam/role";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment";
import { Function } from "@pulumi/aws/lambda/function";
import * as pulumi from "@pulumi/pulumi";

// A function behind an HTTP API, as a tutorial would make it.
const role = new Role("function-role", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  }),
});
new RolePolicyAttachment("function-logs", {
  role: role.name,
  policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
});
const handler = new Function("function", {
  role: role.arn,
  runtime: "nodejs20.x",
  handler: "index.handler",
  code: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset("exports.handler = async () => ({ statusCode: 204 });"),
  }),
});
const api = new Api("http-api", { protocolType: "HTTP" });
const integration = new Integration("http-integration", {
  apiId: api.id,
  integrationType: "AWS_PROXY",
  integrationUri: handler.invokeArn,
});
new Route("http-route", {
  apiId: api.id,
  routeKey: "$default",
  target: pulumi.interpolate`integrations/${integration.id}`,
});
new Stage("http-stage", { apiId: api.id, name: "$default", autoDeploy: true });
