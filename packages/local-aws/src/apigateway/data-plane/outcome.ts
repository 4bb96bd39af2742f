import type { HttpResponse } from "../../http-response";
import type { GatewayError } from "../deployed/gateway-error";
import type { IntegrationNotes } from "./watch-backend";

/** What became of a request. */
export interface Outcome {
  readonly response: HttpResponse;
  /** Set if API Gateway itself answered. */
  readonly error: GatewayError | undefined;
  readonly integration: IntegrationNotes;
  /** The body as templates read it; undefined if the request was refused before. */
  readonly body: Buffer | undefined;
  /** Milliseconds since 1970, as the other one. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/**
 * How long the service behind API Gateway took, or has taken when the request ended.
 * @param outcome of a request
 * @returns milliseconds; undefined if no service was called
 */
export function integrationLatencyOf({ integration, endedAt }: Outcome): number | undefined {
  return integration.startedAt === undefined ? undefined : (integration.endedAt ?? endedAt) - integration.startedAt;
}

/**
 * Why the execution of a method failed, in the words of AWS's execution logs as far as they are known.
 * @param outcome of a request
 * @returns undefined if it did not fail; a refused request is none that failed
 * @see https://repost.aws/knowledge-center/api-gateway-cloudwatch-logs
 */
export function failureOf({ error }: Pick<Outcome, "error">): string | undefined {
  switch (error?.type) {
    case "INTEGRATION_TIMEOUT":
      return "Execution failed due to a timeout error";
    case "INTEGRATION_FAILURE":
      return "Execution failed due to a network error communicating with endpoint";
    case "API_CONFIGURATION_ERROR":
      return `Execution failed due to configuration error: ${error.log ?? error.message}`;
    default:
      return undefined;
  }
}
