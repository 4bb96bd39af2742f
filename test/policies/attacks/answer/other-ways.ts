import { Integration } from "@pulumi/aws/apigateway/integration";
import { IntegrationResponse } from "@pulumi/aws/apigateway/integrationResponse";
import { Method } from "@pulumi/aws/apigateway/method";
import { MethodResponse } from "@pulumi/aws/apigateway/methodResponse";
import { MethodSettings } from "@pulumi/aws/apigateway/methodSettings";
import { Resource } from "@pulumi/aws/apigateway/resource";
import { Response } from "@pulumi/aws/apigateway/response";

import type { Attack, Beside, Target } from "../harness/attack";
import { INTEGRATION } from "../harness/changes";
import { attack, EVERY, NAMED } from "./support";

/** Adds a POST at another path, answered by API Gateway itself. */
const mock =
  (pathPart: string, httpMethod: string) =>
  ({ add }: Target): void => {
    const made: Record<string, Resource> = {};
    const place = ({ region, pipeline }: Beside) => ({
      region,
      restApi: pipeline.apiId,
      resourceId: made.resource!.id,
      httpMethod,
    });
    add(
      "mock-resource",
      (name, { region, pipeline, resource }) =>
        (made.resource = new Resource(name, {
          region,
          restApi: pipeline.apiId,
          parentId: (resource("api") as unknown as { rootResourceId: string }).rootResourceId,
          pathPart,
        })),
    );
    add("mock", (name, beside) => new Method(name, { ...place(beside), authorization: "NONE", apiKeyRequired: true }));
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

/** Adds an answer of API Gateway itself. */
const gateway =
  (responseType: string, statusCode: string) =>
  ({ add }: Target): void => {
    add(
      "gateway",
      (name, { region, pipeline }) =>
        new Response(name, {
          region,
          restApiId: pipeline.apiId,
          responseType,
          statusCode,
          responseTemplates: { "application/json": '{"status": "ok"}' },
        }),
    );
  };

const cached =
  (methodPath: string, settings: object) =>
  ({ change, add }: Target): void => {
    change("api-stage", { cacheClusterEnabled: true, cacheClusterSize: "0.5" });
    add(
      "settings",
      (name, { region, pipeline }) =>
        new MethodSettings(name, {
          region,
          restApi: pipeline.apiId,
          stageName: pipeline.stageName,
          methodPath,
          settings: { loggingLevel: "ERROR", dataTraceEnabled: false, ...settings },
        }),
    );
  };

/** Another way to a 2xx. */
export const otherWays: readonly Attack[] = [
  attack("post-is-mock", NAMED, ({ change }) => {
    change(INTEGRATION, {
      type: "MOCK",
      uri: undefined,
      credentials: undefined,
      integrationHttpMethod: undefined,
      requestTemplates: { "application/json": '{"statusCode": 200}' },
    });
  }),
  attack("mock-at-other-path", NAMED, mock("records", "POST")),
  attack("mock-at-any-path", NAMED, mock("{proxy+}", "ANY")),
  attack("gateway-5xx-is-200", EVERY, ({ change }) => {
    change("api-default-5xx", { statusCode: "200" });
  }),
  attack("gateway-4xx-is-202", EVERY, ({ change }) => {
    change("api-default-4xx", { statusCode: "202" });
  }),
  attack("gateway-timeout-is-200", EVERY, gateway("INTEGRATION_TIMEOUT", "200")),
  attack("gateway-failure-is-204", EVERY, gateway("INTEGRATION_FAILURE", "204")),
  attack("gateway-bad-body-is-200", EVERY, gateway("BAD_REQUEST_BODY", "200")),
  attack("gateway-too-large-is-200", EVERY, gateway("REQUEST_TOO_LARGE", "200")),
  attack("gateway-configuration-is-200", EVERY, gateway("API_CONFIGURATION_ERROR", "200")),
  attack("gateway-media-type-is-200", EVERY, gateway("UNSUPPORTED_MEDIA_TYPE", "200")),
  attack(
    "cache-for-all-methods",
    NAMED,
    cached("*/*", { cachingEnabled: true, cacheTtlInSeconds: 3600, cacheDataEncrypted: true }),
    ["api-stage"],
  ),
  attack(
    "cache-for-post",
    NAMED,
    cached("kinesis/POST", { cachingEnabled: true, cacheTtlInSeconds: 60, cacheDataEncrypted: true }),
    ["api-stage"],
  ),
  attack("cache-cluster-only", NAMED, ({ change }) => {
    change("api-stage", { cacheClusterEnabled: true, cacheClusterSize: "0.5" });
  }),
];
