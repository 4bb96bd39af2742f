import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as pulumi from "@pulumi/pulumi";

import { ACCOUNT } from "../build/documents";
import { liveStage } from "../build/fronts";
import { r2Body } from "../build/kinds";
import { type Mine, mine } from "../build/mine";
import type { Attack } from "../harness/attack";

const http = (name: string, breaks: string, make: (b: Mine) => object, args: object = {}): Attack =>
  mine({
    name: `body-v2-${name}`,
    kind: "body",
    breaks,
    expect: "the same that is seen in discrete resources of an HTTP API",
    add: (b) => {
      const api = new apigatewayv2.Api(`${b.name}-api`, {
        region: b.region,
        protocolType: "HTTP",
        body: b.pipeline.roleArn.apply(() => JSON.stringify(make(b))),
        tags: b.tags,
        ...args,
      });
      liveStage(b, api);
    },
  });

const httpBody = (integration: object): object => ({
  openapi: "3.0.1",
  info: { title: "orders", version: "1" },
  paths: {
    "/kinesis": {
      post: {
        responses: { default: { description: "all" } },
        "x-amazon-apigateway-integration": { payloadFormatVersion: "1.0", ...integration },
      },
    },
  },
});

const httpPaths = (name: string, breaks: string, paths: object, more: object = {}): Attack =>
  r2Body(`v2-${name}`, breaks, {
    add: (b) => {
      const api = new apigatewayv2.Api(`${b.name}-api`, {
        region: b.region,
        protocolType: "HTTP",
        tags: b.tags,
        body: pulumi
          .output(b.pipeline.endpoint)
          .apply((endpoint) =>
            JSON.stringify({ openapi: "3.0.1", info: { title: "orders", version: "1" }, paths, ...more }).replaceAll(
              "ENDPOINT",
              endpoint,
            ),
          ),
      });
      liveStage(b, api);
    },
  });

const responses = { default: { description: "all" } };
const put = {
  type: "aws_proxy",
  integrationSubtype: "Kinesis-PutRecord",
  payloadFormatVersion: "1.0",
  credentials: `arn:aws:iam::${ACCOUNT}:role/w`,
  requestParameters: { StreamName: "shared", PartitionKey: "$request.header.k", Data: "$request.body" },
};

/** Bodies of HTTP APIs. */
export const httpApiBodies: readonly Attack[] = [
  http("kinesis", "the body of an HTTP API writes to the stream without a key", (b) =>
    httpBody({
      type: "aws_proxy",
      integrationSubtype: "Kinesis-PutRecord",
      credentials: `arn:aws:iam::${ACCOUNT}:role/w`,
      requestParameters: { StreamName: b.stream, PartitionKey: "1", Data: "$request.body" },
    }),
  ),
  http("plain", "the body of an HTTP API passes records on over plain http", () =>
    httpBody({ type: "http_proxy", httpMethod: "POST", uri: "http://collector.example.com/" }),
  ),
  http("function", "the body of an HTTP API calls a function for everybody", () =>
    httpBody({ type: "aws_proxy", httpMethod: "POST", uri: `arn:aws:lambda:ap-south-1:${ACCOUNT}:function:orders` }),
  ),
  http("unverified", "the body of an HTTP API passes records on to whoever has any certificate", () =>
    httpBody({
      type: "http_proxy",
      httpMethod: "POST",
      uri: "https://collector.example.com/",
      tlsConfig: { insecureSkipVerification: true },
    }),
  ),
  httpPaths(
    "reference",
    "the integration is kept elsewhere in the body, and writes without a key",
    {
      "/kinesis": {
        post: {
          responses,
          "x-amazon-apigateway-integration": { $ref: "#/components/x-amazon-apigateway-integrations/put" },
        },
      },
    },
    { components: { "x-amazon-apigateway-integrations": { put } } },
  ),
  httpPaths("default-route", "the route for everything else writes without a key", {
    "/$default": {
      "x-amazon-apigateway-any-method": { responses, isDefaultRoute: true, "x-amazon-apigateway-integration": put },
    },
  }),
  httpPaths(
    "acknowledges",
    "an HTTP API before the API answers each of its failures by 200",
    {
      "/kinesis": {
        post: {
          responses,
          security: [{ iam: [] }],
          "x-amazon-apigateway-integration": {
            type: "http_proxy",
            httpMethod: "POST",
            uri: "ENDPOINT",
            payloadFormatVersion: "1.0",
            responseParameters: { "502": { "overwrite:statuscode": "200" } },
          },
        },
      },
    },
    {
      components: {
        securitySchemes: {
          iam: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
        },
      },
    },
  ),
];
