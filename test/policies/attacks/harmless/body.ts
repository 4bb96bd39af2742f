import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import { stringify } from "yaml";

import { ACCOUNT } from "../build/documents";
import { liveStage } from "../build/fronts";
import { fine } from "../build/mine";
import { describedApi, integrationOf, postOf } from "../build/openapi";
import type { Control } from "../harness/attack";

const described = (name: string, says: string, ...args: [Parameters<typeof describedApi>[1]]): Control =>
  fine(`good-body-${name}`, says, {
    add: (b) => {
      describedApi(b, ...args);
    },
  });

/** APIs that a body describes. */
export const body: readonly Control[] = [
  described("json", "the API is one body in JSON", {}),
  described("yaml-plain", "the API is one body in YAML", { write: (o) => stringify(o) }),
  described("yaml-anchors", "the API is one body in YAML with anchors", {
    write: (o) => stringify(o, { aliasDuplicateObjects: true }),
  }),
  described("swagger", "the API is one body of the older form", {
    write: (o) => {
      const { components, ...rest } = o;
      delete rest.openapi;
      return JSON.stringify({ swagger: "2.0", ...rest, securityDefinitions: components.securitySchemes });
    },
  }),
  described("root-security", "the whole document asks for the key, but the health check does not", {
    change: (o) => {
      o.security = [{ api_key: [] }];
      delete postOf(o).security;
      o.paths["/kinesis"]!.get!.security = [];
    },
  }),
  described("types-in-capitals", "words of the body are in capitals", {
    change: (o) => {
      integrationOf(o).type = "AWS";
      integrationOf(o).passthroughBehavior = "NEVER";
      integrationOf(o).contentHandling = "CONVERT_TO_TEXT";
    },
  }),
  described("path-parameters", "a path has parameters and a description", {
    change: (o) => {
      o.paths["/kinesis"]!.parameters = [
        { name: "streamname", in: "header", required: false, schema: { type: "string" } },
      ];
      o.paths["/kinesis"]!.summary = "records";
      o.tags = [{ name: "orders" }];
      o.servers = [{ url: "https://example.com" }];
    },
  }),
  described("reference", "a response is behind a reference", {
    change: (o) => {
      o.components.responses = { Stored: { description: "stored" } };
      postOf(o).responses["200"] = { $ref: "#/components/responses/Stored" };
    },
  }),
  fine("good-body-http-jwt", "the body of an HTTP API asks for a token", {
    add: (b) => {
      const api = new apigatewayv2.Api(`${b.name}-api`, {
        region: b.region,
        protocolType: "HTTP",
        tags: b.tags,
        body: JSON.stringify({
          openapi: "3.0.1",
          info: { title: "orders", version: "1" },
          components: {
            securitySchemes: {
              staff: {
                type: "oauth2",
                "x-amazon-apigateway-authorizer": {
                  type: "jwt",
                  jwtConfiguration: { issuer: "https://login.example.com", audience: ["orders"] },
                  identitySource: "$request.header.Authorization",
                },
              },
            },
          },
          paths: {
            "/orders": {
              get: {
                security: [{ staff: [] }],
                responses: { default: { description: "all" } },
                "x-amazon-apigateway-integration": {
                  type: "aws_proxy",
                  httpMethod: "POST",
                  uri: `arn:aws:lambda:ap-south-1:${ACCOUNT}:function:orders`,
                  payloadFormatVersion: "2.0",
                },
              },
            },
          },
        }),
      });
      liveStage(b, api);
    },
  }),
];
