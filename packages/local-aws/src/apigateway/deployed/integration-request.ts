import type { Assume } from "../../assumptions/assumptions";
import type { IntegrationInputs } from "../inputs/integration";
import { valueAt } from "../vtl/jsonpath";
import { type JavaMap, toJavaString } from "../vtl/values";
import { BODY_LIMITS } from "./body-limits";
import { GatewayError } from "./gateway-error";
import type { Invocation } from "./invocation";
import { compileHeaders, type Mapping } from "./mapping";
import { compileTemplates, type MappingTemplate, type MappingTemplates } from "./mapping-template";
import { convertRequest } from "./payload";

/** What an integration sends: a payload, and headers by lower-case name. */
export interface IntegrationRequest {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes the integration's request of a client's body. @throws GatewayError */
export type MakeIntegrationRequest = (body: Buffer, isBinary: boolean, invocation: Invocation) => IntegrationRequest;

type Settings = Pick<
  IntegrationInputs,
  "type" | "contentHandling" | "passthroughBehavior" | "requestParameters" | "requestTemplates"
>;

/** Without a Content-Type, AWS takes a body for JSON. */
const DEFAULT_TYPE = "application/json";

/** AWS fails a request whose mapping or override sets one of these. */
const ILLEGAL_HEADERS: readonly string[] = [
  "authorization",
  "connection",
  "content-length",
  "expect",
  "proxy-authenticate",
  "te",
  "transfer-encoding",
  "x-amzn-trace-id",
];

/**
 * Prepares the request of an integration: its templates and mappings are parsed once.
 * @param settings of the integration
 * @returns a function that makes the integration's request of a client's body
 * @throws AwsError BadRequestException for a template or mapping that AWS or the local AWS refuses
 */
export function compileIntegrationRequest(settings: Settings): MakeIntegrationRequest {
  const templates = compileTemplates(settings.requestTemplates, "requestTemplates");
  const mappings = settings.type === "AWS" ? compileHeaders(settings.requestParameters, "integration.request") : [];
  return (body, isBinary, invocation) => {
    const { assume } = invocation;
    const contentType = invocation.request.header("content-type");
    const template = chooseTemplate(templates, settings.passthroughBehavior, contentType ?? DEFAULT_TYPE, assume);
    const payload = convertRequest(body, isBinary, settings.contentHandling, assume);
    const rendered = template === undefined ? payload : template(payload, invocation);
    const sent = typeof rendered === "string" ? Buffer.from(rendered) : rendered;
    refuseTooLarge(sent, assume);
    return {
      body: sent,
      headers: {
        ...forwardedHeaders(contentType, invocation),
        ...mappedHeaders(mappings, invocation),
        ...headerOverrides(invocation.context),
      },
    };
  };
}

/**
 * By default, the template of the literal content type: whether AWS sets parameters such as a charset aside, or regards
 * case, is not documented, so types have to be listed as clients write them [assumption: content-type-parameters]
 * [assumption: content-type-case].
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 * @throws GatewayError UNSUPPORTED_MEDIA_TYPE
 */
function chooseTemplate(
  templates: MappingTemplates,
  behavior: Settings["passthroughBehavior"],
  contentType: string,
  assume: Assume,
): MappingTemplate | undefined {
  const template = templates.get(contentType) ?? similar(templates, contentType, assume);
  const isRefused = behavior === "NEVER" || (behavior === "WHEN_NO_TEMPLATES" && templates.size > 0);
  if (template === undefined && isRefused) throw new GatewayError("UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type");
  return template;
}

function similar(templates: MappingTemplates, contentType: string, assume: Assume): MappingTemplate | undefined {
  const isWhole = assume("content-type-parameters") === "count";
  const hasCase = assume("content-type-case") === "counts";
  const simplify = (type: string): string => {
    const chosen = isWhole ? type : (type.split(";")[0] ?? "").trim();
    return hasCase ? chosen : chosen.toLowerCase();
  };
  if (isWhole && hasCase) return undefined;
  const wanted = simplify(contentType);
  return [...templates].find(([type]) => simplify(type) === wanted)?.[1];
}

/** What AWS does with so large a request to a service is not documented [assumption: rendered-limit]. */
function refuseTooLarge({ length }: Buffer, assume: Assume): void {
  if (assume("rendered-limit") === "none" || length <= BODY_LIMITS[assume("body-limit")]) return;
  throw new GatewayError("API_CONFIGURATION_ERROR", "Internal server error", `the request has ${length} bytes`);
}

/** What reaches an AWS service unasked; the client's Content-Type among it. */
function forwardedHeaders(contentType: string | undefined, { request, context }: Invocation): Record<string, string> {
  const isForwarded = contentType !== undefined && !["GET", "HEAD", "OPTIONS"].includes(request.httpMethod);
  return {
    accept: DEFAULT_TYPE,
    "user-agent": `AmazonAPIGateway_${toJavaString(valueAt(context, ["apiId"]))}`,
    ...(isForwarded && { "content-type": contentType }),
  };
}

function mappedHeaders(
  mappings: readonly (readonly [string, Mapping])[],
  invocation: Invocation,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, map] of mappings) {
    const value = map(invocation, {});
    if (value !== undefined) headers[toLegalName(name)] = value;
  }
  return headers;
}

/** `$context.requestOverride.header`: it wins over the mappings. */
function headerOverrides(context: JavaMap): Record<string, string> {
  const overrides = valueAt(context, ["requestOverride", "header"]);
  const entries = overrides instanceof Map ? [...overrides] : [];
  return Object.fromEntries(entries.map(([name, value]) => [toLegalName(name), toJavaString(value)]));
}

function toLegalName(name: string): string {
  const lower = name.toLowerCase();
  if (!ILLEGAL_HEADERS.includes(lower)) return lower;
  throw new GatewayError("API_CONFIGURATION_ERROR", "Internal server error", `${name} header already present`);
}
