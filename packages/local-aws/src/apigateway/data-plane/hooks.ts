import type { IntegrationBackend, IntegrationCall } from "../../backend";
import type { HttpResponse } from "../../http-response";
import type { Refusal, RequestedMethod } from "./admission";
import type { ClientRequest } from "./exchange";

/** What a request was answered: a response, `reset` for a broken connection, or `none` if the client went away first. */
export type GatewayAnswer = HttpResponse | "reset" | "none";

/**
 * Hooks at the steps of a request, for fault injection and for observers. Each is called at most once a request; an
 * absent one changes nothing.
 */
export interface GatewayHooks {
  /**
   * Asked before a request is routed. A response is sent as it is, `reset` breaks the connection, undefined lets the
   * request pass.
   */
  readonly beforeRouting?: (request: ClientRequest) => Promise<HttpResponse | "reset" | undefined>;
  /** Asked where a method requires a key and the request has a valid one. The request is refused with what it returns. */
  readonly atAdmission?: (target: RequestedMethod) => Refusal | undefined;
  /** Asked when the response is ready. What it returns replaces the response. */
  readonly beforeSending?: (request: ClientRequest) => Promise<HttpResponse | "reset" | undefined>;
  /** Told of a body as it was sent. A request that is refused before has none. */
  readonly onBody?: (request: ClientRequest, body: Buffer) => void;
  /** Told of what a request is answered. */
  readonly onAnswer?: (request: ClientRequest, answer: GatewayAnswer) => void;
  /** Told of a TLS handshake that failed, for example since the client does not trust the certificate. */
  readonly onHandshakeFailed?: (error: Error) => void;
  /** Called instead of the backend, which it is handed. */
  readonly inPlaceOfBackend?: (call: IntegrationCall, backend: IntegrationBackend) => Promise<HttpResponse>;
}
