import { ACCOUNT } from "../build/documents";
import { r2Body, r4Body, r4Variant } from "../build/kinds";
import { type Body, describedApi, inBody, integrationOf, mappingOf, postOf } from "../build/openapi";
import type { Attack } from "../harness/attack";

const every = (body: Body, change: (template: string) => string): void => {
  const { requestTemplates } = integrationOf(body);
  for (const [type, text] of Object.entries(requestTemplates)) requestTemplates[type] = change(text);
};

/** The body's method calls something else, or answers otherwise. */
export const whatItCalls: readonly Attack[] = [
  r4Body("unverified", "a method of the body hands records to a server whose certificate nobody verifies", {
    ...inBody({
      change: (o) => {
        o.paths["/copy"] = {
          post: {
            ...postOf(o),
            "x-amazon-apigateway-integration": {
              ...postOf(o)["x-amazon-apigateway-integration"],
              type: "http",
              uri: "https://copy.example.com/",
              tlsConfig: { insecureSkipVerification: true },
            },
          },
        };
      },
    }),
    otherRules: ["api-body-readable"],
  }),
  r4Body("plain-by-variable", "a method of the body hands records to a server over plain http", {
    ...inBody({
      change: (o) => {
        o.paths["/copy"] = {
          post: {
            ...postOf(o),
            "x-amazon-apigateway-integration": {
              ...postOf(o)["x-amazon-apigateway-integration"],
              type: "http_proxy",
              uri: "http://${stageVariables.host}/",
            },
          },
        };
      },
    }),
    otherRules: ["api-body-readable"],
  }),
  r4Body("gateway-answers", "an answer of the body to a timeout is a success", {
    ...inBody({
      change: (o) => {
        o["x-amazon-apigateway-gateway-responses"].INTEGRATION_TIMEOUT = { statusCode: 202 };
      },
    }),
    otherRules: ["api-body-readable"],
  }),
  r4Variant("body-redirect", "an error of the body is a redirect to another server", {
    add: (b) => {
      describedApi(b, {
        change: (o) => {
          o["x-amazon-apigateway-gateway-responses"].ACCESS_DENIED = {
            statusCode: 302,
            responseParameters: { "gatewayresponse.header.Location": "'https://collector.example.com/'" },
          };
        },
      });
    },
    otherRules: ["api-body-readable"],
  }),
  r2Body(
    "validator-all",
    "a record without a digest is refused for ever",
    inBody({
      change: (o) => {
        o["x-amazon-apigateway-request-validators"] = {
          all: { validateRequestBody: true, validateRequestParameters: true },
        };
        o["x-amazon-apigateway-request-validator"] = "all";
        Object.assign(postOf(o), {
          parameters: [{ name: "aerospike-digest", in: "header", required: true, schema: { type: "string" } }],
        });
      },
    }),
  ),
  r2Body(
    "server-disabled",
    "the endpoint that connectors call is switched off, in a server",
    inBody({
      change: (o) => {
        o.servers = [
          { url: "https://x/", "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true } },
        ];
      },
    }),
  ),
  r2Body(
    "all-successes",
    "a pattern takes every answer for a success",
    inBody({
      change: (o) => {
        integrationOf(o).responses = { ".*": { statusCode: "200", responseTemplates: { "application/json": "{}" } } };
      },
    }),
  ),
  r2Body(
    "queue",
    "a record is acknowledged that is only in a queue",
    inBody({
      change: (o) => {
        Object.assign(integrationOf(o), {
          uri: `arn:aws:apigateway:ap-south-1:sqs:path/${ACCOUNT}/orders`,
          requestTemplates: { "application/json": "Action=SendMessage&MessageBody=$util.urlEncode($input.body)" },
        });
        mappingOf(o, 2).responseTemplates = { "application/json": '{"ok": true}' };
      },
    }),
  ),
  r2Body(
    "single-quotes",
    "the stored record is the template's own text",
    inBody({
      change: (o) => {
        every(o, (text) => text.replace("$util.base64Encode($input.body)", "$util.base64Encode('$input.body')"));
      },
    }),
  ),
  r2Body(
    "override-success",
    "a template of a failure answers 200 by another way to write it",
    inBody({
      change: (o) => {
        mappingOf(o, 5).responseTemplates = {
          "application/json": '#set($c = 199 + 1)#set($context.responseOverride.status = "$c"){}',
        };
      },
    }),
  ),
  r2Body(
    "parameter-target",
    "the body sets the header that names the call, in capitals",
    inBody({
      change: (o) => {
        integrationOf(o).requestParameters["integration.request.header.X-AMZ-TARGET"] = "'Kinesis_20131202.PutRecords'";
      },
    }),
  ),
];
