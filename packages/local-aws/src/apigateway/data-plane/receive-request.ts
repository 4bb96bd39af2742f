import { randomUUID } from "node:crypto";

import type { Assume } from "../../assumptions/assumptions";
import { LOWERCASE_AND_DIGITS } from "../../environment";
import type { DeployedMethod, DeployedResource } from "../deployed/deployed-api";
import { GatewayError } from "../deployed/gateway-error";
import type { Invocation } from "../deployed/invocation";
import type { ApiGateway, Deployment, Stage } from "../state";
import { type Address, parseAddress } from "./address";
import type { RequestedMethod } from "./admission";
import { codingToDecode } from "./content-encoding";
import { createContext } from "./context";
import type { ClientRequest } from "./exchange";
import { headerParameters, headersByName, sentHeaders } from "./request-headers";
import { answeringDeployment } from "./spread";

/** A request, and what it asks for as far as that exists. Its body is not read yet. */
export interface ReceivedRequest {
  readonly request: ClientRequest;
  readonly address: Address;
  readonly requestId: string;
  readonly extendedRequestId: string;
  /** Undefined if the URL names no stage. */
  readonly stage: DeployedStage | undefined;
  /** Undefined if there is no stage, its endpoint is disabled, or it has no such path or method. */
  readonly route: Route | undefined;
  /** The coding that the body is decoded from; undefined if templates get the body as it was sent. */
  readonly coding: string | undefined;
  readonly invocation: Invocation;
}

interface DeployedStage {
  readonly stage: Stage;
  readonly deployment: Deployment;
}

interface Route {
  readonly resource: DeployedResource;
  readonly method: DeployedMethod;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** For a URL that names no stage: there is none with an empty name. */
const NO_ADDRESS: Address = { apiId: "", stageName: "", path: "/", querystring: {} };

/**
 * Finds the stage and the method of a request, and builds once what templates, mappings and gateway responses see of it.
 * @param apiGateway holds the deployed APIs
 * @param request the request of the client
 * @param assume what AWS does not document
 * @returns the request with what was found; nothing is refused yet
 */
export function receiveRequest(apiGateway: ApiGateway, request: ClientRequest, assume: Assume): ReceivedRequest {
  const { environment, accountId } = apiGateway;
  const address = parseAddress(request.url ?? "") ?? NO_ADDRESS;
  const stage = findStage(apiGateway, address, assume);
  const route = stage && findRoute(stage, address.path, request.method ?? "");
  const sent = sentHeaders(request);
  const header = headersByName(sent, assume);
  const mode = assume("content-encoding");
  const coding = codingToDecode(header("content-encoding"), mode);
  const requestId = randomUUID();
  const extendedRequestId = `${environment.randomString(15, LOWERCASE_AND_DIGITS)}=`;
  const invocation: Invocation = {
    request: {
      httpMethod: request.method ?? "",
      parameters: {
        path: pathParametersOf(route?.pathParameters ?? {}, assume),
        querystring: address.querystring,
        header: headerParameters(sent, assume, mode === "decoded-without-header" && coding !== undefined),
      },
      header,
    },
    context: createContext({
      request,
      address,
      requestId,
      extendedRequestId,
      accountId,
      at: environment.now(),
      stage: stage?.stage,
      resource: route?.resource,
    }),
    stageVariables: new Map(Object.entries(stage?.stage.settings.variables ?? {})),
    assume,
  };
  return { request, address, requestId, extendedRequestId, stage, route, coding, invocation };
}

/**
 * The method that a request asks for.
 * @param received a request
 * @returns the deployed method, and what admission needs to know of the request
 * @throws GatewayError ACCESS_DENIED if there is no such stage: an unknown API has no host name on AWS
 * @throws GatewayError MISSING_AUTHENTICATION_TOKEN if the stage has no such path or method, as recorded against AWS
 */
export function requireRoute({ stage, route, address, invocation }: ReceivedRequest): {
  readonly method: DeployedMethod;
  readonly target: RequestedMethod;
} {
  if (!stage || stage.deployment.api.isEndpointDisabled) throw new GatewayError("ACCESS_DENIED", "Forbidden");
  if (!route) throw new GatewayError("MISSING_AUTHENTICATION_TOKEN", "Missing Authentication Token");
  const target: RequestedMethod = {
    apiId: address.apiId,
    stage: stage.stage,
    resourcePath: route.resource.path,
    httpMethod: invocation.request.httpMethod,
    apiKeyRequired: route.method.apiKeyRequired,
  };
  return { method: route.method, target };
}

function findStage(
  { restApis, environment }: ApiGateway,
  { apiId, stageName }: Address,
  assume: Assume,
): DeployedStage | undefined {
  const restApi = restApis.get(apiId);
  const stage = restApi?.stages.get(stageName);
  const deployment = stage && restApi && answeringDeployment(restApi, stage, environment.now(), assume);
  return stage && deployment && { stage, deployment };
}

function findRoute({ deployment }: DeployedStage, path: string, httpMethod: string): Route | undefined {
  const { isEndpointDisabled, router } = deployment.api;
  if (isEndpointDisabled) return undefined;
  const match = router(path, ({ methods }) => methods.get(httpMethod) ?? methods.get("ANY"));
  return match && { resource: match.resource, method: match.chosen, pathParameters: match.parameters };
}

/** Whether AWS decodes path parameters is not documented [assumption: path-parameters]. */
function pathParametersOf(parameters: Route["pathParameters"], assume: Assume): Route["pathParameters"] {
  if (assume("path-parameters") === "as-sent") return parameters;
  return Object.fromEntries(Object.entries(parameters).map(([name, part]) => [name, decode(part)]));
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
