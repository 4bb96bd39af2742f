import type { Assume } from "../../assumptions/assumptions";
import type { IntegrationBackend } from "../../backend";
import type { HttpResponse } from "../../http-response";
import { BODY_LIMITS } from "../deployed/body-limits";
import { GatewayError } from "../deployed/gateway-error";
import { compileGatewayResponses, type GatewayResponse } from "../deployed/gateway-response";
import type { ApiGateway } from "../state";
import type { Admit } from "./admission";
import { readBody } from "./body";
import { decodeBody } from "./content-encoding";
import { identifyApiKey } from "./context";
import type { CountRequest } from "./count-request";
import { type ClientRequest, type ClientResponse, onClientGone } from "./exchange";
import type { GatewayHooks } from "./hooks";
import { type ReceivedRequest, receiveRequest, requireRoute } from "./receive-request";
import { watchBackend } from "./watch-backend";
import type { WriteLogs } from "./write-logs";

/** What the data plane needs to handle a request. */
export interface RequestHandlerArgs {
  readonly apiGateway: ApiGateway;
  readonly admit: Admit;
  readonly backend: IntegrationBackend;
  readonly hooks: GatewayHooks;
  readonly assume: Assume;
  /** Gets why a stage's execution failed, also where the stage has no execution log. It reaches no client. */
  readonly log: (line: string) => void;
  readonly writeLogs: WriteLogs;
  readonly countRequest: CountRequest;
}

/**
 * Handles one request of a client, in the order of the lines: hooks are asked first and last, API Gateway is between.
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
  const { now } = args.apiGateway.environment;
  const startedAt = now();
  const received = receiveRequest(args.apiGateway, request, args.assume);
  const { backend, notes: integration } = watchBackend(args.backend, now);
  const run: Run = { admit: args.admit, backend, received, response, onBody: args.hooks.onBody };
  let error: GatewayError | undefined;
  let answer: HttpResponse;
  try {
    answer = await runSteps(run);
  } catch (thrown) {
    if (!(thrown instanceof GatewayError)) throw thrown;
    error = thrown;
    logError(args, received, error);
    const gatewayResponse = received.stage?.deployment.api.gatewayResponse ?? DEFAULT_GATEWAY_RESPONSE;
    answer = gatewayResponse(error, received.invocation);
  }
  const outcome = {
    response: withIds(received, answer),
    error,
    integration,
    body: run.body,
    startedAt,
    endedAt: now(),
  };
  args.writeLogs(received, outcome);
  args.countRequest(received, outcome);
  return outcome.response;
}

/** One request on its way through the steps. */
interface Run {
  readonly admit: Admit;
  readonly backend: IntegrationBackend;
  readonly received: ReceivedRequest;
  /** To the client. */
  readonly response: ClientResponse;
  readonly onBody: GatewayHooks["onBody"];
  /** Set as soon as it is read. */
  body?: Buffer;
}

/**
 * The steps of a request, one a line, in AWS's order. A step takes what a step before it returns, so the compiler
 * refuses most wrong orders. The comment names the gateway responses with which a step can end the request.
 */
async function runSteps(run: Run): Promise<HttpResponse> {
  const { admit, backend, received, response, onBody } = run;
  const { request, invocation, coding } = received;
  const { assume } = invocation;
  const limit = BODY_LIMITS[assume("body-limit")];
  // ACCESS_DENIED, MISSING_AUTHENTICATION_TOKEN
  const { method, target } = requireRoute(received);
  // INVALID_API_KEY, THROTTLED, QUOTA_EXCEEDED
  identifyApiKey(invocation.context, admit(target, invocation.request.header("x-api-key")));
  // REQUEST_TOO_LARGE
  const sentBody = await readBody(request, limit);
  onBody?.(request, sentBody);
  // UNSUPPORTED_MEDIA_TYPE, REQUEST_TOO_LARGE
  const body = await decodeBody(
    sentBody,
    coding,
    assume("decoded-body-limit") === "applies" ? limit : MOST_DECODED_BYTES,
  );
  run.body = body;
  // BAD_REQUEST_PARAMETERS, BAD_REQUEST_BODY
  method.validate(invocation.request, body);
  // UNSUPPORTED_MEDIA_TYPE, API_CONFIGURATION_ERROR, INTEGRATION_TIMEOUT, INTEGRATION_FAILURE
  return method.integrate(body, invocation, backend, onClientGone(response));
}

/** No request is to take all memory, whatever is assumed. */
const MOST_DECODED_BYTES = 100_000_000;

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
