import type { MethodInputs } from "../inputs/method";
import type { RequestValidatorInputs } from "../inputs/request-validator";
import { TemplateError } from "../vtl/errors";
import { parseJson } from "../vtl/json";
import { GatewayError } from "./gateway-error";
import type { ApiRequest } from "./invocation";

/** Validates a request. @throws GatewayError BAD_REQUEST_PARAMETERS or BAD_REQUEST_BODY */
export type Validate = (request: ApiRequest, body: Buffer) => void;

/**
 * What a request validator checks of a method.
 * @param method its required parameters and its models
 * @param validator of the method; undefined if it has none
 * @returns a function that refuses an invalid request
 */
export function compileValidation(method: MethodInputs, validator: RequestValidatorInputs | undefined): Validate {
  const required = Object.entries(method.requestParameters ?? {}).flatMap(([name, isRequired]) =>
    isRequired ? [name.slice("method.request.".length)] : [],
  );
  return (request, body) => {
    if (validator?.validateRequestParameters) refuseMissing(required, request);
    if (validator?.validateRequestBody) refuseBody(method, request, body);
  };
}

/** The message is recorded against AWS: all missing names, sorted by their location and name. */
function refuseMissing(required: readonly string[], { parameters }: ApiRequest): void {
  const missing = [...required].sort().flatMap((parameter) => {
    const [location = "", name = ""] = parameter.split(".");
    return Object.hasOwn(parameters[location as "header"], name) ? [] : [name];
  });
  if (missing.length === 0) return;
  throw new GatewayError("BAD_REQUEST_PARAMETERS", `Missing required request parameters: [${missing.join(", ")}]`);
}

/**
 * The model Empty, also where a method names none, is a JSON object; an empty body counts as one. A type that the method
 * lists no model for is not validated (not documented) [assumption: unlisted-model-type].
 */
function refuseBody({ requestModels = {} }: MethodInputs, request: ApiRequest, body: Buffer): void {
  const types = Object.keys(requestModels);
  if (types.length > 0 && !types.includes(request.header("content-type") ?? "application/json")) return;
  if (body.length > 0 && !isJsonObject(body.toString("utf8"))) {
    throw new GatewayError("BAD_REQUEST_BODY", "Invalid request body");
  }
}

function isJsonObject(text: string): boolean {
  try {
    return parseJson(text) instanceof Map;
  } catch (error) {
    if (error instanceof TemplateError || error instanceof RangeError) return false;
    throw error;
  }
}
