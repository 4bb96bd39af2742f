import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as appsync from "@pulumi/aws/appsync";
import * as pulumi from "@pulumi/pulumi";

import { door } from "../build/kinds";
import type { Mine } from "../build/mine";
import { writerFor, writerFunction } from "../build/roles";
import type { Attack } from "../harness/attack";

/** An HTTP or WebSocket API with one route. */
function v2Api(
  { name, region, tags }: Mine,
  protocolType: "HTTP" | "WEBSOCKET",
  integration: Omit<apigatewayv2.IntegrationArgs, "apiId">,
  route: Partial<apigatewayv2.RouteArgs>,
  api: object = {},
) {
  const made = new apigatewayv2.Api(`${name}-api`, {
    region,
    protocolType,
    ...(protocolType === "WEBSOCKET" && { routeSelectionExpression: "$request.body.action" }),
    tags,
    ...api,
  });
  const target = new apigatewayv2.Integration(`${name}-integration`, { region, apiId: made.id, ...integration });
  new apigatewayv2.Route(`${name}-route`, {
    region,
    apiId: made.id,
    routeKey: "$default",
    target: pulumi.interpolate`integrations/${target.id}`,
    ...route,
  });
  new apigatewayv2.Stage(`${name}-stage`, { region, apiId: made.id, name: "live", autoDeploy: true, tags });
  return made;
}

/** HTTP, WebSocket and GraphQL APIs. */
export const apis: readonly Attack[] = [
  door("http-api-putrecord", "an HTTP API writes to the stream, and nobody needs a key", {
    add: (b) =>
      v2Api(
        b,
        "HTTP",
        {
          integrationType: "AWS_PROXY",
          integrationSubtype: "Kinesis-PutRecord",
          credentialsArn: b.pipeline.roleArn,
          requestParameters: { StreamName: b.stream, PartitionKey: "$request.header.k", Data: "$request.body" },
        },
        { routeKey: "POST /kinesis", authorizationType: "NONE" },
      ),
  }),
  door("http-api-function", "an HTTP API without authorization calls a function that writes to the stream", {
    add: (b) =>
      v2Api(
        b,
        "HTTP",
        { integrationType: "AWS_PROXY", integrationUri: writerFunction(b).invokeArn, payloadFormatVersion: "2.0" },
        { routeKey: "POST /kinesis" },
      ),
  }),
  door("http-api-quick", "an HTTP API made by its target alone calls a function that writes to the stream", {
    add: (b) =>
      new apigatewayv2.Api(`${b.name}-api`, {
        region: b.region,
        protocolType: "HTTP",
        target: writerFunction(b).arn,
        tags: b.tags,
      }),
  }),
  door("http-api-to-http", "an HTTP API passes records on over plain http", {
    add: (b) =>
      v2Api(
        b,
        "HTTP",
        {
          integrationType: "HTTP_PROXY",
          integrationMethod: "POST",
          integrationUri: pulumi.interpolate`${b.pipeline.endpoint}`.apply((url) => url.replace("https", "http")),
        },
        { routeKey: "POST /kinesis", authorizationType: "AWS_IAM" },
      ),
  }),
  door("http-api-adds-key", "an HTTP API without authorization adds the key by itself", {
    add: (b) =>
      v2Api(
        b,
        "HTTP",
        {
          integrationType: "HTTP_PROXY",
          integrationMethod: "POST",
          integrationUri: b.pipeline.endpoint,
          requestParameters: { "append:header.x-api-key": b.apiKey },
        },
        { routeKey: "POST /kinesis", authorizationType: "NONE" },
      ),
  }),
  door("websocket-putrecord", "a WebSocket API writes to the stream for everybody", {
    add: (b) =>
      v2Api(
        b,
        "WEBSOCKET",
        {
          integrationType: "AWS",
          integrationMethod: "POST",
          integrationUri: `arn:aws:apigateway:${b.region}:kinesis:action/PutRecord`,
          credentialsArn: b.pipeline.roleArn,
          requestTemplates: {
            $default:
              '{"StreamName": b.stream, "PartitionKey": "$context.connectionId", "Data": "$util.base64Encode($input.body)"}',
          },
        },
        {},
      ),
  }),
  door("websocket-connect-open", "only a later route of a WebSocket API asks who calls; $connect does not", {
    add: (b) => {
      const api = v2Api(
        b,
        "WEBSOCKET",
        { integrationType: "AWS_PROXY", integrationUri: writerFunction(b).invokeArn },
        { routeKey: "put" },
      );
      new apigatewayv2.Route(`${b.name}-connect`, {
        region: b.region,
        apiId: api.id,
        routeKey: "$connect",
        authorizationType: "NONE",
      });
    },
  }),
  door("appsync-kinesis", "a GraphQL API whose key is public within a day writes to the stream", {
    add: (b) => {
      const api = new appsync.GraphQLApi(`${b.name}-api`, {
        region: b.region,
        authenticationType: "API_KEY",
        schema: "type Query { ok: Boolean }",
        tags: b.tags,
      });
      new appsync.DataSource(`${b.name}-source`, {
        region: b.region,
        apiId: api.id,
        name: "kinesis",
        type: "HTTP",
        serviceRoleArn: writerFor(b, "appsync.amazonaws.com").arn,
        httpConfig: {
          endpoint: `https://kinesis.${b.region}.amazonaws.com`,
          authorizationConfig: { awsIamConfig: { signingRegion: b.region, signingServiceName: "kinesis" } },
        },
      });
    },
  }),
];
