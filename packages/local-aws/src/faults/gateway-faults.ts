import type { Refusal } from "../apigateway";
import type { HttpResponse } from "../http-response";
import type { FaultEnvironment } from "./environment";

/** What a gateway's fault has to work with. */
export interface GatewaySituation {
  /** 0 for the first request that this fault strikes. */
  readonly turn: number;
  readonly wait: FaultEnvironment["wait"];
  /** Longer than the connector waits for an answer. */
  readonly tooLateMs: number;
}

/** A response that replaces the right one, a broken connection, or undefined if nothing is changed. */
export type GatewayFault = (situation: GatewaySituation) => Promise<HttpResponse | "reset" | undefined>;

const withoutBody = [500, 502, 503, 504].map((status) => ({ status, headers: {}, body: Buffer.alloc(0) }));

/** Strike before the request is looked at: nothing of it reaches Kinesis. */
export const BEFORE_ROUTING = {
  "empty-5xx": ({ turn }) => Promise.resolve(withoutBody[turn % withoutBody.length]),
  "gateway-reset-before": () => Promise.resolve("reset"),
} as const satisfies Readonly<Record<string, GatewayFault>>;

/** Strike where a key is required, so never at a health check. API Gateway sends its own response; Kinesis sees nothing. */
export const AT_ADMISSION = {
  /** AWS takes minutes to spread a new key. */
  "key-not-spread": "INVALID_API_KEY",
  "plan-throttled": "THROTTLED",
} as const satisfies Readonly<Record<string, Refusal>>;

/** Strike when the answer is ready: the record may be stored. */
export const BEFORE_SENDING = {
  "gateway-reset-after": () => Promise.resolve("reset"),
  /** The connector's `call-timeout` has passed by then. */
  "gateway-too-late": ({ wait, tooLateMs }) => wait(tooLateMs).then(() => undefined),
} as const satisfies Readonly<Record<string, GatewayFault>>;

/** Everything that can go wrong between the connector and API Gateway. */
export const GATEWAY_FAULTS = { ...AT_ADMISSION, ...BEFORE_ROUTING, ...BEFORE_SENDING };
