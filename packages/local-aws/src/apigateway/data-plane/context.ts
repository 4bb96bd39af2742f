import type { RestApi, Stage } from "../state";
import { contextMap } from "../vtl/render";
import type { JavaMap } from "../vtl/values";
import type { Address } from "./address";
import type { ClientRequest } from "./exchange";

interface ContextOf {
  readonly request: ClientRequest;
  readonly address: Address;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly accountId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly restApi?: RestApi | undefined;
  readonly stage?: Stage | undefined;
}

/**
 * `$context` as far as it is known before a method is found.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function createContext(from: ContextOf): JavaMap {
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
    stage: address.stageName,
  });
}

/** `09/Apr/2015:12:34:56 +0000` */
function commonLogTime(at: number): string {
  const text = new Date(at).toUTCString();
  return `${text.slice(5, 7)}/${text.slice(8, 11)}/${text.slice(12, 16)}:${text.slice(17, 25)} +0000`;
}
