import type { HttpResponse } from "../../http-response";
import { badRequest } from "../errors";
import type { IntegrationResponseInputs } from "../inputs/integration-response";
import { TemplateError } from "../vtl/errors";
import { valueAt } from "../vtl/jsonpath";
import { javaWholeRegex } from "../vtl/regex";
import { type JavaMap, toJavaString } from "../vtl/values";
import { GatewayError } from "./gateway-error";
import { responseHeaders } from "./headers";
import type { Invocation } from "./invocation";
import { compileHeaders, type Mapping } from "./mapping";
import { compileTemplates, type MappingTemplates } from "./mapping-template";
import { convertResponse, isBinaryType } from "./payload";

/** Makes the client's answer of a backend's. @throws GatewayError */
export type MakeResponse = (
  backendResponse: HttpResponse,
  invocation: Invocation,
  binaryMediaTypes: readonly string[],
) => HttpResponse;

type Settings = Pick<
  IntegrationResponseInputs,
  "statusCode" | "selectionPattern" | "contentHandling" | "responseParameters" | "responseTemplates"
>;

interface Compiled {
  readonly settings: Settings;
  /** Absent, it is the default response. */
  readonly pattern?: RegExp;
  readonly headers: readonly (readonly [string, Mapping])[];
  readonly templates: MappingTemplates;
}

const DEFAULT_TYPE = "application/json";

/**
 * An integration's responses. The pattern has to match the whole status; a response without one is for what no pattern
 * matches; if there is none, API Gateway answers 500. Which of several that match is taken is not documented
 * [assumption: matching-response].
 * @param responses of the integration
 * @returns a function that makes the client's response of the backend's
 * @throws AwsError BadRequestException as {@link compileIntegrationResponse}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 */
export function compileIntegrationResponses(responses: Iterable<Settings>): MakeResponse {
  const compiled = [...responses]
    .sort((left, right) => Number(left.statusCode) - Number(right.statusCode))
    .map(compileIntegrationResponse);
  const withPattern = compiled.filter(({ pattern }) => pattern !== undefined);
  const fallback = compiled.find(({ pattern }) => pattern === undefined);
  return (backendResponse, invocation, binaryMediaTypes) => {
    const status = String(backendResponse.status);
    const matching = withPattern.filter(({ pattern }) => pattern?.test(status));
    const index = invocation.assume("matching-response") === "lowest-status" ? 0 : -1;
    const chosen = matching.at(index) ?? fallback;
    if (chosen) return respond(chosen, backendResponse, invocation, binaryMediaTypes);
    const log = `no integration response matches ${status} and there is no default`;
    throw new GatewayError("API_CONFIGURATION_ERROR", "Internal server error", log);
  };
}

/**
 * Prepares one response of an integration: its pattern, mappings and templates are parsed once.
 * @param settings of the response
 * @returns the response, ready to use
 * @throws AwsError BadRequestException for a pattern, mapping or template that AWS or the local AWS refuses
 */
export function compileIntegrationResponse(settings: Settings): Compiled {
  return {
    settings,
    ...(settings.selectionPattern && { pattern: compilePattern(settings.selectionPattern) }),
    headers: compileHeaders(settings.responseParameters, "method.response"),
    templates: compileTemplates(settings.responseTemplates, "responseTemplates"),
  };
}

function compilePattern(pattern: string): RegExp {
  try {
    return javaWholeRegex(pattern);
  } catch (error) {
    throw error instanceof TemplateError ? badRequest(`selectionPattern: ${error.message}`) : error;
  }
}

function respond(
  { settings, headers, templates }: Compiled,
  backendResponse: HttpResponse,
  invocation: Invocation,
  binaryMediaTypes: readonly string[],
): HttpResponse {
  const accept = invocation.request.header("accept");
  const payload = convertResponse(
    backendResponse.body,
    isBinaryType(backendResponse.headers["content-type"], binaryMediaTypes, invocation.assume),
    isBinaryType(accept, binaryMediaTypes, invocation.assume),
    settings.contentHandling,
  );
  // The template of the Accept header, else JSON's, else the first.
  const template = templates.get(accept ?? DEFAULT_TYPE) ?? templates.get(DEFAULT_TYPE) ?? [...templates.values()][0];
  const rendered = template === undefined ? payload : template(payload, invocation);
  return {
    status: statusOverride(invocation.context) ?? Number(settings.statusCode),
    headers: responseHeaders(
      [["Content-Type", DEFAULT_TYPE]],
      headers.map(([name, map]) => [name, map(invocation, backendResponse.headers)] as const),
      headerOverrides(invocation.context),
    ),
    body: typeof rendered === "string" ? Buffer.from(rendered) : rendered,
  };
}

/**
 * `$context.responseOverride.status`, also one that the method does not declare (recorded against AWS). AWS ignores
 * what is no whole number from 100 to 599. What it makes of 1xx, with which no answer can end, is not known: 500 here
 * [assumption: informational-status].
 */
function statusOverride(context: JavaMap): number | undefined {
  const status = valueAt(context, ["responseOverride", "status"]);
  if (typeof status !== "number" || status < 100 || status > 599) return undefined;
  if (status >= 200) return status;
  throw new GatewayError("API_CONFIGURATION_ERROR", "Internal server error", `responseOverride.status is ${status}`);
}

function headerOverrides(context: JavaMap): (readonly [string, string])[] {
  const overrides = valueAt(context, ["responseOverride", "header"]);
  return overrides instanceof Map ? [...overrides].map(([name, value]) => [name, toJavaString(value)] as const) : [];
}
