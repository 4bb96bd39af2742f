import type { DeployedResource } from "../deployed/deployed-api";
import type { ApiKey, Stage } from "../state";
import { contextMap } from "../vtl/render";
import type { JavaMap } from "../vtl/values";
import type { Address } from "./address";
import type { ClientRequest } from "./exchange";

interface ContextArgs {
  readonly request: ClientRequest;
  readonly address: Address;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly accountId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly stage: Stage | undefined;
  readonly resource: DeployedResource | undefined;
}

/**
 * `$context` as far as it is known before a request is admitted.
 * @param from the request and what it asks for
 * @returns the map that templates read; they may write overrides into it
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function createContext(from: ContextArgs): JavaMap {
  const { request, address, at } = from;
  const region = from.stage?.settings.region ?? "";
  return contextMap({
    accountId: from.accountId,
    apiId: address.apiId,
    deploymentId: from.stage?.settings.deployment,
    domainName: `${address.apiId}.execute-api.${region}.amazonaws.com`,
    domainPrefix: address.apiId,
    extendedRequestId: from.extendedRequestId,
    httpMethod: request.method,
    identity: { sourceIp: request.socket.remoteAddress, userAgent: request.headers["user-agent"] },
    path: `/${address.stageName}${address.path}`,
    protocol: `HTTP/${request.httpVersion}`,
    requestId: from.requestId,
    requestTime: commonLogTime(at),
    requestTimeEpoch: at,
    ...(from.resource && { resourceId: from.resource.id, resourcePath: from.resource.path }),
    stage: address.stageName,
  });
}

/**
 * Notes in `$context.identity` which API key a request was admitted with.
 * @param context of the request
 * @param apiKey undefined if the method requires none
 */
export function identifyApiKey(context: JavaMap, apiKey: ApiKey | undefined): void {
  const identity = context.get("identity");
  if (apiKey && identity instanceof Map) identity.set("apiKey", apiKey.value).set("apiKeyId", apiKey.id);
}

/** `09/Apr/2015:12:34:56 +0000` */
function commonLogTime(at: number): string {
  const text = new Date(at).toUTCString();
  return `${text.slice(5, 7)}/${text.slice(8, 11)}/${text.slice(12, 16)}:${text.slice(17, 25)} +0000`;
}
