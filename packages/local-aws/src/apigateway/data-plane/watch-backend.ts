import type { IntegrationBackend, IntegrationCall } from "../../backend";
import type { HttpResponse } from "../../http-response";

/** What an integration's call of an AWS service was; empty for a request that made none. */
export interface IntegrationNotes {
  call?: IntegrationCall;
  response?: HttpResponse;
  /** Milliseconds since 1970. */
  startedAt?: number;
  /** Undefined until the service has answered. */
  endedAt?: number;
}

/**
 * Notes what one request asks of the services behind API Gateway.
 * @param backend the services
 * @param now milliseconds since 1970
 * @returns the same services, and the notes, which fill while the request runs
 */
export function watchBackend(
  backend: IntegrationBackend,
  now: () => number,
): { readonly backend: IntegrationBackend; readonly notes: IntegrationNotes } {
  const notes: IntegrationNotes = {};
  return {
    notes,
    backend: async (call) => {
      notes.call = call;
      notes.startedAt = now();
      const response = await backend(call);
      notes.response = response;
      notes.endedAt = now();
      return response;
    },
  };
}
