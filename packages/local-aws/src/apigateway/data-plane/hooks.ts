import type { IntegrationBackend, IntegrationCall } from "../../backend";
import type { HttpResponse } from "../../http-response";
import type { Refusal, RequestedMethod } from "./admission";
import type { ClientRequest } from "./exchange";

/** Hooks at the steps of a request, for fault injection. Each is asked once a request; an absent one changes nothing. */
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
  /** Called instead of the backend, which it is handed. */
  readonly inPlaceOfBackend?: (call: IntegrationCall, backend: IntegrationBackend) => Promise<HttpResponse>;
}
