import assert from "node:assert/strict";

import type { PolicyResource } from "@pulumi/policy";

import { policiesOf } from "../../policies/pack/policies";
import { declaredBy, readBodies } from "../../policies/read/openapi/bodies";
import type { DeclaredResource } from "../../policies/read/openapi/declared";
import { stackOf } from "../../policies/read/stack";
import { rules } from "../../policies/rules";
import { awsAssigns, type Fixture, judge } from "../support/policy";
import { inBody } from "../support/policy-body";
import { change, pipeline, plus } from "../support/policy-pipeline";
import { findings, summary } from "../support/policy-rule";

/** A resource as stack rules see it. */
const resource = (type: string, props: object, propertyDependencies = {}): PolicyResource =>
  ({ type, name: "api", urn: `urn:${type}`, opts: {}, props, dependencies: [], propertyDependencies }) as never;
const restApi = (body: unknown, rest: object = {}) =>
  resource("aws:apigateway/restApi:RestApi", { body: typeof body === "string" ? body : JSON.stringify(body), ...rest });
const httpApi = (props: object) => resource("aws:apigatewayv2/api:Api", { protocolType: "HTTP", ...props });
const operation = (rest: object) => ({ openapi: "3.0.1", paths: { "/a": { post: rest } } });

/** One property of each declared resource of a kind. */
const each = (declared: readonly DeclaredResource[], kind: string, ...keys: readonly string[]): readonly unknown[] =>
  declared
    .filter(({ type }) => type.endsWith(`:${kind}`))
    .map(({ props }) =>
      keys.length === 1
        ? (props as Record<string, unknown>)[keys[0]!]
        : keys.map((key) => (props as Record<string, unknown>)[key]),
    );

describe("what a body declares", () => {
  it("is the same in OpenAPI 3 and in Swagger 2, in JSON and in YAML", () => {
    const integration = {
      type: "aws",
      uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
      timeoutInMillis: 50,
    };
    const post = { responses: { 200: {} }, security: [{ key: [] }], "x-amazon-apigateway-integration": integration };
    const key = { type: "apiKey", in: "header", name: "X-API-Key" };
    const three = { openapi: "3.0.1", paths: { "/a/{b}": { post } }, components: { securitySchemes: { key } } };
    const two = { swagger: "2.0", paths: { "/a/{b}": { post } }, securityDefinitions: { key } };
    const yaml = `swagger: 2.0
x: &integration
  type: aws
  uri: arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord
paths:
  /a/{b}:
    post:
      responses: { 200: {} }
      security: [{ key: [] }]
      x-amazon-apigateway-integration: { <<: *integration, timeoutInMillis: "50" }
securityDefinitions: { key: { type: apiKey, in: header, name: x-api-key } }
`;
    for (const body of [three, two, yaml]) {
      const declared = declaredBy(restApi(body));
      assert.deepEqual(each(declared, "Method", "httpMethod", "authorization", "apiKeyRequired"), [
        ["POST", "NONE", true],
      ]);
      assert.deepEqual(each(declared, "Integration", "type", "uri", "timeoutMilliseconds"), [
        ["AWS", "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord", 50],
      ]);
      assert.deepEqual(each(declared, "MethodResponse", "statusCode"), ["200"]);
      assert.deepEqual(each(declared, "Resource", "pathPart"), ["{b}"]);
    }
  });

  it("has each extension of an integration in the words of the discrete resource", () => {
    const integration = {
      type: "http_proxy",
      httpMethod: "post",
      uri: "https://example.com",
      credentials: "arn:aws:iam::1:role/r",
      requestTemplates: { "application/json": "{}" },
      requestParameters: { "integration.request.header.X": "'a'" },
      passthroughBehavior: "never",
      contentHandling: "convert_to_text",
      timeoutInMillis: 6000,
      tlsConfig: { insecureSkipVerification: true, serverNameToVerify: "example.com" },
      cacheKeyParameters: ["method.request.path.a"],
      cacheNamespace: "n",
      connectionType: "VPC_LINK",
      connectionId: "v1",
      responses: {
        default: { statusCode: 502 },
        "2\\d{2}": {
          statusCode: "200",
          responseTemplates: { "application/json": "{}" },
          contentHandling: "CONVERT_TO_TEXT",
        },
      },
    };
    const declared = declaredBy(restApi(operation({ "x-amazon-apigateway-integration": integration })));
    const { props } = declared.find(({ type }) => type.endsWith(":Integration"))!;
    assert.deepEqual(props, {
      resourceId: "/a",
      httpMethod: "POST",
      type: "HTTP_PROXY",
      integrationHttpMethod: "POST",
      uri: "https://example.com",
      credentials: "arn:aws:iam::1:role/r",
      requestTemplates: { "application/json": "{}" },
      requestParameters: { "integration.request.header.X": "'a'" },
      passthroughBehavior: "NEVER",
      contentHandling: "CONVERT_TO_TEXT",
      timeoutMilliseconds: 6000,
      tlsConfig: { insecureSkipVerification: true, serverNameToVerify: "example.com" },
      cacheKeyParameters: ["method.request.path.a"],
      cacheNamespace: "n",
      connectionType: "VPC_LINK",
      connectionId: "v1",
    });
    assert.deepEqual(each(declared, "IntegrationResponse", "statusCode", "selectionPattern"), [
      ["502", undefined],
      ["200", "2\\d{2}"],
    ]);
  });

  const schemes = {
    key: { type: "apiKey", in: "header", name: "x-api-key" },
    query: { type: "apiKey", in: "query", name: "x-api-key" },
    iam: { type: "apiKey", in: "header", name: "Authorization", "x-amazon-apigateway-authtype": "awsSigv4" },
    lambda: { type: "apiKey", in: "header", name: "Auth", "x-amazon-apigateway-authorizer": { type: "request" } },
    cognito: {
      type: "apiKey",
      in: "header",
      name: "Auth",
      "x-amazon-apigateway-authorizer": { type: "cognito_user_pools" },
    },
    oauth: { type: "oauth2" },
  };
  const authentications: Readonly<
    Record<string, readonly [operation: object, root: object, expected: readonly unknown[]]>
  > = {
    "nobody's, without security": [{}, {}, ["NONE", false]],
    "the definition's, where the operation names none": [{}, { security: [{ key: [] }] }, ["NONE", true]],
    "none, where the operation says so": [{ security: [] }, { security: [{ key: [] }] }, ["NONE", false]],
    "none, where it is optional": [{ security: [{}, { key: [] }] }, {}, ["NONE", false]],
    "a key and IAM": [{ security: [{ key: [] }, { iam: [] }] }, {}, ["AWS_IAM", true]],
    "a function": [{ security: [{ lambda: [] }] }, {}, ["CUSTOM", false]],
    Cognito: [{ security: [{ cognito: ["a/b"] }] }, {}, ["COGNITO_USER_POOLS", false]],
    "IAM by the extension": [{ "x-amazon-apigateway-auth": { type: "aws_iam" } }, {}, ["AWS_IAM", false]],
    "nobody's by the extension": [
      { security: [{ lambda: [] }], "x-amazon-apigateway-auth": { type: "NONE" } },
      {},
      ["NONE", false],
    ],
    "nobody's by a key in the query": [{ security: [{ query: [] }] }, {}, ["NONE", false]],
    "nobody's by a scheme that API Gateway does not know": [{ security: [{ oauth: [] }] }, {}, ["NONE", false]],
    "nobody's by a scheme that is not there": [{ security: [{ other: [] }] }, {}, ["NONE", false]],
  };
  for (const [what, [own, root, expected]] of Object.entries(authentications)) {
    it(`has the authentication that is ${what}`, () => {
      const body = { ...operation(own), components: { securitySchemes: schemes }, ...root };
      assert.deepEqual(each(declaredBy(restApi(body)), "Method", "authorization", "apiKeyRequired"), [expected]);
    });
  }

  it("is every method for any, in any letters, and by reference", () => {
    const paths = {
      "/a": { "x-amazon-apigateway-any-method": {}, POST: {}, summary: "s", parameters: [] },
      "/b": { $ref: "#/paths/~1a" },
    };
    const declared = declaredBy(restApi({ openapi: "3.1.0", paths }));
    assert.deepEqual(each(declared, "Method", "resourceId", "httpMethod"), [
      ["/a", "ANY"],
      ["/a", "POST"],
      ["/b", "ANY"],
      ["/b", "POST"],
    ]);
  });

  it("is at the base path that the import's parameter asks for", () => {
    const paths = { "/e": { get: {} } };
    const bodies = [
      { swagger: "2.0", basePath: "/a/b/c", paths },
      { openapi: "3.0.1", servers: [{ url: "/{basePath}", variables: { basePath: { default: "a/b/c" } } }], paths },
      { openapi: "3.0.1", servers: [{ url: "https://example.com/a/b/c" }], paths },
    ];
    for (const body of bodies) {
      for (const [basepath, path] of [
        [undefined, "/e"],
        ["ignore", "/e"],
        ["prepend", "/a/b/c/e"],
        ["split", "/b/c/e"],
      ] as const) {
        assert.deepEqual(each(declaredBy(restApi(body, { parameters: { basepath } })), "Method", "resourceId"), [path]);
      }
    }
  });

  it("has gateway responses, authorizers and validators", () => {
    const declared = declaredBy(
      restApi({
        openapi: "3.0.1",
        components: { securitySchemes: schemes },
        "x-amazon-apigateway-gateway-responses": { DEFAULT_5XX: { statusCode: 200, responseTemplates: { a: "b" } } },
        "x-amazon-apigateway-request-validators": { all: { validateRequestBody: true } },
      }),
    );
    assert.deepEqual(each(declared, "Response", "responseType", "statusCode"), [["DEFAULT_5XX", "200"]]);
    assert.deepEqual(each(declared, "Authorizer", "name", "type", "identitySource"), [
      ["lambda", "REQUEST", "method.request.header.Auth"],
      ["cognito", "COGNITO_USER_POOLS", "method.request.header.Auth"],
    ]);
    assert.deepEqual(each(declared, "RequestValidator", "validateRequestBody"), [true]);
  });

  it("is integrations and routes of an HTTP API, also of one that its target makes", () => {
    const kinesis = {
      type: "aws_proxy",
      integrationSubtype: "Kinesis-PutRecord",
      requestParameters: { StreamName: "s" },
    };
    const jwt = { type: "oauth2", "x-amazon-apigateway-authorizer": { type: "jwt" } };
    const body = {
      openapi: "3.0.1",
      paths: {
        "/$default": {
          "x-amazon-apigateway-any-method": { "x-amazon-apigateway-integration": { $ref: "#/components/i/k" } },
        },
        "/a": { get: { security: [{ jwt: [] }] } },
      },
      components: { securitySchemes: { jwt }, i: { k: kinesis } },
    };
    const declared = declaredBy(httpApi({ body: JSON.stringify(body) }));
    assert.deepEqual(each(declared, "Integration", "integrationType", "integrationSubtype"), [
      ["AWS_PROXY", "Kinesis-PutRecord"],
    ]);
    assert.deepEqual(each(declared, "Route", "routeKey", "authorizationType", "target"), [
      ["$default", "NONE", "integrations/$default"],
      ["GET /a", "JWT", undefined],
    ]);
    const made = declaredBy(httpApi({ target: "https://example.com" }));
    assert.deepEqual(each(made, "Integration", "integrationType", "integrationUri"), [
      ["HTTP_PROXY", "https://example.com"],
    ]);
    assert.deepEqual(each(made, "Route", "routeKey", "authorizationType"), [["$default", "NONE"]]);
  });

  it("belongs to the API that a RestApiPut names, with the place of each finding", async () => {
    const moved = inBody(change("post", { apiKeyRequired: false }))!;
    const { body } = moved.stack.find(({ name }) => name === "api")!.inputs;
    const put: Fixture = {
      type: "aws:apigateway/restApiPut:RestApiPut",
      name: "put",
      inputs: { region: "eu-west-1", restApiId: awsAssigns("a1b2c3"), body },
      edges: { restApiId: ["api"] },
      parent: "ingest",
    };
    const stack = moved.stack.map((one) => (one.name === "api" ? pipeline.find(({ name }) => name === "api")! : one));
    assert.deepEqual(summary(await findings([...stack, put])), {
      "method-authenticated on put": [
        'in the body at #/paths/~1kinesis/post: POST on /kinesis calls AWS for anybody who asks: apiKeyRequired is false, authorization is "NONE".',
      ],
    });
  });

  it("is not known at preview where its text is not, and every rule that would judge it says so", async () => {
    const all = await judge(policiesOf(rules), inBody(pipeline)!.stack, { phase: "preview" });
    const [note, ...others] = all;
    assert.deepEqual(others, []);
    for (const rule of [
      "api-body-readable",
      "method-authenticated",
      "integration-escapes",
      "integration-errors-mapped",
    ]) {
      assert.match(note?.message ?? "", new RegExp(`${rule}, on api`));
    }
  });
});

describe("the settings of a REST API", () => {
  const extensions = {
    openapi: "3.0.1",
    "x-amazon-apigateway-binary-media-types": ["a/b"],
    "x-amazon-apigateway-api-key-source": "AUTHORIZER",
    "x-amazon-apigateway-security-policy": "TLS_1_2",
    "x-amazon-apigateway-endpoint-access-mode": "STRICT",
    "x-amazon-apigateway-minimum-compression-size": 10,
    "x-amazon-apigateway-policy": { Statement: [] },
    servers: [{ "x-amazon-apigateway-endpoint-configuration": { disableExecuteApiEndpoint: true } }],
  };
  const effective = (api: PolicyResource) => {
    readBodies([api]);
    return api.props as Record<string, unknown>;
  };

  it("are those of its body where it has no arguments, and its arguments where it has", () => {
    const settings = effective(restApi(extensions, { apiKeySource: "HEADER", binaryMediaTypes: [] }));
    assert.deepEqual(settings.binaryMediaTypes, ["a/b"]);
    assert.equal(settings.apiKeySource, "HEADER");
    assert.equal(settings.securityPolicy, "TLS_1_2");
    assert.equal(settings.endpointAccessMode, "STRICT");
    assert.equal(settings.minimumCompressionSize, 10);
    assert.equal(settings.disableExecuteApiEndpoint, true);
    assert.deepEqual(settings.policy, { Statement: [] });
    assert.equal(settings.name, undefined);
  });

  it("are judged like arguments", async () => {
    const body = JSON.stringify({ ...extensions, "x-amazon-apigateway-security-policy": "TLS_1_0" });
    const found = summary(
      await findings(change("api", { body, securityPolicy: undefined, endpointAccessMode: undefined })),
    );
    assert.deepEqual(found["rest-api-tls on api"], [
      'securityPolicy is "TLS_1_0", which does not refuse everything older than TLS 1.2.',
    ]);
  });

  it("are found by type beside the discrete ones, and are none of the stack's resources", () => {
    const api = restApi(operation({}));
    const stack = stackOf([api], [], readBodies([api]).declared);
    assert.equal(stack.ofType("aws:apigateway/method:Method").length, 1);
    assert.deepEqual(stack.resources, [api]);
  });

  it("stay as they are without a body", async () => {
    assert.deepEqual(await findings(plus()), []);
  });
});
