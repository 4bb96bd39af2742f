import { ApiKey } from "@pulumi/aws/apigateway/apiKey";
import { Integration } from "@pulumi/aws/apigateway/integration";
import { IntegrationResponse } from "@pulumi/aws/apigateway/integrationResponse";
import { Method } from "@pulumi/aws/apigateway/method";
import { MethodResponse } from "@pulumi/aws/apigateway/methodResponse";
import { MethodSettings } from "@pulumi/aws/apigateway/methodSettings";
import { Resource } from "@pulumi/aws/apigateway/resource";
import { RestApi } from "@pulumi/aws/apigateway/restApi";
import { UsagePlanKey } from "@pulumi/aws/apigateway/usagePlanKey";
import { Role } from "@pulumi/aws/iam/role";
import { Provider } from "@pulumi/aws/provider";

import type { Beside, Control, Target } from "../harness/attack";
import { control, on } from "./change";

/** Adds a method that API Gateway answers itself. */
const mock =
  (httpMethod: string, api: (name: string, beside: Beside) => RestApi | undefined = () => undefined) =>
  ({ add }: Target): void => {
    let other: RestApi | undefined;
    let path: Resource | undefined;
    add("mock-resource", (name, beside) => {
      other = api(name, beside);
      const parent =
        other ??
        (beside.resource("api") as unknown as { id: RestApi["id"]; rootResourceId: RestApi["rootResourceId"] });
      path = new Resource(name, {
        region: beside.region,
        restApi: parent.id,
        parentId: parent.rootResourceId,
        pathPart: "health",
      });
      return path;
    });
    const place = ({ region, pipeline }: Beside) => ({
      region,
      restApi: other?.id ?? pipeline.apiId,
      resourceId: path!.id,
      httpMethod,
    });
    add("mock", (name, beside) => new Method(name, { ...place(beside), authorization: "NONE" }));
    add(
      "mock-integration",
      (name, beside) =>
        new Integration(name, {
          ...place(beside),
          type: "MOCK",
          passthroughBehavior: "NEVER",
          requestTemplates: { "application/json": '{"statusCode": 200}' },
        }),
    );
    add("mock-200", (name, beside) => new MethodResponse(name, { ...place(beside), statusCode: "200" }));
    add(
      "mock-200-mapping",
      (name, beside) =>
        new IntegrationResponse(name, {
          ...place(beside),
          statusCode: "200",
          responseTemplates: { "application/json": '{"status": "ok"}' },
        }),
    );
  };

const settings =
  (values: object) =>
  ({ add }: Target): void => {
    add(
      "settings",
      (name, { region, pipeline }) =>
        new MethodSettings(name, {
          region,
          restApi: pipeline.apiId,
          stageName: pipeline.stageName,
          methodPath: "*/*",
          settings: { loggingLevel: "ERROR", dataTraceEnabled: false, ...values },
        }),
    );
  };

/** More beside the pipeline. */
export const additions: readonly Control[] = [
  control(
    "settings-throttle",
    "The stage has a throttle.",
    settings({ throttlingRateLimit: 1000, throttlingBurstLimit: 500 }),
  ),
  control("settings-no-cache", "The cache is switched off in so many words.", ({ change, add, ...target }) => {
    change("api-stage", { cacheClusterEnabled: false });
    settings({ cachingEnabled: false, metricsEnabled: true })({ change, add, ...target });
  }),
  control("health-at-other-path", "A health check at another path.", mock("GET")),
  control(
    "other-api-with-mock",
    "An API without Kinesis answers a POST by itself.",
    mock(
      "POST",
      (name, { region, tags }) =>
        new RestApi(
          `${name}-api`,
          {
            region,
            endpointConfiguration: { types: "REGIONAL" },
            securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            endpointAccessMode: "STRICT",
            tags,
          },
          { protect: true },
        ),
    ),
  ),
  control("second-key", "The plan has a second key, for a rotation.", ({ add }) => {
    let key: ApiKey | undefined;
    add("blue", (name, { region, tags }) => (key = new ApiKey(name, { region, tags }, { protect: true })));
    add(
      "blue-link",
      (name, { region, pipeline }) =>
        new UsagePlanKey(
          name,
          { region, keyId: key!.id, keyType: "API_KEY", usagePlanId: pipeline.usagePlanId },
          { additionalSecretOutputs: ["value"] },
        ),
    );
  }),
  control("role-of-function", "A function has a role of its own.", ({ add }) => {
    add(
      "function-role",
      (name, { tags }) =>
        new Role(name, {
          assumeRolePolicy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
          }),
          tags,
        }),
    );
  }),
  control("stage-seen", "The stage is traced.", on("api-stage", { xrayTracingEnabled: true })),
  control(
    "one-trigger-more",
    "The deployment has a trigger more.",
    on("api-deployment", (props) => ({
      ...props,
      description: "of this run",
      triggers: { ...(props.triggers as object), version: "2" },
    })),
  ),
  control(
    "ignores-tags",
    "Changes of tags are ignored, which no rule judges.",
    on("access-role", {}, { ignoreChanges: ["description"] }),
  ),
  control("protected-stage", "The stage is protected.", on("api-stage", {}, { protect: true })),
  control(
    "created-first",
    "A role is made before it is deleted, in so many words.",
    on("access-role", {}, { deleteBeforeReplace: false }),
  ),
  control(
    "own-provider",
    "A provider of its own, in the same region and account.",
    on("stream", {}, (given) => ({
      ...given,
      provider: new Provider("fine-own-provider-aws", { region: "ap-south-1", allowedAccountIds: ["123456789012"] }),
    })),
  ),
];
