import type { IntegrationBackend } from "../../backend";
import type { HttpResponse } from "../../http-response";
import { GatewayError } from "../deployed/gateway-error";
import { compileGatewayResponses, type GatewayResponse } from "../deployed/gateway-response";
import type { ApiGateway } from "../state";
import type { Admit } from "./admission";
import { readBody } from "./body";
import { type ContentEncodingMode, decodeBody } from "./content-encoding";
import { identifyApiKey } from "./context";
import { type ClientRequest, type ClientResponse, onClientGone } from "./exchange";
import type { GatewayHooks } from "./hooks";
import { type ReceivedRequest, receiveRequest, requireRoute } from "./receive-request";

/** What the data plane needs to handle a request. */
export interface RequestHandlerArgs {
  readonly apiGateway: ApiGateway;
  readonly admit: Admit;
  readonly backend: IntegrationBackend;
  readonly hooks: GatewayHooks;
  readonly contentEncoding: ContentEncodingMode;
  /** Gets what AWS would write to a stage's execution log. The error of a template reaches no client. */
  readonly log: (line: string) => void;
}

/**
 * Handles one request of a client, in the order of the lines: hooks are asked first and last, API Gateway is between.
 *
 * @param args the API Gateway, and what it calls
 * @param request the request; its body is not read yet
 * @param response only to learn that the client is gone; the caller sends the result
 * @returns what to send, or `reset` if the connection is to be broken
 * @throws ClientGone
 */
export async function handleRequest(
  args: RequestHandlerArgs,
  request: ClientRequest,
  response: ClientResponse,
): Promise<HttpResponse | "reset"> {
  const { hooks } = args;
  const result = (await hooks.beforeRouting?.(request)) ?? (await respond(args, request, response));
  return (await hooks.beforeSending?.(request)) ?? result;
}

/** Takes a request through its steps. The step that ends it early throws the error that a gateway response reports. */
async function respond(
  args: RequestHandlerArgs,
  request: ClientRequest,
  response: ClientResponse,
): Promise<HttpResponse> {
  const received = receiveRequest(args.apiGateway, request, args.contentEncoding);
  try {
    return withIds(received, await runSteps(args, received, response));
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    logError(args, received, error);
    const gatewayResponse = received.stage?.deployment.api.gatewayResponse ?? DEFAULT_GATEWAY_RESPONSE;
    return withIds(received, gatewayResponse(error, received.invocation));
  }
}

/**
 * The steps of a request, one a line, in AWS's order. A step takes what a step before it returns, so the compiler
 * refuses most wrong orders. The comment names the gateway responses with which a step can end the request.
 */
async function runSteps(
  { admit, backend }: RequestHandlerArgs,
  received: ReceivedRequest,
  response: ClientResponse,
): Promise<HttpResponse> {
  const { request, invocation, coding } = received;
  // ACCESS_DENIED, MISSING_AUTHENTICATION_TOKEN
  const { method, target } = requireRoute(received);
  // INVALID_API_KEY, THROTTLED, QUOTA_EXCEEDED
  identifyApiKey(invocation.context, admit(target, invocation.request.header("x-api-key")));
  // REQUEST_TOO_LARGE
  const sentBody = await readBody(request);
  // UNSUPPORTED_MEDIA_TYPE, REQUEST_TOO_LARGE
  const body = await decodeBody(sentBody, coding);
  // BAD_REQUEST_PARAMETERS, BAD_REQUEST_BODY
  method.validate(invocation.request, body);
  // UNSUPPORTED_MEDIA_TYPE, API_CONFIGURATION_ERROR, INTEGRATION_TIMEOUT, INTEGRATION_FAILURE
  return method.integrate(body, invocation, backend, onClientGone(response));
}

/** Answers for an API that is not there: it has no gateway responses of its own. */
const DEFAULT_GATEWAY_RESPONSE: GatewayResponse = compileGatewayResponses(new Map());

function withIds(
  { requestId, extendedRequestId }: ReceivedRequest,
  { status, headers, body }: HttpResponse,
): HttpResponse {
  return {
    status,
    headers: { ...headers, "x-amzn-RequestId": requestId, "x-amz-apigw-id": extendedRequestId },
    body,
  };
}

function logError({ log }: RequestHandlerArgs, { requestId, address }: ReceivedRequest, error: GatewayError): void {
  if (error.log !== undefined) log(`(${requestId}) ${address.apiId}/${address.stageName}: ${error.log}`);
}
