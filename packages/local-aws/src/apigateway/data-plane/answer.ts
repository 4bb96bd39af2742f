import { randomUUID } from "node:crypto";
import type { EventEmitter } from "node:events";

import type { IntegrationBackend } from "../../backend";
import { LOWERCASE_AND_DIGITS } from "../../environment";
import type { HttpResponse } from "../../http-response";
import { GatewayError } from "../deployed/gateway-error";
import { compileGatewayResponses, type GatewayResponse } from "../deployed/gateway-response";
import type { OnClientGone } from "../deployed/integration";
import type { ApiRequest, Invocation } from "../deployed/invocation";
import type { ApiGateway, Deployment, Stage } from "../state";
import { type Address, parseAddress } from "./address";
import type { Admit } from "./admission";
import { readBody } from "./body";
import { type ContentEncodingMode, decodeBody } from "./content-encoding";
import { createContext } from "./context";
import { ClientGone, type ClientRequest, type ClientResponse } from "./exchange";

/** What answering a request needs. */
export interface AnswerArgs {
  readonly apiGateway: ApiGateway;
  readonly admit: Admit;
  readonly backend: IntegrationBackend;
  readonly contentEncoding: ContentEncodingMode;
  /** Told what AWS would write to a stage's execution log; a template's error reaches no client. */
  readonly log: (line: string) => void;
}

interface Located {
  readonly stage: Stage;
  readonly deployment: Deployment;
}

/** Answers for an API that is not there: it has no gateway responses of its own. */
const DEFAULT_GATEWAY_RESPONSE: GatewayResponse = compileGatewayResponses(new Map());

/**
 * Answers a request, in AWS's order: stage, method, API key and throttle, size, content encoding, validator, integration.
 * @throws ClientGone
 */
export async function answer(
  args: AnswerArgs,
  request: ClientRequest,
  response: ClientResponse,
): Promise<HttpResponse> {
  const { environment, accountId } = args.apiGateway;
  const address = parseAddress(request.url ?? "") ?? { apiId: "", stageName: "", path: "/", querystring: {} };
  const located = locate(args.apiGateway, address);
  const requestId = randomUUID();
  const extendedRequestId = `${environment.randomString(15, LOWERCASE_AND_DIGITS)}=`;
  const invocation: Invocation = {
    request: apiRequest(request, address),
    context: createContext({
      ...{ request, address, requestId, extendedRequestId, accountId, at: environment.now() },
      stage: located?.stage,
    }),
    stageVariables: new Map(Object.entries(located?.stage.settings.variables ?? {})),
  };
  const ids = { "x-amzn-RequestId": requestId, "x-amz-apigw-id": extendedRequestId };
  try {
    const answered = await invoke(args, { request, response, address, located, invocation });
    return { ...answered, headers: { ...answered.headers, ...ids } };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    if (error.log !== undefined) args.log(`(${requestId}) ${address.apiId}/${address.stageName}: ${error.log}`);
    const gatewayResponse = located?.deployment.api.gatewayResponse ?? DEFAULT_GATEWAY_RESPONSE;
    const answered = gatewayResponse(error, invocation);
    return { ...answered, headers: { ...answered.headers, ...ids } };
  }
}

interface Invoked {
  readonly request: ClientRequest;
  readonly response: ClientResponse;
  readonly address: Address;
  readonly located: Located | undefined;
  readonly invocation: Invocation;
}

async function invoke(
  args: AnswerArgs,
  { request, response, address, located, invocation }: Invoked,
): Promise<HttpResponse> {
  // An unknown stage is answered like this; an unknown API has no host name on AWS.
  if (!located || located.deployment.api.isEndpointDisabled) throw new GatewayError("ACCESS_DENIED", "Forbidden");
  const { context } = invocation;
  const httpMethod = request.method ?? "";
  const match = located.deployment.api.router(
    address.path,
    ({ methods }) => methods.has(httpMethod) || methods.has("ANY"),
  );
  const method = match?.resource.methods.get(httpMethod) ?? match?.resource.methods.get("ANY");
  // Recorded against AWS: a path or method that is not there is answered as if a token were missing.
  if (!match || !method) throw new GatewayError("MISSING_AUTHENTICATION_TOKEN", "Missing Authentication Token");
  context.set("resourceId", match.resource.id).set("resourcePath", match.resource.path);

  const apiKey = args.admit(
    {
      ...{ apiId: address.apiId, stage: located.stage, resourcePath: match.resource.path, httpMethod },
      apiKeyRequired: method.apiKeyRequired,
    },
    invocation.request.header("x-api-key"),
  );
  const identity = context.get("identity");
  if (apiKey && identity instanceof Map) identity.set("apiKey", apiKey.value).set("apiKeyId", apiKey.id);

  const { parameters } = invocation.request;
  const sent = { ...invocation.request, parameters: { ...parameters, path: match.parameters } };
  const { body, request: received } = await decodeBody(await readBody(request), sent, args.contentEncoding);
  const routed = { ...invocation, request: received };
  method.validate(routed.request, body);
  return method.integrate(body, routed, args.backend, whenGone(response));
}

function locate({ restApis }: ApiGateway, { apiId, stageName }: Address): Located | undefined {
  const restApi = restApis.get(apiId);
  const stage = restApi?.stages.get(stageName);
  const deployment = stage && restApi?.deployments.get(stage.settings.deployment);
  return stage && deployment && { stage, deployment };
}

/** AWS keeps the last of several values, and these headers to itself. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  ...["connection", "content-length", "content-md5", "expect", "max-forwards", "proxy-authenticate", "server"],
  ...["te", "trailer", "transfer-encoding", "upgrade", "www-authenticate"],
]);

/** Without the path's parameters, which routing finds. */
function apiRequest(request: ClientRequest, { querystring }: Address): ApiRequest {
  const header = Object.create(null) as Record<string, string>;
  const { rawHeaders } = request;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    // HTTP/2 writes every name in lower case, and the host as one of its pseudo headers.
    const name = rawHeaders[index] === ":authority" ? "Host" : (rawHeaders[index] ?? "");
    if (name.startsWith(":")) continue;
    if (!HOP_BY_HOP.has(name.toLowerCase())) header[name] = rawHeaders[index + 1] ?? "";
  }
  return {
    httpMethod: request.method ?? "",
    parameters: { path: {}, querystring, header },
    header: (name) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value.at(-1) : value;
    },
  };
}

const whenGone =
  (response: ClientResponse): OnClientGone =>
  (abandon) => {
    const stream: EventEmitter = response;
    stream.on("close", () => {
      if (!response.writableEnded) abandon(new ClientGone());
    });
  };
