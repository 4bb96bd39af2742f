import type { IncomingMessage } from "node:http";
import { contextMap } from "../vtl/render";
import type { JavaMap } from "../vtl/values";
import type { RestApi, Stage } from "../state";
import type { Address } from "./address";

interface ContextOf {
  readonly request: IncomingMessage;
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

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** `09/Apr/2015:12:34:56 +0000` */
function commonLogTime(at: number): string {
  const [date = "", time = ""] = new Date(at).toISOString().split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  return `${day}/${MONTHS[Number(month) - 1] ?? ""}/${year}:${time.slice(0, 8)} +0000`;
}
