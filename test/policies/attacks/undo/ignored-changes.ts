import type { Attack } from "../harness/attack";
import { INTEGRATION, mapping } from "../harness/changes";
import { attack, KEPT, options } from "./support";

/** A property whose change is ignored keeps on AWS whatever it was. */
const ignoring = (name: string, resource: string, ...properties: string[]): Attack =>
  attack(`ignores-${name}`, KEPT, options(resource, { ignoreChanges: properties }), {
    expect: "no ignoreChanges on a judged property",
  });

/** Properties whose changes are ignored. */
export const ignoredChanges: readonly Attack[] = [
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
];
