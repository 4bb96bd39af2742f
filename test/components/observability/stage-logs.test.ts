import assert from "node:assert/strict";

import { ACCESS_LOG_FORMAT } from "../../../components/observability/access-log-format";
import { samplingRuleName, tracedServiceName } from "../../../components/observability/names";
import { Pipeline } from "../../../components/pipeline";
import { parseSettings } from "../../../config/parse";
import { record, type Recorded } from "../../support/record";

async function build(change: Record<string, unknown> = {}): Promise<readonly Recorded[]> {
  const { regions } = parseSettings("dev", { service: "orders", regions: ["eu-west-1"], ...change });
  const { resources } = await record(() => new Pipeline("p", regions[0]!));
  return resources;
}

const inputsOf = (resources: readonly Recorded[], name: string, type: string) => {
  const found = resources.find((resource) => resource.name === name && resource.type === type);
  return found?.inputs;
};
const STAGE = ["p-api-stage", "aws:apigateway/stage:Stage"] as const;
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const SETTINGS = "aws:apigateway/methodSettings:MethodSettings";

/** API Gateway puts - where a request has no value. */
const line = (values: Readonly<Record<string, string>> = {}): string =>
  ACCESS_LOG_FORMAT.replace(/\$context\.([\w.]+)/g, (_, variable: string) => values[variable] ?? "-");

describe("the access log", () => {
  it("goes to its own group, for as long and with the key that the settings say", async () => {
    const key = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
    const resources = await build({ observability: { logRetentionDays: 30, logKmsKeyArns: [key] } });
    const group = inputsOf(resources, "p-api-access-log", GROUP);
    assert.deepEqual(group, {
      tags: group?.tags,
      name: "/aws/apigateway/orders-dev/access",
      region: "eu-west-1",
      retentionInDays: 30,
      kmsKeyId: key,
    });
    assert.deepEqual(inputsOf(resources, ...STAGE)?.accessLogSettings, {
      destinationArn: "arn:aws:test:p-api-access-log",
      format: ACCESS_LOG_FORMAT,
    });
  });

  it("has a line of JSON for each request, also where a request has none of the values", () => {
    const numbers = { requestTimeEpoch: "1764341565000", status: "403", responseLatency: "3", responseLength: "52" };
    const parsed = JSON.parse(line(numbers)) as Record<string, unknown>;
    assert.deepEqual(Object.keys(parsed), [
      "requestId",
      "extendedRequestId",
      "requestTime",
      "requestTimeEpoch",
      "httpMethod",
      "path",
      "status",
      "integrationStatus",
      "integrationError",
      "integrationLatency",
      "responseLatency",
      "errorResponseType",
      "apiKeyId",
      "sourceIp",
      "userAgent",
      "tlsVersion",
      "cipherSuite",
      "responseLength",
    ]);
    assert.deepEqual([parsed.status, parsed.responseLatency, parsed.integrationStatus], [403, 3, "-"]);
  });

  it("holds the id of the API key, and never the key, a body or a header", () => {
    assert.match(ACCESS_LOG_FORMAT, /\$context\.identity\.apiKeyId"/);
    assert.doesNotMatch(ACCESS_LOG_FORMAT, /apiKey"|authorizer|\$input|\$method|requestOverride/);
  });

  it("is off with its group and its filters, if the settings say so", async () => {
    const resources = await build({ observability: { accessLog: false } });
    assert.equal(inputsOf(resources, "p-api-access-log", GROUP), undefined);
    assert.equal(inputsOf(resources, ...STAGE)?.accessLogSettings, undefined);
    assert.ok(!resources.some(({ type }) => type.includes("logMetricFilter")));
  });
});

describe("the execution log", () => {
  it("holds errors without data, in a group that is there before the stage", async () => {
    const resources = await build();
    const group = inputsOf(resources, "p-api-execution-log", GROUP);
    assert.deepEqual(group, {
      tags: group?.tags,
      name: "API-Gateway-Execution-Logs_p-api/dev",
      region: "eu-west-1",
      retentionInDays: 365,
    });
    assert.deepEqual(inputsOf(resources, "p-api-all-methods", SETTINGS), {
      region: "eu-west-1",
      restApi: "p-api",
      stageName: "dev",
      methodPath: "*/*",
      settings: { loggingLevel: "ERROR", dataTraceEnabled: false, metricsEnabled: true },
    });
  });

  it("is off for every method, if the settings say so", async () => {
    const resources = await build({ observability: { executionLog: false } });
    assert.equal(inputsOf(resources, "p-api-execution-log", GROUP), undefined);
    for (const name of ["p-api-all-methods", "p-api-health-check"]) {
      const { settings } = inputsOf(resources, name, SETTINGS)!;
      assert.equal((settings as { loggingLevel: string }).loggingLevel, "OFF");
    }
  });
});

describe("the health check", () => {
  it("has a throttle of its own, and is logged and measured like the other methods", async () => {
    const resources = await build({ api: { path: "events", healthCheckThrottle: { ratePerSecond: 7 } } });
    const { methodPath, settings } = inputsOf(resources, "p-api-health-check", SETTINGS)!;
    assert.equal(methodPath, "events/GET");
    assert.deepEqual(settings, {
      loggingLevel: "ERROR",
      dataTraceEnabled: false,
      metricsEnabled: true,
      throttlingRateLimit: 7,
      throttlingBurstLimit: 100,
    });
  });
});

describe("traces", () => {
  const RULE = ["p-api-sampling-rule", "aws:xray/samplingRule:SamplingRule"] as const;

  for (const tracing of [true, false]) {
    it(`are ${tracing ? "on" : "off"} as the settings say`, async () => {
      const resources = await build({ observability: { tracing } });
      assert.equal(inputsOf(resources, ...STAGE)?.xrayTracingEnabled, tracing);
      assert.equal(inputsOf(resources, ...RULE) !== undefined, tracing);
    });
  }

  it("are of one request a second, by a rule that matches this API's stage alone", async () => {
    const resources = await build();
    const rule = inputsOf(resources, ...RULE);
    const api = inputsOf(resources, "p-api", "aws:apigateway/restApi:RestApi");
    assert.deepEqual(rule, {
      tags: api?.tags,
      region: "eu-west-1",
      ruleName: "orders-dev",
      version: 1,
      priority: 1000,
      reservoirSize: 1,
      fixedRate: 0,
      serviceType: "AWS::ApiGateway::Stage",
      serviceName: `${String(api?.name)}/${String(inputsOf(resources, ...STAGE)?.stageName)}`,
      resourceArn: "*",
      host: "*",
      httpMethod: "*",
      urlPath: "*",
    });
  });

  it("have names that X-Ray takes and that differ, of the longest service and stage, too", () => {
    const service = "s".repeat(40);
    const places = ["a", "b"].map((last) => ({ service, stage: `${"t".repeat(79)}${last}` }));
    const names = places.map(samplingRuleName);
    assert.equal(new Set(names).size, 2);
    for (const name of names) assert.match(name, /^s{23}-[0-9a-f]{8}$/);
    for (const name of places.map(tracedServiceName)) assert.equal(name, `${service}-${"t".repeat(22)}*`);
    const short = { service: "orders", stage: "x".repeat(25) };
    assert.equal(samplingRuleName(short), `orders-${"x".repeat(25)}`);
  });
});

describe("the role that API Gateway writes logs with", () => {
  it("is read in the pipeline's region, and only by a stage that writes logs", async () => {
    const ACCOUNT = ["p-api-log-role", "aws:apigateway/account:Account"] as const;
    assert.deepEqual(inputsOf(await build(), ...ACCOUNT), { region: "eu-west-1" });
    const silent = await build({ observability: { accessLog: false, executionLog: false } });
    assert.equal(inputsOf(silent, ...ACCOUNT), undefined);
  });
});
