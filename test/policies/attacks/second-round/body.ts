import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import { type Body, type DescribedApi, describedApi, integrationOf, mappingOf, openPostOf, postOf } from "../openapi";
import { ACCOUNT } from "../shared";
import { attackOf } from "./support";

const made = attackOf("body", "the same that is seen in discrete resources");
const body = (name: string, breaks: string, change: (body: Body) => void, more: Partial<DescribedApi> = {}): Attack =>
  made(name, breaks, {
    add: (b) => {
      describedApi(b, { change, ...more });
    },
  });
const every = (body: Body, change: (template: string) => string): void => {
  const { requestTemplates } = integrationOf(body);
  for (const [type, text] of Object.entries(requestTemplates)) requestTemplates[type] = change(text);
};

const rest: Attack[] = [
  body("scheme-basic", "API Gateway knows no basic authorization, so it asks for nothing", (o) => {
    o.components.securitySchemes.basic = { type: "http", scheme: "basic" };
    postOf(o).security = [{ basic: [] }];
  }),
  body("scheme-oauth", "a scheme without an authorizer asks for nothing", (o) => {
    o.components.securitySchemes.staff = {
      type: "oauth2",
      flows: { clientCredentials: { tokenUrl: "https://login.example.com/token", scopes: {} } },
    };
    postOf(o).security = [{ staff: [] }];
  }),
  body("scheme-other-header", "a key in another header than x-api-key is never looked at", (o) => {
    o.components.securitySchemes.api_key = { type: "apiKey", name: "x-token", in: "header" };
  }),
  body("scheme-openid", "a scheme that API Gateway does not know asks for nothing", (o) => {
    o.components.securitySchemes.id = {
      type: "openIdConnect",
      openIdConnectUrl: "https://login.example.com/.well-known",
    };
    postOf(o).security = [{ id: [] }];
  }),
  body("validator-all", "a record without a digest is refused for ever", (o) => {
    o["x-amazon-apigateway-request-validators"] = {
      all: { validateRequestBody: true, validateRequestParameters: true },
    };
    o["x-amazon-apigateway-request-validator"] = "all";
    Object.assign(postOf(o), {
      parameters: [{ name: "aerospike-digest", in: "header", required: true, schema: { type: "string" } }],
    });
  }),
  body("server-disabled", "the endpoint that connectors call is switched off, in a server", (o) => {
    o.servers = [
      { url: "https://x/", "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true } },
    ];
  }),
  body("all-successes", "a pattern takes every answer for a success", (o) => {
    integrationOf(o).responses = { ".*": { statusCode: "200", responseTemplates: { "application/json": "{}" } } };
  }),
  body("queue", "a record is acknowledged that is only in a queue", (o) => {
    Object.assign(integrationOf(o), {
      uri: `arn:aws:apigateway:ap-south-1:sqs:path/${ACCOUNT}/orders`,
      requestTemplates: { "application/json": "Action=SendMessage&MessageBody=$util.urlEncode($input.body)" },
    });
    mappingOf(o, 2).responseTemplates = { "application/json": '{"ok": true}' };
  }),
  body("single-quotes", "the stored record is the template's own text", (o) => {
    every(o, (text) => text.replace("$util.base64Encode($input.body)", "$util.base64Encode('$input.body')"));
  }),
  body("override-success", "a template of a failure answers 200 by another way to write it", (o) => {
    mappingOf(o, 5).responseTemplates = {
      "application/json": '#set($c = 199 + 1)#set($context.responseOverride.status = "$c"){}',
    };
  }),
  body("options-writes", "the method of a browser's question writes without a key", (o) => {
    const open = openPostOf(o);
    o.paths["/kinesis"]!.options = open;
  }),
  body("greedy-path", "a path for everything else writes without a key", (o) => {
    const open = openPostOf(o);
    o.paths["/{all+}"] = { put: open };
  }),
  body("parameter-target", "the body sets the header that names the call, in capitals", (o) => {
    integrationOf(o).requestParameters["integration.request.header.X-AMZ-TARGET"] = "'Kinesis_20131202.PutRecords'";
  }),
];

const http = (name: string, breaks: string, paths: object, more: object = {}): Attack =>
  made(`v2-${name}`, breaks, {
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
      new apigatewayv2.Stage(`${b.name}-stage`, {
        region: b.region,
        apiId: api.id,
        name: "live",
        autoDeploy: true,
        tags: b.tags,
      });
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

const second: Attack[] = [
  http(
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
  http("default-route", "the route for everything else writes without a key", {
    "/$default": {
      "x-amazon-apigateway-any-method": { responses, isDefaultRoute: true, "x-amazon-apigateway-integration": put },
    },
  }),
  http(
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

export const bodies: readonly Attack[] = [...rest, ...second];
