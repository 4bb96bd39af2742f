import assert from "node:assert/strict";

import { apigatewayResources } from "../../../src/apigateway/resources";
import type { Properties } from "../../../src/resource";
import { ACCOUNT_ID, REGION } from "../../support/api-gateway";
import { buildApi, emptyGateway, isRefusal, ORIGIN } from "./control-plane";

describe("API Gateway's control plane", () => {
  it("models these types", () => {
    const { gateway } = emptyGateway();
    assert.deepEqual(
      apigatewayResources(gateway)
        .map(({ type }) => type)
        .sort(),
      [
        "aws:apigateway/account:Account",
        "aws:apigateway/apiKey:ApiKey",
        "aws:apigateway/deployment:Deployment",
        "aws:apigateway/integration:Integration",
        "aws:apigateway/integrationResponse:IntegrationResponse",
        "aws:apigateway/method:Method",
        "aws:apigateway/methodResponse:MethodResponse",
        "aws:apigateway/methodSettings:MethodSettings",
        "aws:apigateway/requestValidator:RequestValidator",
        "aws:apigateway/resource:Resource",
        "aws:apigateway/response:Response",
        "aws:apigateway/restApi:RestApi",
        "aws:apigateway/stage:Stage",
        "aws:apigateway/usagePlan:UsagePlan",
        "aws:apigateway/usagePlanKey:UsagePlanKey",
      ],
    );
  });

  it("gives out what the real provider does", async () => {
    const { aws, restApi, place, deployment } = await buildApi();
    const api = await aws.read("RestApi", restApi, {});
    assert.match(restApi, /^[a-z0-9]{10}$/);
    assert.deepEqual(api, {
      region: REGION,
      name: "api",
      apiKeySource: "HEADER",
      binaryMediaTypes: [],
      disableExecuteApiEndpoint: false,
      endpointConfiguration: { types: "EDGE", ipAddressType: "ipv4", vpcEndpointIds: [] },
      securityPolicy: "TLS_1_0",
      putRestApiMode: "overwrite",
      tagsAll: {},
      arn: `arn:aws:apigateway:${REGION}::/restapis/${restApi}`,
      executionArn: `arn:aws:execute-api:${REGION}:${ACCOUNT_ID}:${restApi}`,
      createdDate: "2026-01-31T12:00:00Z",
      rootResourceId: api!.rootResourceId,
    });
    const stage = await aws.create("Stage", { restApi, deployment, stageName: "prod", variables: { a: "b" } });
    assert.equal(stage.id, `ags-${restApi}-prod`);
    assert.deepEqual(stage.outputs, {
      region: REGION,
      restApi,
      deployment,
      stageName: "prod",
      variables: { a: "b" },
      tagsAll: {},
      cacheClusterEnabled: false,
      xrayTracingEnabled: false,
      arn: `arn:aws:apigateway:${REGION}::/restapis/${restApi}/stages/prod`,
      executionArn: `arn:aws:execute-api:${REGION}:${ACCOUNT_ID}:${restApi}/prod`,
      invokeUrl: `${ORIGIN}/_aws/execute-api/${restApi}/prod`,
    });
    const name = `${restApi}-${place.resourceId}`;
    const place2 = { ...place, httpMethod: "GET" };
    assert.equal((await aws.create("Method", { ...place2, authorization: "NONE" })).id, `agm-${name}-GET`);
    const integration = await aws.create("Integration", { ...place2, type: "MOCK" });
    assert.equal(integration.id, `agi-${name}-GET`);
    assert.deepEqual(integration.outputs, {
      region: REGION,
      ...place2,
      type: "MOCK",
      connectionType: "INTERNET",
      passthroughBehavior: "WHEN_NO_MATCH",
      responseTransferMode: "BUFFERED",
      timeoutMilliseconds: 29_000,
      cacheNamespace: place.resourceId,
    });
    assert.equal((await aws.create("MethodResponse", { ...place2, statusCode: "200" })).id, `agmr-${name}-GET-200`);
    assert.equal(
      (await aws.create("IntegrationResponse", { ...place2, statusCode: "200" })).id,
      `agir-${name}-GET-200`,
    );
    const response = await aws.create("Response", { restApiId: restApi, responseType: "THROTTLED" });
    assert.equal(response.id, `aggr-${restApi}-THROTTLED`);
    const settings = await aws.create("MethodSettings", {
      restApi,
      stageName: "prod",
      methodPath: "x/POST",
      settings: {},
    });
    assert.equal(settings.id, `${restApi}-prod-x/POST`);
    const { outputs } = await aws.create("Resource", { restApi, parentId: place.resourceId, pathPart: "{id}" });
    assert.equal(outputs.path, "/x/{id}");
  });

  it("finds nothing in another region", async () => {
    const { aws, restApi, place, deployment } = await buildApi();
    assert.equal(await aws.read("RestApi", restApi, { region: "us-east-1" }), undefined);
    const elsewhere = { region: "us-east-1" };
    const wrong: readonly (readonly [string, Properties])[] = [
      ["Resource", { restApi, parentId: place.resourceId, pathPart: "y" }],
      ["Method", { ...place, httpMethod: "GET", authorization: "NONE" }],
      ["Integration", { ...place, type: "MOCK" }],
      ["Deployment", { restApi }],
      ["Stage", { restApi, deployment, stageName: "s" }],
      ["Response", { restApiId: restApi, responseType: "THROTTLED" }],
    ];
    for (const [type, inputs] of wrong) {
      await assert.rejects(aws.create(type, { ...inputs, ...elsewhere }), isRefusal("NotFoundException", /Invalid/));
    }
  });

  it("reads what is gone as undefined, and deletes it without an error", async () => {
    const { aws, restApi, place, deployment } = await buildApi();
    const { id: stage } = await aws.create("Stage", { restApi, deployment, stageName: "s" });
    const key = await aws.create("ApiKey", { name: "k" });
    const plan = await aws.create("UsagePlan", { name: "p" });
    const link = { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id };
    await aws.create("UsagePlanKey", link);
    const validator = await aws.create("RequestValidator", { restApi, name: "v" });
    const things: readonly (readonly [string, string, Properties])[] = [
      ["UsagePlanKey", key.id, link],
      ["UsagePlan", plan.id, {}],
      ["ApiKey", key.id, {}],
      ["Stage", stage, { restApi, stageName: "s" }],
      ["Deployment", deployment, { restApi }],
      ["IntegrationResponse", "", { ...place, statusCode: "200" }],
      ["Integration", "", place],
      ["MethodResponse", "", { ...place, statusCode: "200" }],
      ["Method", "", place],
      ["RequestValidator", validator.id, { restApi }],
      ["Resource", place.resourceId, { restApi }],
      ["RestApi", restApi, {}],
    ];
    for (const [type, id, known] of things) {
      assert.ok(await aws.read(type, id, known), type);
      await aws.delete(type, id, known);
      assert.equal(await aws.read(type, id, known), undefined, type);
      await aws.delete(type, id, known);
    }
  });

  it("changes in place what does not replace", async () => {
    const { aws, restApi, root, place, deployment } = await buildApi();
    await aws.update("RestApi", restApi, { name: "b", binaryMediaTypes: ["a/b"] });
    assert.deepEqual((await aws.read("RestApi", restApi, {}))?.binaryMediaTypes, ["a/b"]);
    const moved = await aws.update("Resource", place.resourceId, { restApi, parentId: root, pathPart: "y" });
    assert.equal(moved.path, "/y");
    await aws.update("Method", "", { ...place, authorization: "NONE", apiKeyRequired: true });
    assert.equal((await aws.read("Method", "", place))?.apiKeyRequired, true);
    await aws.update("Deployment", deployment, { restApi, description: "d" });
    assert.equal((await aws.read("Deployment", deployment, { restApi }))?.description, "d");
    const key = await aws.create("ApiKey", { name: "k" });
    const updated = await aws.update("ApiKey", key.id, { name: "k", enabled: false });
    assert.deepEqual([updated.enabled, updated.value], [false, key.outputs.value]);
  });
});
