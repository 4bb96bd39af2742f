import { ApiKey } from "@pulumi/aws/apigateway/apiKey";
import { RestApi } from "@pulumi/aws/apigateway/restApi";
import { UsagePlanKey } from "@pulumi/aws/apigateway/usagePlanKey";
import { Role } from "@pulumi/aws/iam/role";
import { Provider } from "@pulumi/aws/provider";

import { methodSettings, mock } from "../harness/api-parts";
import type { Control } from "../harness/attack";
import { control, on } from "./change";

/** More beside the pipeline. */
export const additions: readonly Control[] = [
  control(
    "settings-throttle",
    "The stage has a throttle.",
    methodSettings({ throttlingRateLimit: 1000, throttlingBurstLimit: 500 }),
  ),
  control("settings-no-cache", "The cache is switched off in so many words.", ({ change, add }) => {
    change("api-stage", { cacheClusterEnabled: false });
    methodSettings({ cachingEnabled: false, metricsEnabled: true })({ add });
  }),
  control("health-at-other-path", "A health check at another path.", mock({ httpMethod: "GET", pathPart: "health" })),
  control(
    "other-api-with-mock",
    "An API without Kinesis answers a POST by itself.",
    mock({
      httpMethod: "POST",
      pathPart: "health",
      api: (name, { region, tags }) =>
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
    }),
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
