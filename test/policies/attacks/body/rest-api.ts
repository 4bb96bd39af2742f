import * as apigateway from "@pulumi/aws/apigateway";
import { stringify } from "yaml";

import { mine } from "../build/mine";
import {
  type Body,
  bodyOf,
  type DescribedApi,
  describedApi,
  forgetMapping,
  integrationOf,
  mappingOf,
  openPostOf,
  postOf,
} from "../build/openapi";
import type { Attack } from "../harness/attack";

const body = (name: string, breaks: string, described: DescribedApi | ((body: Body) => void)): Attack =>
  mine({
    name: `body-${name}`,
    kind: "body",
    breaks,
    expect: "the same that is seen in discrete resources",
    ...(!UNREADABLE.has(name) && { otherRules: OTHER_RULES }),
    add: (b) => {
      describedApi(b, typeof described === "function" ? { change: described } : described);
    },
  });

/** They say that a body cannot be read, or not now; what is wrong in it is more. */
const OTHER_RULES = ["api-body-readable"];

/** Bodies that nobody can read: there it is enough that the pack says so. */
const UNREADABLE = new Set(["unreadable", "file"]);

const templateOf = (body: Body): string => integrationOf(body).requestTemplates["application/json"]!;
const everyTemplate = (body: Body, change: (template: string) => string): void => {
  const templates = integrationOf(body).requestTemplates;
  for (const type of Object.keys(templates)) templates[type] = change(templates[type]!);
};

/** Bodies of REST APIs. */
export const restApiBodies: readonly Attack[] = [
  body("no-key", "a method of the body asks for no key", (o) => {
    delete postOf(o).security;
  }),
  body("empty-security", "a method of the body asks for nothing of nobody", (o) => {
    postOf(o).security = [];
  }),
  body("optional-security", "one of the ways into a method is no security", (o) => {
    postOf(o).security = [{ api_key: [] }, {}];
  }),
  body("security-unknown", "a method names a scheme that the body does not define, so API Gateway takes none", (o) => {
    postOf(o).security = [{ nobody: [] }];
  }),
  body("scheme-query", "the scheme looks for the key in the address", (o) => {
    o.components.securitySchemes.api_key = { type: "apiKey", name: "key", in: "query" };
  }),
  body("root-security-undone", "a method takes back what the document asks", (o) => {
    o.security = [{ api_key: [] }];
    postOf(o).security = [];
  }),
  body("any-method", "every other method of the body writes without a key", (o) => {
    const open = openPostOf(o);
    o.paths["/{proxy+}"] = { "x-amazon-apigateway-any-method": open };
  }),
  body("auth-none", "an authorization of nobody is named", (o) => {
    delete postOf(o).security;
    postOf(o)["x-amazon-apigateway-auth"] = { type: "NONE" };
  }),
  body("key-source", "the key comes from an authorizer that does not exist", (o) => {
    o["x-amazon-apigateway-api-key-source"] = "AUTHORIZER";
  }),
  body("endpoint-disabled", "the endpoint that connectors call is switched off", (o) => {
    o["x-amazon-apigateway-endpoint-configuration"] = { disableExecuteApiEndpoint: true };
  }),
  body("policy-open", "a policy that lets in everybody stands for the key", (o) => {
    delete postOf(o).security;
    o["x-amazon-apigateway-policy"] = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" }],
    };
  }),
  body("no-plan", "no plan of the stack opens the API of a body to a key", { withoutPlan: true }),
  body("passthrough-no-match", "a body without a template reaches Kinesis", (o) => {
    integrationOf(o).passthroughBehavior = "when_no_match";
  }),
  body("passthrough-left-out", "a body without a template reaches Kinesis, as AWS does by itself", (o) => {
    delete integrationOf(o).passthroughBehavior;
  }),
  body("default-success", "every answer of Kinesis is a success", (o) => {
    integrationOf(o).responses = { default: { statusCode: "200" } };
  }),
  body("error-success", "a refusal of Kinesis is a success", (o) => {
    mappingOf(o, 4).statusCode = "200";
  }),
  body("error-hidden", "an answer's template makes a refusal a success", (o) => {
    mappingOf(o, 5).responseTemplates = {
      "application/json": `#set($context.responseOverride.status = 200){}`,
    };
  }),
  body("errors-unmapped", "an answer of Kinesis has no mapping", (o) => {
    delete integrationOf(o).responses.default;
    forgetMapping(o, 5);
  }),
  body("undeclared", "a status that an answer has is not declared", (o) => {
    delete postOf(o).responses["503"];
  }),
  body("echo-error", "what Kinesis says of an error goes to the caller", (o) => {
    delete mappingOf(o, 4).responseTemplates;
  }),
  body("other-action", "the body calls another action of Kinesis", (o) => {
    integrationOf(o).uri = integrationOf(o).uri!.replace("PutRecord", "DeleteStream");
  }),
  body("other-region", "the body calls Kinesis in another region", (o) => {
    integrationOf(o).uri = integrationOf(o).uri!.replace("ap-south-1", "us-east-1");
  }),
  body("target-header", "the caller sets the header that names the call", (o) => {
    integrationOf(o).requestParameters["integration.request.header.X-Amz-Target"] =
      "method.request.header.X-Amz-Target";
  }),
  body("caller-identity", "the integration calls as whoever calls it", (o) => {
    integrationOf(o).credentials = "arn:aws:iam::*:user/*";
  }),
  body("guide-template", "the caller names the stream and breaks out of the text", (o) => {
    integrationOf(o).requestTemplates["application/json"] =
      `{"StreamName": "$input.params('streamname')", "PartitionKey": "$input.params('aerospike-digest')", "Data": "$util.base64Encode($input.body)"}`;
  }),
  body("fixed-data", "the record is not what the caller sent", (o) => {
    everyTemplate(o, (text) => text.replace(/"Data": "[^}]*"\}/, '"Data": "e30="}'));
  }),
  body("encoded-twice", "a record is encoded twice", (o) => {
    integrationOf(o).requestTemplates["application/octet-stream"] = templateOf(o);
  }),
  body("one-template-of-many", "one template of many names a stream that the writer may not reach", (o) => {
    integrationOf(o).requestTemplates["application/x-ndjson"] = templateOf(o).replaceAll("'shared'", "'payments'");
  }),
  body("timeout-long", "API Gateway waits longer than the connector", (o) => {
    integrationOf(o).timeoutInMillis = 29000;
  }),
  body("timeout-left-out", "API Gateway waits as long as AWS lets it", (o) => {
    delete integrationOf(o).timeoutInMillis;
  }),
  body("binary-types", "bytes are read as text", (o) => {
    delete integrationOf(o).contentHandling;
  }),
  body("key-printed", "an answer has the caller's key", (o) => {
    mappingOf(o, 5).responseTemplates = { "application/json": "$context.identity.apiKey" };
  }),
  body("key-in-gateway", "an answer of API Gateway has the caller's key", (o) => {
    Object.assign(o["x-amazon-apigateway-gateway-responses"].THROTTLED!, {
      responseParameters: { "gatewayresponse.header.X-Echo": "method.request.header.x-api-key" },
    });
  }),
  body("gateway-success", "an answer of API Gateway makes a failure a success", (o) => {
    o["x-amazon-apigateway-gateway-responses"].INTEGRATION_TIMEOUT = { statusCode: 200 };
  }),
  body("mock-post", "a POST is answered as stored by nobody", (o) => {
    Object.assign(integrationOf(o), {
      type: "mock",
      requestTemplates: { "application/json": '{"statusCode": 200}' },
      responses: { default: { statusCode: "200" } },
    });
    delete integrationOf(o).uri;
  }),
  body("http-unverified", "records go to a server whose certificate nobody verifies", (o) => {
    Object.assign(integrationOf(o), {
      type: "http",
      uri: "https://collector.example.com/",
      tlsConfig: { insecureSkipVerification: true },
    });
  }),
  body("http-plain", "records go to a server over plain http", (o) => {
    Object.assign(integrationOf(o), { type: "http_proxy", uri: "http://collector.example.com/" });
  }),
  body("second-path", "a path beside the good one writes without a key", (o) => {
    const open = openPostOf(o);
    o.paths["/open"] = { post: open };
  }),
  body("yaml-no-key", "a method of a body in YAML asks for no key", {
    write: (o) => {
      delete postOf(o).security;
      return stringify(o);
    },
  }),
  body("yaml-anchor", "a method of a body in YAML takes another's integration and no key", {
    write: (o) => {
      const open = openPostOf(o);
      o.paths["/open"] = { post: open };
      return stringify(o, { aliasDuplicateObjects: true });
    },
  }),
  body("swagger-no-key", "a method of an older body asks for no key", {
    write: (o) => {
      const { components, ...rest } = o;
      delete rest.openapi;
      delete postOf(o).security;
      return JSON.stringify({ swagger: "2.0", ...rest, securityDefinitions: components.securitySchemes });
    },
  }),
  body("edge", "the API is at the edge by the body's own word", {
    args: { endpointConfiguration: undefined as never },
    change: (o) => {
      o["x-amazon-apigateway-endpoint-configuration"] = { types: ["EDGE"] };
    },
  }),
  body("old-tls", "the API of a body takes TLS 1.0", {
    args: { securityPolicy: "TLS_1_0", endpointAccessMode: undefined as never },
  }),
  body("unreadable", "nobody can read what the API is", { write: () => "{ not: [an, OpenAPI" }),
  body("file", "the body is somewhere else", { write: () => "https://example.com/openapi.yaml" }),
  body("reference", "the integration is behind a reference", (o) => {
    const open = openPostOf(o);
    o.components.pathItems = { open: { post: open } };
    o.paths["/open"] = { $ref: "#/components/pathItems/open" };
  }),
  body("merged", "the body is merged into resources that have other answers", {
    args: { putRestApiMode: "merge" },
    change: (o) => {
      forgetMapping(o, 2);
      integrationOf(o).responses.default!.statusCode = "200";
    },
  }),
  mine({
    name: "body-over-resources",
    kind: "body",
    breaks: "a body that nobody can read overwrites the API beside its resources",
    expect: "a body that cannot be read is a finding",
    add: ({ name, region, pipeline }) =>
      new apigateway.RestApiPut(`${name}-put`, { region, restApiId: pipeline.apiId, body: "not an OpenAPI body" }),
  }),
  mine({
    name: "body-put",
    kind: "body",
    breaks: "a body that overwrites the API has a method without a key",
    expect: "the body of a RestApiPut is read",
    otherRules: OTHER_RULES,
    add: (b) =>
      new apigateway.RestApiPut(`${b.name}-put`, {
        region: b.region,
        restApiId: b.pipeline.apiId,
        body: b.pipeline.roleArn.apply((role) => {
          const o = bodyOf(b.region, b.stream, role);
          delete postOf(o).security;
          return JSON.stringify(o);
        }),
      }),
  }),
];
