import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";

import type { Attack } from "../harness/attack";
import { type Mine, mine } from "../mine";
import { ACCOUNT } from "../shared";

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
      new apigatewayv2.Stage(`${b.name}-stage`, {
        region: b.region,
        apiId: api.id,
        name: "live",
        autoDeploy: true,
        tags: b.tags,
      });
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
];
