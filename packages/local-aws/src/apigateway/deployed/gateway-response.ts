import type { Assume } from "../../assumptions/assumptions";
import type { HttpResponse } from "../../http-response";
import { GATEWAY_RESPONSES, type GatewayResponseType } from "../gateway-response-types";
import type { GatewayResponseInputs } from "../inputs/response";
import { valueAt } from "../vtl/jsonpath";
import { type JavaMap, toJavaString } from "../vtl/values";
import type { GatewayError } from "./gateway-error";
import { responseHeaders } from "./headers";
import type { Invocation } from "./invocation";
import { compileHeaders } from "./mapping";

type Settings = Pick<GatewayResponseInputs, "statusCode" | "responseParameters" | "responseTemplates">;

/** Makes the gateway response of an error. */
export type GatewayResponse = (error: GatewayError, invocation: Invocation) => HttpResponse;

const JSON_TYPE = "application/json";
/** Every gateway response's template, but where an API has its own. */
export const DEFAULT_TEMPLATE = '{"message":$context.error.messageString}';

/**
 * An API's gateway responses: its own by type, else its DEFAULT_4XX or DEFAULT_5XX, else AWS's.
 * @param own the API's gateway responses, by type
 * @returns a function that turns an error into a response
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export function compileGatewayResponses(own: ReadonlyMap<string, Settings>): GatewayResponse {
  const settingsOf = (type: GatewayResponseType): Settings => own.get(type) ?? own.get(defaultTypeOf(type)) ?? {};
  const compiled = new Map<GatewayResponseType, GatewayResponse>();
  return (gatewayError, invocation) => {
    const gatewayResponse =
      compiled.get(gatewayError.type) ??
      compileGatewayResponse(gatewayError.type, settingsOf(gatewayError.type), own.has(gatewayError.type));
    compiled.set(gatewayError.type, gatewayResponse);
    return gatewayResponse(gatewayError, invocation);
  };
}

/**
 * @param type of the gateway response
 * @param settings what the API sets of it
 * @param isOwn whether they are of this type, not of the default response. @defaultValue true
 * @returns a function that turns an error of that type into a response
 * @throws AwsError BadRequestException for a mapping that AWS would refuse
 */
export function compileGatewayResponse(type: GatewayResponseType, settings: Settings, isOwn = true): GatewayResponse {
  const { responseTemplates = {} } = settings;
  const [firstType = JSON_TYPE] = JSON_TYPE in responseTemplates ? [JSON_TYPE] : Object.keys(responseTemplates);
  const headers = compileHeaders(settings.responseParameters, "gatewayresponse");
  const status = settings.statusCode === undefined ? GATEWAY_RESPONSES[type].status : Number(settings.statusCode);
  return (gatewayError, invocation) => {
    const accepted = invocation.request.header("accept");
    const contentType = accepted !== undefined && accepted in responseTemplates ? accepted : firstType;
    return {
      status,
      headers: responseHeaders(
        [
          ["Content-Type", contentType],
          ["x-amzn-ErrorType", GATEWAY_RESPONSES[type].errorType],
        ],
        headers.map(([name, map]) => [name, map(invocation, {})] as const),
      ),
      body: Buffer.from(
        fillTemplate(responseTemplates[contentType] ?? DEFAULT_TEMPLATE, gatewayError, isOwn, invocation),
      ),
    };
  };
}

const VARIABLE =
  /\$(?:context\.error\.(\w+)|context\.([\w.]*\w)|stageVariables\.(\w+)|method\.request\.(header|querystring|path)\.([\w-]+))/g;

/** Variables only: gateway responses are not Velocity. What is not there is an empty text. */
function fillTemplate(
  template: string,
  gatewayError: GatewayError,
  isOwn: boolean,
  { request, context, stageVariables, assume }: Invocation,
): string {
  const error: Readonly<Record<string, string>> = {
    message: gatewayError.message,
    messageString: JSON.stringify(gatewayError.message),
    responseType: responseTypeOf(gatewayError.type, isOwn, assume),
    validationErrorString: gatewayError.log ?? "",
  };
  return template.replace(
    VARIABLE,
    (_all, ofError?: string, ofContext?: string, ofStage?: string, where?: "header", name?: string) => {
      if (ofError !== undefined) return error[ofError] ?? "";
      if (ofContext !== undefined) return textAt(context, ofContext.split("."));
      if (ofStage !== undefined) return textAt(stageVariables, [ofStage]);
      const values = request.parameters[where ?? "header"];
      return name !== undefined && Object.hasOwn(values, name) ? (values[name] ?? "") : "";
    },
  );
}

/** Whether a default response says what happened is not documented [assumption: default-response-type]. */
const responseTypeOf = (type: GatewayResponseType, isOwn: boolean, assume: Assume): string =>
  isOwn || assume("default-response-type") === "own" ? type : defaultTypeOf(type);

const defaultTypeOf = (type: GatewayResponseType): "DEFAULT_4XX" | "DEFAULT_5XX" =>
  GATEWAY_RESPONSES[type].status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";

const textAt = (root: JavaMap, path: readonly string[]): string => toJavaString(valueAt(root, path));
