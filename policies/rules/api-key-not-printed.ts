import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { leadsToRecords } from "../read/api/records-api";
import { behaviorsTo } from "../read/distribution";
import { listAt, property, type Resource, textAt, textsOf, valueAt } from "../read/resource";
import { scanTemplate } from "../read/scanning/scan-template";
import { knownAt, knownProperty, sourcesOf, type Stack } from "../read/stack";
import { awsType } from "../read/types";
import { Unreadable } from "../read/unreadable";

/** Directives that take other text for a template: what they print stands nowhere. */
const EVALUATES = /#\{?(evaluate|parse|include)\b/;

/** Where a mapping of parameters finds the key; `context.identity.apiKeyId` is only its name. */
const MAPPED_KEY = /^(context\.identity\.apiKey|method\.request\.(multivalue)?header\.x-api-key)$/i;

/** The same in a mapping of an HTTP API, which may have it inside of a longer text. */
const MAPPED_KEY_OF_HTTP_API = /\$\{?(context\.identity\.apiKey\b|request\.header\.x-api-key\b)/i;

/** Where the request's headers, and the context, have the key. */
const KEY_AS_IDENTITY = /method\.request\.header\.x-api-key\s*(?:,|$)|context\.identity\.apiKey\s*(?:,|$)/i;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/real-time-logs.html */
const REALTIME_LOG = "aws:cloudfront/realtimeLogConfig:RealtimeLogConfig";

const TEMPLATES = ["requestTemplates", "responseTemplates"];
const STAGES: readonly string[] = [awsType.stage, awsType.httpApiStage];
const PARAMETERS = ["requestParameters", "responseParameters"];

export const apiKeyNotPrinted = stackRule({
  name: "api-key-not-printed",
  description: "No access log, no template and no mapped parameter hands on the caller's API key.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: "Print $context.identity.apiKeyId: it tells which key it was, and opens nothing.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html",
  tags: ["apigateway", "security", "secrets"],
  types: [
    awsType.authorizer,
    awsType.stage,
    awsType.integration,
    awsType.integrationResponse,
    awsType.gatewayResponse,
    awsType.httpApiStage,
    awsType.httpApiIntegration,
    REALTIME_LOG,
  ],
  checks: [
    (stage) =>
      STAGES.includes(stage.type) && prints(property(valueAt(stage, "accessLogSettings"), "format"))
        ? "accessLogSettings.format prints the caller's API key into the log."
        : undefined,
    (authorizer) =>
      authorizer.type === awsType.authorizer && KEY_AS_IDENTITY.test(textAt(authorizer, "identitySource") ?? "")
        ? "identitySource hands the caller's API key to a function, which may log it."
        : undefined,
    (log, stack) =>
      log.type === REALTIME_LOG && listAt(log, "fields").includes("cs-headers") && isBeforeRecords(log, stack)
        ? "fields has cs-headers: the log holds each header of a caller, and with it the API key."
        : undefined,
    ...TEMPLATES.map(
      (path) => (resource: Resource) =>
        describe(
          textsOf(resource, path)
            .filter(([, text]) => prints(text))
            .map(([mediaType]) => mediaType),
          path,
        ),
    ),
    ...PARAMETERS.map(
      (path) => (resource: Resource) =>
        textsOf(resource, path)
          .filter(([, source]) =>
            resource.type === awsType.httpApiIntegration
              ? MAPPED_KEY_OF_HTTP_API.test(source)
              : MAPPED_KEY.test(source.trim()),
          )
          .map(([parameter]) => `${parameter} in ${path} hands on the caller's API key.`),
    ),
  ],
});

/** Whether a distribution writes this log of what it sends to an API that takes records. */
const isBeforeRecords = (log: PolicyResource, stack: Stack): boolean =>
  stack.ofType(awsType.distribution).some((distribution) => {
    const origins = listAt(distribution, "origins").filter((origin) =>
      leadsToRecords(distribution, "origins", knownProperty(origin, "domainName"), stack),
    );
    const arns = behaviorsTo(distribution, origins).map((one) => knownProperty(one, "realtimeLogConfigArn"));
    const sources = ["defaultCacheBehavior", "orderedCacheBehaviors"].flatMap((path) => sourcesOf(distribution, path));
    return origins.length > 0 && (sources.includes(log) || arns.includes(knownAt(log, "arn") ?? ""));
  });

/** One mistake is in the templates of many types. */
function describe([first, ...others]: readonly string[], path: string): string | undefined {
  if (first === undefined) return undefined;
  const more = others.length === 0 ? "" : ` (and ${others.length} other ${others.length === 1 ? "type" : "types"})`;
  return `the template for ${first}${more} in ${path} prints the caller's API key.`;
}

function prints(text: unknown): boolean {
  if (typeof text !== "string") return false;
  if (EVALUATES.test(text)) throw new Unreadable("a template evaluates other text");
  const { printed, overrides } = scanTemplate(text);
  return [...printed, ...overrides].some(({ apiKey }) => apiKey);
}
