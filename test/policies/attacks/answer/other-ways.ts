import { answerAttack, EVERY, NAMED_BY_KINESIS } from "../build/answers";
import { gatewayResponse, methodSettings, mock } from "../build/api-parts";
import { INTEGRATION, mapping, ofModel, ofPost, props } from "../build/changes";
import { r3Pair } from "../build/kinds";
import type { Attack, Target } from "../harness/attack";

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
  answerAttack("post-is-mock", NAMED_BY_KINESIS, ({ change }) => {
    change(INTEGRATION, {
      type: "MOCK",
      uri: undefined,
      credentials: undefined,
      integrationHttpMethod: undefined,
      requestTemplates: { "application/json": '{"statusCode": 200}' },
    });
  }),
  answerAttack(
    "mock-at-other-path",
    NAMED_BY_KINESIS,
    mock({ httpMethod: "POST", pathPart: "records", apiKeyRequired: true }),
  ),
  answerAttack(
    "mock-at-any-path",
    NAMED_BY_KINESIS,
    mock({ httpMethod: "ANY", pathPart: "{proxy+}", apiKeyRequired: true }),
  ),
  answerAttack("gateway-5xx-is-200", EVERY, ({ change }) => {
    change("api-default-5xx", { statusCode: "200" });
  }),
  answerAttack("gateway-4xx-is-202", EVERY, ({ change }) => {
    change("api-default-4xx", { statusCode: "202" });
  }),
  answerAttack("gateway-timeout-is-200", EVERY, gateway("INTEGRATION_TIMEOUT", "200")),
  answerAttack("gateway-failure-is-204", EVERY, gateway("INTEGRATION_FAILURE", "204")),
  answerAttack("gateway-bad-body-is-200", EVERY, gateway("BAD_REQUEST_BODY", "200")),
  answerAttack("gateway-too-large-is-200", EVERY, gateway("REQUEST_TOO_LARGE", "200")),
  answerAttack("gateway-configuration-is-200", EVERY, gateway("API_CONFIGURATION_ERROR", "200")),
  answerAttack("gateway-media-type-is-200", EVERY, gateway("UNSUPPORTED_MEDIA_TYPE", "200")),
  answerAttack(
    "cache-for-all-methods",
    NAMED_BY_KINESIS,
    cached("*/*", { cachingEnabled: true, cacheTtlInSeconds: 3600, cacheDataEncrypted: true }),
    ["api-stage"],
  ),
  answerAttack(
    "cache-for-post",
    NAMED_BY_KINESIS,
    cached("kinesis/POST", { cachingEnabled: true, cacheTtlInSeconds: 60, cacheDataEncrypted: true }),
    ["api-stage"],
  ),
  answerAttack("cache-cluster-only", NAMED_BY_KINESIS, ({ change }) => {
    change("api-stage", { cacheClusterEnabled: true, cacheClusterSize: "0.5" });
  }),
  r3Pair("answer-by-accept", "who asks for text gets a success, whatever Kinesis said", {
    changes: {
      [mapping(200)]: props((given) => ({
        ...given,
        responseTemplates: { ...(given.responseTemplates as object), "text/plain": "stored" },
      })),
    },
  }),
  ofModel(
    r3Pair("200-without-pattern", "the answer to every other status is the success template's, with 200", {
      own: true,
      at: [mapping(200)],
    }),
    ofPost((method) => ({
      ...method,
      responses: method.responses.map(({ selectionPattern, ...response }) => ({
        ...response,
        ...(response.statusCode === "502" ? { selectionPattern: "9.." } : {}),
        ...(response.statusCode !== "200" && response.statusCode !== "502" && selectionPattern
          ? { selectionPattern }
          : {}),
        ...(response.statusCode === "200" ? { responseTemplates: { "application/json": '{"ok": true}' } } : {}),
      })),
    })),
  ),
];
