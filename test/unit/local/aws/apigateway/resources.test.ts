import assert from "node:assert/strict";
import { apiGatewayResources, createApiGateway, type ApiGateway } from "../../../../../local/aws/apigateway";
import { createProvider } from "../../../../../local/aws/provider/provider";
import type { Properties } from "../../../../../local/aws/resource";
import {
  ACCOUNT_ID,
  addMethod,
  answered,
  controlPlaneOf,
  PUT_RECORD_URI,
  REGION,
  ROLE_ARN,
  testEnvironment,
  type ControlPlane,
} from "../../../../support/api-gateway";

const ORIGIN = "https://127.0.0.1:1234";

interface Built {
  readonly restApi: string;
  readonly root: string;
  /** Of `/x`, with a POST whose only response is 200. */
  readonly place: { readonly restApi: string; readonly resourceId: string; readonly httpMethod: string };
  readonly deployment: string;
}

describe("API Gateway's control plane", () => {
  let gateway: ApiGateway;
  let aws: ControlPlane;
  beforeEach(() => {
    gateway = createApiGateway({
      ...{ environment: testEnvironment(), accountId: ACCOUNT_ID },
      backend: () => Promise.resolve(answered(200)),
    });
    gateway.origin = ORIGIN;
    aws = controlPlaneOf(gateway);
  });

  const build = async (): Promise<Built> => {
    const { id: restApi, outputs } = await aws.create("RestApi", { name: "api" });
    const root = String(outputs.rootResourceId);
    await addMethod(aws, restApi, root, { path: "x" });
    const [resourceId = ""] = [...gateway.restApis.get(restApi)!.resources.keys()].slice(-1);
    const { id: deployment } = await aws.create("Deployment", { restApi });
    return { restApi, root, place: { restApi, resourceId, httpMethod: "POST" }, deployment };
  };
  const refused = (type: string, message: RegExp | string) => (error: unknown) => {
    const { type: found, message: text } = error as { type: string; message: string };
    assert.equal(found, type);
    assert.match(
      text,
      typeof message === "string" ? new RegExp(message.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")) : message,
    );
    return true;
  };

  it("models these types", () => {
    assert.deepEqual(
      apiGatewayResources(gateway)
        .map(({ type }) => type)
        .sort(),
      [
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
    const { restApi, place, deployment } = await build();
    const api = await aws.read("RestApi", restApi, {});
    assert.match(restApi, /^[a-z0-9]{10}$/);
    assert.deepEqual(api, {
      ...{
        region: REGION,
        name: "api",
        apiKeySource: "HEADER",
        binaryMediaTypes: [],
        disableExecuteApiEndpoint: false,
      },
      ...{
        endpointConfiguration: { types: "EDGE" },
        securityPolicy: "TLS_1_0",
        putRestApiMode: "overwrite",
        tagsAll: {},
      },
      arn: `arn:aws:apigateway:${REGION}::/restapis/${restApi}`,
      executionArn: `arn:aws:execute-api:${REGION}:${ACCOUNT_ID}:${restApi}`,
      ...{ createdDate: "2026-01-31T12:00:00Z", rootResourceId: api!.rootResourceId },
    });
    const stage = await aws.create("Stage", { restApi, deployment, stageName: "prod", variables: { a: "b" } });
    assert.equal(stage.id, `ags-${restApi}-prod`);
    assert.deepEqual(stage.outputs, {
      ...{ region: REGION, restApi, deployment, stageName: "prod", variables: { a: "b" }, tagsAll: {} },
      ...{ cacheClusterEnabled: false, xrayTracingEnabled: false },
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
      ...{ region: REGION, ...place2, type: "MOCK", connectionType: "INTERNET", passthroughBehavior: "WHEN_NO_MATCH" },
      ...{ responseTransferMode: "BUFFERED", timeoutMilliseconds: 29_000, cacheNamespace: place.resourceId },
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

  it("generates a key's value, and repeats it in clear text in a UsagePlanKey as the real provider does", async () => {
    const key = await aws.create("ApiKey", { name: "k" });
    assert.match(String(key.outputs.value), /^[A-Za-z0-9]{40}$/);
    assert.equal(key.outputs.arn, `arn:aws:apigateway:${REGION}::/apikeys/${key.id}`);
    assert.equal(key.outputs.description, "Managed by Pulumi");
    const plan = await aws.create("UsagePlan", { name: "p" });
    const link = await aws.create("UsagePlanKey", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });
    assert.deepEqual(link, {
      id: key.id,
      outputs: {
        ...{ region: REGION, keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id },
        ...{ name: "k", value: key.outputs.value },
      },
    });
    const secret = apiGatewayResources(gateway).flatMap(({ type, secretOutputs = [] }) =>
      secretOutputs.map((name) => `${type}.${name}`),
    );
    assert.deepEqual(secret, ["aws:apigateway/apiKey:ApiKey.value"]);
  });

  it("finds nothing in another region", async () => {
    const { restApi, place, deployment } = await build();
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
      await assert.rejects(aws.create(type, { ...inputs, ...elsewhere }), refused("NotFoundException", /Invalid/));
    }
  });

  it("reads what is gone as undefined, and deletes it without an error", async () => {
    const { restApi, place, deployment } = await build();
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

  describe("refuses what AWS refuses:", () => {
    const keyed = { type: "AWS", integrationHttpMethod: "POST", uri: PUT_RECORD_URI, credentials: ROLE_ARN };
    const get = (place: Built["place"]): Properties => ({ ...place, httpMethod: "GET" });

    const cases: readonly (readonly [string, (built: Built) => Promise<unknown>, string, RegExp | string])[] = [
      [
        "a resource under an unknown parent",
        ({ restApi }) => aws.create("Resource", { restApi, parentId: "nope", pathPart: "a" }),
        "NotFoundException",
        "Invalid Resource identifier specified",
      ],
      [
        "two resources of one name",
        ({ restApi, root }) => aws.create("Resource", { restApi, parentId: root, pathPart: "x" }),
        "ConflictException",
        "Another resource with the same parent already has this name: x",
      ],
      [
        "a path part with a slash",
        ({ restApi, root }) => aws.create("Resource", { restApi, parentId: root, pathPart: "a/b" }),
        "BadRequestException",
        /path part only allow/,
      ],
      [
        "/ping",
        ({ restApi, root }) => aws.create("Resource", { restApi, parentId: root, pathPart: "ping" }),
        "BadRequestException",
        /reserved/,
      ],
      [
        "a resource within itself",
        ({ restApi, place }) =>
          aws.update("Resource", place.resourceId, { restApi, parentId: place.resourceId, pathPart: "x" }),
        "BadRequestException",
        "Resources cannot be cyclical.",
      ],
      [
        "a method twice",
        ({ place }) => aws.create("Method", { ...place, authorization: "NONE" }),
        "ConflictException",
        "Method already exists for this resource",
      ],
      [
        "a method with an unknown validator",
        ({ place }) => aws.create("Method", { ...get(place), authorization: "NONE", requestValidatorId: "nope" }),
        "BadRequestException",
        "Invalid Request Validator identifier specified",
      ],
      [
        "parameters of one name in two places",
        ({ place }) =>
          aws.create("Method", {
            ...get(place),
            authorization: "NONE",
            requestParameters: { "method.request.header.a": true, "method.request.querystring.a": false },
          }),
        "BadRequestException",
        /must be unique/,
      ],
      [
        "a method response twice",
        ({ place }) => aws.create("MethodResponse", { ...place, statusCode: "200" }),
        "ConflictException",
        /already exists/,
      ],
      [
        "an integration without a method",
        ({ place }) => aws.create("Integration", { ...get(place), type: "MOCK" }),
        "NotFoundException",
        "Invalid Method identifier specified",
      ],
      [
        "an integration without an HTTP method of its own",
        ({ place }) => aws.create("Integration", { ...place, ...keyed, integrationHttpMethod: undefined }),
        "BadRequestException",
        /HttpMethod must be non-empty/,
      ],
      [
        "an integration with another service",
        ({ place }) => aws.create("Integration", { ...place, ...keyed, uri: PUT_RECORD_URI.replace("kinesis", "sqs") }),
        "BadRequestException",
        /deployed\/integration\.ts/,
      ],
      [
        "an integration in another partition",
        ({ place }) =>
          aws.create("Integration", { ...place, ...keyed, uri: PUT_RECORD_URI.replace("arn:aws:", "arn:aws-cn:") }),
        "BadRequestException",
        /Invalid ARN/,
      ],
      [
        "an integration without a role",
        ({ place }) => aws.create("Integration", { ...place, ...keyed, credentials: undefined }),
        "BadRequestException",
        /credentials/,
      ],
      [
        "an integration as the caller",
        ({ place }) => aws.create("Integration", { ...place, ...keyed, credentials: "arn:aws:iam::*:user/*" }),
        "BadRequestException",
        /credentials/,
      ],
      [
        "a mapping of a parameter that is not declared",
        ({ place }) =>
          aws.create("Integration", {
            ...place,
            ...keyed,
            requestParameters: { "integration.request.header.A": "method.request.header.a" },
          }),
        "BadRequestException",
        "Invalid mapping expression parameter specified: method.request.header.a",
      ],
      [
        "a static value without quotes",
        ({ place }) =>
          aws.create("Integration", { ...place, ...keyed, requestParameters: { "integration.request.header.A": "a" } }),
        "BadRequestException",
        "Invalid mapping expression specified: a",
      ],
      [
        "a request template that the renderer refuses",
        ({ place }) =>
          aws.create("Integration", { ...place, ...keyed, requestTemplates: { "application/json": "$nope" } }),
        "BadRequestException",
        /requestTemplates\.application\/json: .*never sets \$nope/,
      ],
      [
        "a response of a status that the method does not declare",
        ({ place }) => aws.create("IntegrationResponse", { ...place, statusCode: "404" }),
        "NotFoundException",
        "Invalid Response status code specified",
      ],
      [
        "a response of a method without an integration",
        async ({ place }) => {
          await aws.delete("Integration", "", place);
          return aws.create("IntegrationResponse", { ...place, statusCode: "200" });
        },
        "NotFoundException",
        "Invalid Integration identifier specified",
      ],
      [
        "a response header that the method response does not declare",
        ({ place }) =>
          aws.create("IntegrationResponse", {
            ...place,
            statusCode: "200",
            responseParameters: { "method.response.header.A": "'a'" },
          }),
        "BadRequestException",
        "Invalid mapping expression parameter specified: method.response.header.A",
      ],
      [
        "a response pattern that Java alone reads",
        ({ place }) => aws.create("IntegrationResponse", { ...place, statusCode: "200", selectionPattern: "2++" }),
        "BadRequestException",
        /selectionPattern/,
      ],
      [
        "a response template that the renderer refuses",
        ({ place }) =>
          aws.update("IntegrationResponse", "", {
            ...place,
            statusCode: "200",
            responseTemplates: { "application/json": "#stop" },
          }),
        "BadRequestException",
        /responseTemplates/,
      ],
      [
        "a gateway response's mapping that is none",
        ({ restApi }) =>
          aws.create("Response", {
            restApiId: restApi,
            responseType: "THROTTLED",
            responseParameters: { "gatewayresponse.header.A": "a" },
          }),
        "BadRequestException",
        /Invalid mapping expression/,
      ],
      [
        "a deployment of an API without methods",
        async () => {
          const { id } = await aws.create("RestApi", { name: "empty" });
          return aws.create("Deployment", { restApi: id });
        },
        "BadRequestException",
        "The REST API doesn't contain any methods",
      ],
      [
        "a deployment of a method without an integration",
        async ({ restApi, place }) => {
          await aws.delete("Integration", "", place);
          return aws.create("Deployment", { restApi });
        },
        "BadRequestException",
        "No integration defined for method",
      ],
      [
        "to delete a deployment that a stage points to",
        async ({ restApi, deployment }) => {
          await aws.create("Stage", { restApi, deployment, stageName: "s" });
          return aws.delete("Deployment", deployment, { restApi });
        },
        "BadRequestException",
        "Active stages pointing to this deployment must be moved or deleted",
      ],
      [
        "a stage of an unknown deployment",
        ({ restApi }) => aws.create("Stage", { restApi, deployment: "nope", stageName: "s" }),
        "NotFoundException",
        "Invalid Deployment identifier specified",
      ],
      [
        "a stage twice",
        async ({ restApi, deployment }) => {
          await aws.create("Stage", { restApi, deployment, stageName: "s" });
          return aws.create("Stage", { restApi, deployment, stageName: "s" });
        },
        "ConflictException",
        "Stage already exists",
      ],
      [
        "access logs without the account's role",
        ({ restApi, deployment }) =>
          aws.create("Stage", {
            restApi,
            deployment,
            stageName: "s",
            accessLogSettings: { destinationArn: "arn:aws:logs:::x", format: "x" },
          }),
        "BadRequestException",
        "CloudWatch Logs role ARN must be set in account settings to enable logging",
      ],
      [
        "settings of an unknown stage",
        ({ restApi }) => aws.create("MethodSettings", { restApi, stageName: "nope", methodPath: "*/*", settings: {} }),
        "NotFoundException",
        /stage/,
      ],
      [
        "execution logs without the account's role",
        async ({ restApi, deployment }) => {
          await aws.create("Stage", { restApi, deployment, stageName: "s" });
          return aws.create("MethodSettings", {
            restApi,
            stageName: "s",
            methodPath: "*/*",
            settings: { loggingLevel: "ERROR" },
          });
        },
        "BadRequestException",
        /CloudWatch Logs role/,
      ],
      [
        "a plan with an unknown stage",
        ({ restApi }) => aws.create("UsagePlan", { name: "p", apiStages: [{ apiId: restApi, stage: "nope" }] }),
        "NotFoundException",
        /API Stage not found: \w+:nope/,
      ],
      [
        "a plan with a stage twice",
        async ({ restApi, deployment }) => {
          await aws.create("Stage", { restApi, deployment, stageName: "s" });
          const stage = { apiId: restApi, stage: "s" };
          return aws.create("UsagePlan", { name: "p", apiStages: [stage, stage] });
        },
        "BadRequestException",
        /twice/,
      ],
      [
        "to delete a stage or an API in a plan",
        async ({ restApi, deployment }) => {
          await aws.create("Stage", { restApi, deployment, stageName: "s" });
          await aws.create("UsagePlan", { name: "p", apiStages: [{ apiId: restApi, stage: "s" }] });
          await assert.rejects(aws.delete("RestApi", restApi, {}), refused("ConflictException", /usage plan/));
          return aws.delete("Stage", "", { restApi, stageName: "s" });
        },
        "BadRequestException",
        /usage plan/,
      ],
      [
        "a key of a value that another has",
        async () => {
          await aws.create("ApiKey", { name: "a", value: "a".repeat(20) });
          return aws.create("ApiKey", { name: "b", value: "a".repeat(20) });
        },
        "ConflictException",
        "API Key already exists",
      ],
      [
        "a link to an unknown key or plan",
        async () => {
          const plan = await aws.create("UsagePlan", { name: "p" });
          const key = await aws.create("ApiKey", { name: "k" });
          await assert.rejects(
            aws.create("UsagePlanKey", { keyId: key.id, keyType: "API_KEY", usagePlanId: "nope" }),
            refused("NotFoundException", /Usage Plan/),
          );
          return aws.create("UsagePlanKey", { keyId: "nope", keyType: "API_KEY", usagePlanId: plan.id });
        },
        "NotFoundException",
        /API Key/,
      ],
      [
        "a key in two plans of one stage",
        async ({ restApi, deployment }) => {
          await aws.create("Stage", { restApi, deployment, stageName: "s" });
          const key = await aws.create("ApiKey", { name: "k" });
          const apiStages = [{ apiId: restApi, stage: "s" }];
          const plans = [
            await aws.create("UsagePlan", { name: "p", apiStages }),
            await aws.create("UsagePlan", { name: "q", apiStages }),
          ];
          await aws.create("UsagePlanKey", { keyId: key.id, keyType: "API_KEY", usagePlanId: plans[0]!.id });
          return aws.create("UsagePlanKey", { keyId: key.id, keyType: "API_KEY", usagePlanId: plans[1]!.id });
        },
        "BadRequestException",
        /already in usage plan/,
      ],
      [
        "an enhanced security policy without an access mode",
        () =>
          aws.create("RestApi", {
            name: "a",
            endpointConfiguration: { types: "REGIONAL" },
            securityPolicy: "SecurityPolicy_TLS13_1_2_PQ_2025_09",
          }),
        "BadRequestException",
        /endpointAccessMode/,
      ],
      [
        "an access mode without an enhanced security policy",
        () => aws.create("RestApi", { name: "a", securityPolicy: "TLS_1_2", endpointAccessMode: "STRICT" }),
        "BadRequestException",
        /endpointAccessMode needs/,
      ],
      [
        "a security policy for another type of endpoint",
        ({ restApi }) =>
          aws.update("RestApi", restApi, {
            name: "a",
            securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
            endpointAccessMode: "STRICT",
          }),
        "BadRequestException",
        /not for endpoints of type EDGE/,
      ],
    ];
    for (const [what, run, type, message] of cases) {
      it(what, async () => {
        const built = await build();
        await assert.rejects(run(built), refused(type, message));
      });
    }
  });

  describe("takes no", () => {
    const place = { restApi: "a", resourceId: "r", httpMethod: "POST" };
    const cases: readonly (readonly [string, string, Properties, string])[] = [
      ["API with a body", "RestApi", { name: "a", body: "{}" }, "body"],
      ["API with a policy", "RestApi", { name: "a", policy: "{}" }, "policy"],
      [
        "private API",
        "RestApi",
        { name: "a", endpointConfiguration: { types: "PRIVATE" } },
        "endpointConfiguration.types",
      ],
      ["API with keys from an authorizer", "RestApi", { name: "a", apiKeySource: "AUTHORIZER" }, "apiKeySource"],
      ["unknown security policy", "RestApi", { name: "a", securityPolicy: "TLS_1_3" }, "securityPolicy"],
      ["method with IAM", "Method", { ...place, authorization: "AWS_IAM" }, "authorization"],
      [
        "method that HTTP does not know",
        "Method",
        { ...place, httpMethod: "FETCH", authorization: "NONE" },
        "httpMethod",
      ],
      [
        "method with a model of one's own",
        "Method",
        { ...place, authorization: "NONE", requestModels: { "application/json": "Mine" } },
        "requestModels.application/json",
      ],
      ["HTTP integration", "Integration", { ...place, type: "HTTP" }, "type"],
      [
        "timeout below 50 ms",
        "Integration",
        { ...place, type: "MOCK", timeoutMilliseconds: 49 },
        "timeoutMilliseconds",
      ],
      [
        "timeout above 29 s",
        "Integration",
        { ...place, type: "MOCK", timeoutMilliseconds: 29_001 },
        "timeoutMilliseconds",
      ],
      [
        "template without a content type",
        "Integration",
        { ...place, type: "MOCK", requestTemplates: { "123": "x" } },
        "requestTemplates.123",
      ],
      ["status that is none", "MethodResponse", { ...place, statusCode: "wrong" }, "statusCode"],
      ["gateway response that does not exist", "Response", { restApiId: "a", responseType: "TEAPOT" }, "responseType"],
      ["stage name with a dot", "Stage", { restApi: "a", deployment: "d", stageName: "a.b" }, "stageName"],
      ["canary", "Stage", { restApi: "a", deployment: "d", stageName: "s", canarySettings: {} }, "canarySettings"],
      [
        "method path with a slash at the start",
        "MethodSettings",
        { restApi: "a", stageName: "s", methodPath: "/x/POST", settings: {} },
        "methodPath",
      ],
      [
        "caching",
        "MethodSettings",
        { restApi: "a", stageName: "s", methodPath: "*/*", settings: { cachingEnabled: true } },
        "settings.cachingEnabled",
      ],
      ["key of 19 characters", "ApiKey", { name: "k", value: "a".repeat(19) }, "value"],
      ["key of 129 characters", "ApiKey", { name: "k", value: "a".repeat(129) }, "value"],
      ["key with a dash", "ApiKey", { name: "k", value: `${"a".repeat(20)}-` }, "value"],
      [
        "throttle of 0",
        "UsagePlan",
        { name: "p", throttleSettings: { rateLimit: 0, burstLimit: 1 } },
        "throttleSettings.rateLimit",
      ],
      [
        "quota by the week",
        "UsagePlan",
        { name: "p", quotaSettings: { limit: 1, period: "WEEK" } },
        "quotaSettings.period",
      ],
      ["key type that does not exist", "UsagePlanKey", { keyId: "k", keyType: "KEY", usagePlanId: "p" }, "keyType"],
    ];
    for (const [what, type, inputs, at] of cases) {
      it(what, () => {
        const model = apiGatewayResources(gateway).find((candidate) => candidate.type.endsWith(`:${type}`))!;
        const { error } = model.inputs.safeParse({ region: REGION, ...inputs });
        const found = error?.issues.map((issue) =>
          issue.code === "unrecognized_keys" ? issue.keys.join() : issue.path.join("."),
        );
        assert.deepEqual(found, [at]);
      });
    }
  });

  it("says which changes replace", () => {
    const replaceOn = Object.fromEntries(
      apiGatewayResources(gateway).map((model) => [model.type.split(":").at(-1) ?? "", model.replaceOn] as const),
    );
    assert.deepEqual(replaceOn, {
      RestApi: [],
      Resource: ["restApi"],
      Method: ["restApi", "resourceId", "httpMethod"],
      MethodResponse: ["restApi", "resourceId", "httpMethod", "statusCode"],
      Integration: [
        "restApi",
        "resourceId",
        "httpMethod",
        "type",
        "credentials",
        "integrationHttpMethod",
        "passthroughBehavior",
      ],
      IntegrationResponse: ["restApi", "resourceId", "httpMethod"],
      RequestValidator: ["restApi"],
      Response: ["restApiId", "responseType"],
      Deployment: ["restApi", "triggers"],
      Stage: ["restApi", "stageName"],
      MethodSettings: ["restApi", "stageName", "methodPath"],
      ApiKey: ["name", "value"],
      UsagePlan: [],
      UsagePlanKey: ["keyId", "keyType", "usagePlanId"],
    });
  });

  it("deletes an integration before it puts it anew: a method has room for one", () => {
    const provider = createProvider(apiGatewayResources(gateway), gateway.environment);
    const place = { region: REGION, restApi: "a", resourceId: "r", httpMethod: "POST", type: "MOCK" };
    const never = { ...place, passthroughBehavior: "NEVER" };
    assert.deepEqual(provider.diff("aws:apigateway/integration:Integration", place, place, never), {
      ...{ changed: ["passthroughBehavior"], replaces: ["passthroughBehavior"], deleteBeforeReplace: true },
    });
  });

  it("changes in place what does not replace", async () => {
    const { restApi, root, place, deployment } = await build();
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

  it("loses an integration's responses with the integration, as AWS does", async () => {
    const { place } = await build();
    await aws.delete("Integration", "", place);
    await aws.create("Integration", { ...place, type: "MOCK" });
    assert.equal(await aws.read("IntegrationResponse", "", { ...place, statusCode: "200" }), undefined);
  });

  it("takes a resource's children along", async () => {
    const { restApi, place } = await build();
    const child = await aws.create("Resource", { restApi, parentId: place.resourceId, pathPart: "y" });
    await aws.delete("Resource", place.resourceId, { restApi });
    assert.equal(await aws.read("Resource", child.id, { restApi }), undefined);
  });
});
