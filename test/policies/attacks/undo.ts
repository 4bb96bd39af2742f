import { Deployment } from "@pulumi/aws/apigateway/deployment";
import { MethodSettings } from "@pulumi/aws/apigateway/methodSettings";
import { RestApi } from "@pulumi/aws/apigateway/restApi";
import { Stage } from "@pulumi/aws/apigateway/stage";
import { UsagePlan } from "@pulumi/aws/apigateway/usagePlan";
import { Provider, type ProviderArgs } from "@pulumi/aws/provider";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";

import type { Attack, Target } from "./harness/attack";
import { INTEGRATION, mapping } from "./harness/changes";

const KEPT = "What the program says of a judged property is what AWS gets.";
const LIVE = "The stage serves the deployment of this stack, with all that the program says.";
const FIRST = "What clients use is made anew before the old one is deleted.";
const CALLS = "The provider speaks https to AWS, checks certificates, and uses the account and region of the stage.";
const OPEN = "The API takes records.";
const PROTECTED = "In stage prod, what cannot be made again is protected.";

const attack = (name: string, breaks: string, apply: Attack["apply"], more: Partial<Attack> = {}): Attack => ({
  name: `undo-${name}`,
  kind: "undo",
  breaks,
  expect: "nothing undoes what the program says",
  apply,
  ...more,
});

const options =
  (resource: string, values: Readonly<Record<string, unknown>>) =>
  ({ change }: Target): void => {
    change(resource, {}, values);
  };

const props =
  (resource: string, values: Readonly<Record<string, unknown>>) =>
  ({ change }: Target): void => {
    change(resource, values);
  };

/** A property whose change is ignored keeps on AWS whatever it was. */
const ignoring = (name: string, resource: string, ...properties: string[]): Attack =>
  attack(`ignores-${name}`, KEPT, options(resource, { ignoreChanges: properties }), {
    expect: "no ignoreChanges on a judged property",
  });

/** A provider of its own for one resource. */
const provider = (name: string, args: ProviderArgs, resource = "stream"): Attack =>
  attack(
    `provider-${name}`,
    CALLS,
    ({ change }) => {
      change(resource, {}, (given) => ({
        ...given,
        provider: new Provider(`undo-provider-${name}-aws`, { region: "ap-south-1", ...args }),
      }));
    },
    { at: ["aws"], expect: "options of the provider" },
  );

const settings =
  (values: object, methodPath = "*/*") =>
  ({ add }: Target) => {
    add(
      "settings",
      (name, { region, pipeline }) =>
        new MethodSettings(name, {
          region,
          restApi: pipeline.apiId,
          stageName: pipeline.stageName,
          methodPath,
          settings: { loggingLevel: "ERROR", dataTraceEnabled: false, ...values },
        }),
    );
  };

/** Takes what a deployment waits for out of its options. */
const withoutDependencies =
  (without: (name: string) => boolean) =>
  ({ change }: Target) => {
    change("api-deployment", {}, (given) => ({
      ...given,
      dependsOn: (given.dependsOn as CustomResourceOptions["dependsOn"] & { __name?: string }[]).filter(
        (resource) => !without(nameOf(resource)),
      ),
    }));
  };

/** SDK's own name of a resource that is not registered yet. */
const nameOf = (resource: object): string => (resource as { readonly __name?: string }).__name ?? "";

/** What makes good resources bad afterwards, or from outside. */
export const undo: readonly Attack[] = [
  // ignoreChanges.
  ignoring("all-triggers", "api-deployment", "triggers"),
  ignoring("one-trigger", "api-deployment", "triggers.model"),
  ignoring("triggers-in-brackets", "api-deployment", 'triggers["model"]'),
  ignoring("everything", "api-deployment", "*"),
  ignoring("request-templates", INTEGRATION, "requestTemplates"),
  ignoring("request-template-of-json", INTEGRATION, 'requestTemplates["application/json"]'),
  ignoring("uri", INTEGRATION, "uri"),
  ignoring("credentials", INTEGRATION, "credentials"),
  ignoring("passthrough", INTEGRATION, "passthroughBehavior"),
  ignoring("parameters", INTEGRATION, "requestParameters"),
  ignoring("integration-timeout", INTEGRATION, "timeoutMilliseconds"),
  ignoring("response-templates", mapping(400), "responseTemplates"),
  ignoring("selection-pattern", mapping(200), "selectionPattern"),
  ignoring("mapping-status", mapping(503), "statusCode"),
  ignoring("gateway-status", "api-default-5xx", "responseTemplates", "statusCode"),
  ignoring("api-key-required", "api-post", "apiKeyRequired"),
  ignoring("authorization", "api-post", "authorization"),
  ignoring("security-policy", "api", "securityPolicy", "endpointAccessMode"),
  ignoring("binary-types", "api", "binaryMediaTypes"),
  ignoring("stage-deployment", "api-stage", "deployment"),
  ignoring("role-policy", "access-policy", "policy"),
  ignoring("trust", "access-role", "assumeRolePolicy"),
  ignoring("encryption", "stream", "encryptionType", "kmsKeyId"),
  ignoring("retention", "stream", "retentionPeriod"),
  ignoring("mode", "stream", "streamModeDetails"),
  ignoring("plan-throttle", "key-plan", "throttleSettings"),
  ignoring("plan-stages", "key-plan", "apiStages"),
  ignoring("connector-file", "connector-version", "secretString"),

  // Which deployment the stage serves.
  attack("stage-on-literal-deployment", LIVE, props("api-stage", { deployment: "d1e2f3" })),
  attack("stage-on-deployment-of-other-api", LIVE, ({ change }) => {
    change("api-stage", (given) => {
      const tags = { service: "other", stage: "prod", "managed-by": "pulumi" };
      const name = "undo-stage-on-deployment-of-other-api";
      const api = new RestApi(
        `${name}-other-api`,
        {
          region: "ap-south-1",
          endpointConfiguration: { types: "REGIONAL" },
          securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
          endpointAccessMode: "STRICT",
          tags,
        },
        { protect: true },
      );
      const other = new Deployment(`${name}-other-deployment`, {
        region: "ap-south-1",
        restApi: api.id,
        triggers: { model: "1" },
      });
      return { ...given, deployment: other.id };
    });
  }),
  attack(
    "stage-on-bare-deployment",
    LIVE,
    ({ change }) => {
      change("api-stage", (given) => ({
        ...given,
        deployment: new Deployment("undo-stage-on-bare-deployment-bare", {
          region: "ap-south-1",
          restApi: given.restApi as Input<string>,
          triggers: { model: "1" },
        }).id,
      }));
    },
    { at: ["bare"] },
  ),
  attack(
    "canary-literal",
    LIVE,
    props("api-stage", { canarySettings: { deploymentId: "d1e2f3", percentTraffic: 50 } }),
  ),
  attack("canary-all-traffic", LIVE, ({ change }) => {
    change("api-stage", (given) => ({
      ...given,
      canarySettings: { deploymentId: given.deployment, percentTraffic: 100, useStageCache: true },
    }));
  }),
  attack("canary-stage-variables", LIVE, ({ change }) => {
    change("api-stage", (given) => ({
      ...given,
      canarySettings: {
        deploymentId: given.deployment,
        percentTraffic: 10,
        stageVariableOverrides: { stream: "other" },
      },
    }));
  }),
  attack("second-stage", "Every way to the stream is the stage with its plan.", ({ add }) => {
    add(
      "second",
      (name, { region, pipeline, resource, tags }) =>
        new Stage(name, {
          region,
          restApi: pipeline.apiId,
          deployment: resource("api-deployment").id,
          stageName: "old",
          tags,
        }),
    );
  }),
  attack("triggers-empty", LIVE, props("api-deployment", { triggers: {} })),
  attack(
    "triggers-of-ids-only",
    LIVE,
    ({ change }) => {
      change("api-deployment", (given) => ({ ...given, triggers: { api: given.restApi } }));
    },
    { phase: "update" },
  ),
  attack("deployment-waits-for-nothing", LIVE, options("api-deployment", { dependsOn: [] })),
  attack(
    "deployment-before-mappings",
    LIVE,
    withoutDependencies((name) => name.endsWith("-mapping")),
  ),
  attack(
    "deployment-before-503-mapping",
    LIVE,
    withoutDependencies((name) => name.endsWith("503-mapping")),
  ),
  attack(
    "deployment-before-integration",
    LIVE,
    withoutDependencies((name) => name.endsWith("post-integration")),
  ),
  attack(
    "deployment-before-gateway",
    LIVE,
    withoutDependencies((name) => name.endsWith("-throttled")),
  ),
  attack(
    "deployment-before-method",
    LIVE,
    withoutDependencies((name) => name.endsWith("api-post")),
  ),

  // What is deleted first, or can be deleted.
  ...[
    ["api", "api"],
    ["deployment", "api-deployment"],
    ["stage", "api-stage"],
    ["key", "key"],
    ["stream", "stream"],
    ["secret", "connector"],
  ].map(([name, resource]) =>
    attack(`deletes-${name!}-first`, FIRST, options(resource!, { deleteBeforeReplace: true })),
  ),
  ...[
    ["stream", "stream"],
    ["api", "api"],
    ["key", "key"],
    ["secret", "connector"],
  ].map(([name, resource]) => attack(`unprotected-${name!}`, PROTECTED, options(resource!, { protect: false }))),
  attack(
    "aliases-of-another-stack",
    KEPT,
    options("stream", {
      aliases: ["urn:pulumi:dev::aerospike-kinesis::aws:kinesis/stream:Stream::ingest-ap-south-1-stream-orders"],
    }),
  ),

  // How AWS is reached.
  provider("plain-endpoint", { endpoints: [{ kinesis: "http://kinesis.ap-south-1.amazonaws.com" }] }),
  provider("foreign-endpoint", { endpoints: [{ secretsmanager: "https://secrets.example.com" }] }, "connector-version"),
  provider("insecure", { insecure: true }),
  provider("literal-keys", {
    accessKey: "AKIAIOSFODNN7EXAMPLE",
    secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  }),
  provider("token", { token: "FwoGZXIvYXdzEXAMPLE" }),
  provider("unchecked", { skipCredentialsValidation: true, skipRequestingAccountId: true, skipMetadataApiCheck: true }),
  provider("other-region", { region: "eu-west-1" }, "access-role"),
  provider("other-partition", { region: "cn-north-1" }, "access-policy"),
  provider("other-account", { assumeRoles: [{ roleArn: "arn:aws:iam::999999999999:role/deployer" }] }),
  provider("http-proxy", { httpProxy: "http://proxy.example.com:3128" }),

  // What stops records.
  attack("settings-throttle-0", OPEN, settings({ throttlingRateLimit: 0, throttlingBurstLimit: 0 })),
  attack(
    "settings-burst-0-for-post",
    OPEN,
    settings({ throttlingRateLimit: 100, throttlingBurstLimit: 0 }, "kinesis/POST"),
  ),
  attack("plan-rate-0", OPEN, props("key-plan", { throttleSettings: { rateLimit: 0, burstLimit: 100 } })),
  attack("plan-burst-0", OPEN, props("key-plan", { throttleSettings: { rateLimit: 100, burstLimit: 0 } })),
  attack("plan-method-throttle-0", OPEN, ({ change }) => {
    change("key-plan", (given) => ({
      ...given,
      apiStages: (given.apiStages as object[]).map((stage) => ({
        ...stage,
        throttles: [{ path: "/kinesis/POST", rateLimit: 0, burstLimit: 0 }],
      })),
    }));
  }),
  attack("plan-quota-week", OPEN, props("key-plan", { quotaSettings: { limit: 100000, period: "WEEK" } })),
  attack("second-plan-with-quota", OPEN, ({ add }) => {
    add(
      "second-plan",
      (name, { region, pipeline, tags }) =>
        new UsagePlan(name, {
          region,
          apiStages: [{ apiId: pipeline.apiId, stage: pipeline.stageName }],
          throttleSettings: { rateLimit: 100, burstLimit: 100 },
          quotaSettings: { limit: 1, period: "MONTH" },
          tags,
        }),
    );
  }),
  attack("execute-api-disabled", OPEN, props("api", { disableExecuteApiEndpoint: true })),
  attack(
    "secret-version-not-current",
    "The connector's secret holds the file of this run.",
    props("connector-version", { versionStages: ["AWSPREVIOUS"] }),
  ),
];
