import { gatewayResponse, methodSettings, mock } from "../harness/api-parts";
import type { Attack, Target } from "../harness/attack";
import { INTEGRATION } from "../harness/changes";
import { attack, EVERY, NAMED } from "./support";

/** Adds an answer of API Gateway itself that says that all is well. */
const gateway = (responseType: string, statusCode: string) =>
  gatewayResponse(responseType, statusCode, '{"status": "ok"}');

const cached =
  (methodPath: string, settings: object) =>
  ({ change, add }: Target): void => {
    change("api-stage", { cacheClusterEnabled: true, cacheClusterSize: "0.5" });
    methodSettings(settings, methodPath)({ add });
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
  attack("mock-at-other-path", NAMED, mock({ httpMethod: "POST", pathPart: "records", apiKeyRequired: true })),
  attack("mock-at-any-path", NAMED, mock({ httpMethod: "ANY", pathPart: "{proxy+}", apiKeyRequired: true })),
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
