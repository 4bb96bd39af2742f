import { Roles } from "../../src/iam/roles";
import { createMemoryStore } from "../../src/kinesis/memory/store";
import { createProvider, type Provider } from "../../src/provider/provider";
import type { Properties, ResourceModel } from "../../src/resource";
import { createServices } from "../../src/services";
import { testEnvironment } from "../environment";

const ACCOUNT = "123456789012";

const ALLOW = (extra: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...extra }] });

/** A provider over an empty account. */
export interface Account {
  readonly provider: Provider;
  /** Every type that the local AWS has, in the order of {@link SMALLEST}. */
  readonly models: readonly ResourceModel[];
}

export function openAccount(): Account {
  const environment = testEnvironment();
  const services = createServices({
    accountId: ACCOUNT,
    environment,
    roles: new Roles(),
    kinesisStore: createMemoryStore(ACCOUNT, environment),
    kinesisLayers: [],
  });
  services.apigateway.apiGateway.origin = "https://127.0.0.1:1234";
  const models = Object.values(services).flatMap(({ resources }) => resources);
  return { provider: createProvider(models, environment), models };
}

/** A resource that was made. */
export interface Made {
  readonly model: ResourceModel;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** The least that each type needs, from what was made before it; in an order in which AWS makes them. */
export const SMALLEST: Readonly<Record<string, (id: (type: string) => string, root: () => string) => Properties>> = {
  Stream: () => ({ name: "events", shardCount: 1 }),
  RestApi: () => ({ name: "api" }),
  Resource: (id, root) => ({ restApi: id("RestApi"), parentId: root(), pathPart: "x" }),
  Method: (id) => ({ ...placeIn(id), authorization: "NONE" }),
  MethodResponse: (id) => ({ ...placeIn(id), statusCode: "200" }),
  Integration: (id) => ({ ...placeIn(id), type: "MOCK" }),
  IntegrationResponse: (id) => ({ ...placeIn(id), statusCode: "200" }),
  RequestValidator: (id) => ({ restApi: id("RestApi"), name: "validator" }),
  Response: (id) => ({ restApiId: id("RestApi"), responseType: "THROTTLED" }),
  Deployment: (id) => ({ restApi: id("RestApi") }),
  Stage: (id) => ({ restApi: id("RestApi"), deployment: id("Deployment"), stageName: "prod" }),
  MethodSettings: (id) => ({ restApi: id("RestApi"), stageName: "prod", methodPath: "x/y/GET", settings: {} }),
  ApiKey: () => ({ name: "key" }),
  UsagePlan: () => ({ name: "plan" }),
  UsagePlanKey: (id) => ({ keyId: id("ApiKey"), keyType: "API_KEY", usagePlanId: id("UsagePlan") }),
  Role: () => ({
    name: "role",
    assumeRolePolicy: ALLOW({ Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }),
  }),
  RolePolicy: (id) => ({ name: "p", role: id("Role"), policy: ALLOW({ Action: "kinesis:PutRecord", Resource: "*" }) }),
  Secret: () => ({ name: "secret" }),
  SecretVersion: (id) => ({ secretId: id("Secret"), secretString: "value" }),
  Account: () => ({}),
  LogGroup: () => ({ name: "/logs" }),
  LogMetricFilter: () => ({
    name: "errors",
    logGroupName: "/logs",
    pattern: "error",
    metricTransformation: { name: "Errors", namespace: "app", value: "1" },
  }),
  MetricAlarm: () => ({
    name: "errors",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 1,
    metricName: "Errors",
    namespace: "app",
    period: 60,
    statistic: "Sum",
  }),
  CompositeAlarm: () => ({ alarmName: "all", alarmRule: "ALARM(errors)" }),
  Dashboard: () => ({ dashboardName: "all", dashboardBody: '{"widgets": []}' }),
  Key: () => ({}),
  Alias: (id) => ({ name: "alias/logs", targetKeyId: id("Key") }),
  Topic: () => ({ name: "alarms" }),
  TopicPolicy: (id) => ({
    arn: id("Topic"),
    policy: ALLOW({ Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "sns:Publish", Resource: "*" }),
  }),
  SamplingRule: () => ({
    ruleName: "rule",
    version: 1,
    priority: 1000,
    reservoirSize: 1,
    fixedRate: 0,
    serviceName: "*",
    serviceType: "*",
    resourceArn: "*",
    host: "*",
    httpMethod: "*",
    urlPath: "*",
  }),
};

const placeIn = (id: (type: string) => string): Properties => ({
  restApi: id("RestApi"),
  resourceId: id("Resource"),
  httpMethod: "GET",
});

/** The last part of a type's token, such as `Stream`. */
export const shortName = (type: string): string => type.split(":").at(-1) ?? "";

/** Makes one resource of each type, with as few inputs as possible. */
export async function makeOneOfEach({ provider, models }: Account): Promise<readonly Made[]> {
  const made = new Map<string, Made>();
  for (const [short, inputsOf] of Object.entries(SMALLEST)) {
    const model = models.find(({ type }) => shortName(type) === short);
    if (model === undefined) throw new Error(`no model of ${short}`);
    const inputs = inputsOf(
      (other) => made.get(other)?.id ?? "",
      () => String(made.get("RestApi")?.outputs.rootResourceId),
    );
    made.set(short, { model, inputs, ...(await provider.create(model.type, inputs)) });
  }
  return [...made.values()];
}
