import { Agent, request } from "undici";

import { type DataPlaneArgs, startDataPlane } from "../../src/apigateway/data-plane/server";
import { apigatewayResources } from "../../src/apigateway/resources";
import type { ApiGateway } from "../../src/apigateway/state";
import { createApiGateway } from "../../src/apigateway/state";
import type { IntegrationCall } from "../../src/backend";
import { createCertificate } from "../../src/certificate";
import { LogStore } from "../../src/cloudwatch/logs/log-store";
import { createMetricStore } from "../../src/cloudwatch/metrics/metric-store";
import type { Environment } from "../../src/environment";
import type { HttpResponse } from "../../src/http-response";
import { Roles } from "../../src/iam/roles";
import type { Properties, Resource, ResourceModel } from "../../src/resource";

export const REGION = "eu-west-1";
export const ACCOUNT_ID = "123456789012";
export const ROLE_ARN = `arn:aws:iam::${ACCOUNT_ID}:role/ingest`;
export const PUT_RECORD_URI = `arn:aws:apigateway:${REGION}:kinesis:action/PutRecord`;

/** The services that integrations of the test gateways can call. */
export const INTEGRATION_TARGETS = new Map([["kinesis", { targetPrefix: "Kinesis_20131202" }]]);

/** API Gateway's control plane as the provider calls it: inputs are checked first, the region has a default. */
export interface ControlPlane {
  create(type: string, inputs: Properties): Promise<Resource>;
  read(type: string, id: string, known: Properties): Promise<Properties | undefined>;
  update(type: string, id: string, inputs: Properties, known?: Properties): Promise<Properties>;
  delete(type: string, id: string, known: Properties): Promise<void>;
}

export function controlPlaneOf(gateway: ApiGateway): ControlPlane {
  const models = new Map(apigatewayResources(gateway).map((model) => [model.type.split(":").at(-1), model]));
  const modelOf = (type: string): ResourceModel => {
    const model = models.get(type);
    if (!model) throw new Error(`no model of ${type}`);
    return model;
  };
  const parseInputs = (type: string, inputs: Properties): Properties =>
    modelOf(type).inputs.parse({ region: REGION, ...inputs });
  const withRegion = (known: Properties): Properties => ({ region: REGION, ...known });
  return {
    create: async (type, inputs) => modelOf(type).create(parseInputs(type, inputs)),
    read: async (type, id, known) => modelOf(type).read(id, withRegion(known)),
    update: async (type, id, inputs, known) =>
      modelOf(type).update(id, parseInputs(type, inputs), withRegion(known ?? inputs)),
    delete: async (type, id, known) => modelOf(type).delete(id, withRegion(known)),
  };
}

/** An environment whose clock moves only when it is told to, and whose random strings count up. */
export function testEnvironment(): Environment & { advance(milliseconds: number): void } {
  let time = Date.UTC(2026, 0, 31, 12);
  let made = 0;
  return {
    now: () => time,
    advance: (milliseconds) => {
      time += milliseconds;
    },
    randomString: (length, alphabet) => {
      made += 1;
      const digits = alphabet.slice(0, 10);
      return String(made)
        .padStart(length, "0")
        .replace(/\d/g, (digit) => digits.charAt(Number(digit)));
    },
  };
}

/** One method of a test API, with what is special about it. */
export interface TestMethod {
  readonly path?: string;
  readonly httpMethod?: string;
  readonly method?: object;
  readonly integration?: object;
  /** By status. @defaultValue one default response 200 */
  readonly responses?: Readonly<Record<string, { readonly method?: object; readonly integration?: object }>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** A running API Gateway, a backend that records its calls, and a client that trusts its certificate. */
export interface TestGateway extends ControlPlane {
  readonly gateway: ApiGateway;
  readonly environment: ReturnType<typeof testEnvironment>;
  readonly origin: string;
  readonly cert: string;
  readonly calls: IntegrationCall[];
  readonly logged: string[];
  /** What the backend answers; replace it. */
  answer: (call: IntegrationCall) => Promise<HttpResponse>;
  /** Makes an API of these methods, and its stage `test`. @returns the stage's URL and its API's id */
  deploy(methods: readonly TestMethod[], api?: object): Promise<{ readonly url: string; readonly id: string }>;
  /** Makes a new deployment and points the stage to it. */
  redeploy(apiId: string): Promise<void>;
  /** Makes a key in a plan for the API's stage. @returns the key's value */
  key(apiId: string, plan?: Properties): Promise<string>;
  send(url: string, options?: Sent): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string | Buffer;
}

export const backendResponse = (
  status: number,
  body: unknown = {},
  type = "application/x-amz-json-1.1",
): HttpResponse => ({
  status,
  headers: { "content-type": type },
  body: Buffer.isBuffer(body) ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
});

/** What API Gateway shares with the other services of its account, empty. */
export const accountParts = (environment: Environment = testEnvironment()) => ({
  roles: new Roles(),
  metrics: createMetricStore(),
  logs: new LogStore(ACCOUNT_ID, environment),
});

export async function startTestGateway(
  options: Partial<Pick<DataPlaneArgs, "assume" | "hooks" | "port">> = {},
): Promise<TestGateway> {
  const environment = testEnvironment();
  const calls: IntegrationCall[] = [];
  const logged: string[] = [];
  const gateway = createApiGateway({
    environment,
    accountId: ACCOUNT_ID,
    integrationTargets: INTEGRATION_TARGETS,
    ...accountParts(environment),
    backend: (call) => {
      calls.push(call);
      return test.answer(call);
    },
  });
  const certificate = await createCertificate(Date.now());
  const dataPlane = await startDataPlane({
    apiGateway: gateway,
    tls: certificate,
    host: "127.0.0.1",
    port: 0,
    log: (line) => logged.push(line),
    ...options,
  });
  const control = controlPlaneOf(gateway);
  const dispatcher = new Agent({ connect: { ca: certificate.cert }, headersTimeout: 5000, bodyTimeout: 5000 });

  const test: TestGateway = {
    ...control,
    gateway,
    environment,
    origin: dataPlane.origin,
    cert: certificate.cert,
    calls,
    logged,
    answer: () => Promise.resolve(backendResponse(200, { SequenceNumber: "1", ShardId: "shardId-0" })),
    deploy: async (methods, api = {}) => {
      const { id, outputs } = await control.create("RestApi", { name: "test", ...api });
      for (const method of methods) await addMethod(control, id, String(outputs.rootResourceId), method);
      const { id: deployment } = await control.create("Deployment", { restApi: id });
      const stage = await control.create("Stage", { restApi: id, deployment, stageName: "test" });
      return { id, url: String(stage.outputs.invokeUrl) };
    },
    redeploy: async (restApi) => {
      const { id: deployment } = await control.create("Deployment", { restApi });
      await control.update("Stage", "", { restApi, deployment, stageName: "test" });
    },
    key: async (apiId, plan = {}) => {
      const apiKey = await control.create("ApiKey", { name: "test" });
      const stages = [{ apiId, stage: "test" }];
      const { id: usagePlanId } = await control.create("UsagePlan", { name: "test", apiStages: stages, ...plan });
      await control.create("UsagePlanKey", { keyId: apiKey.id, keyType: "API_KEY", usagePlanId });
      return String(apiKey.outputs.value);
    },
    send: async (url, { method = "POST", headers, body } = {}) => {
      const response = await request(url, { dispatcher, method, headers, body });
      return { status: response.statusCode, headers: response.headers, text: await response.body.text() };
    },
    stop: async () => {
      await dispatcher.destroy();
      await dataPlane.stop();
    },
  };
  return test;
}

/** Adds a method with its integration and responses, and the resources on its path. */
export async function addMethod(
  control: ControlPlane,
  restApi: string,
  rootResourceId: string,
  { path = "/", httpMethod = "POST", ...special }: TestMethod,
): Promise<void> {
  let resourceId = rootResourceId;
  for (const pathPart of path.split("/").filter(Boolean)) {
    resourceId = (await control.create("Resource", { restApi, parentId: resourceId, pathPart })).id;
  }
  const place = { restApi, resourceId, httpMethod };
  await control.create("Method", { ...place, authorization: "NONE", ...special.method });
  await control.create("Integration", {
    ...place,
    ...(isMock(special.integration)
      ? { requestTemplates: { "application/json": '{"statusCode": 200}' } }
      : { type: "AWS", integrationHttpMethod: "POST", uri: PUT_RECORD_URI, credentials: ROLE_ARN }),
    ...special.integration,
  });
  for (const [statusCode, response] of Object.entries(special.responses ?? { "200": {} })) {
    await control.create("MethodResponse", { ...place, statusCode, ...response.method });
    await control.create("IntegrationResponse", { ...place, statusCode, ...response.integration });
  }
}

const isMock = (integration: object | undefined): boolean =>
  integration !== undefined && "type" in integration && integration.type === "MOCK";
