import { type Cause, causeOf } from "./ack";
import type { ConnectorAssumptions } from "./assumptions";
import type { HealthCheck } from "./configuration";
import type { Endpoint, EndpointRequest } from "./endpoint";
import type { Scheduler } from "./scheduler";

/** The result of one health check. */
export interface HealthEvent {
  readonly kind: "health";
  readonly url: string;
  /** The answer's status as a cause, or why there was none. */
  readonly cause: Cause;
  readonly passed: boolean;
  /** Whether the URL counts as healthy after this check. */
  readonly healthy: boolean;
}

export interface HealthMonitor {
  readonly isHealthy: () => boolean;
  readonly stop: () => void;
}

export interface HealthOptions {
  readonly url: string;
  readonly check: HealthCheck;
  readonly endpoint: Endpoint;
  readonly request: Omit<EndpointRequest, "timeoutMs">;
  readonly successStatusCodes: ReadonlySet<number>;
  readonly scheduler: Scheduler;
  readonly onEvent: (event: HealthEvent) => void;
}

/**
 * The request of a health check. It is not documented [U]: a GET of the URL itself is what the guide's "GET/POST" and a
 * sample's server suggest [P]. By default it has none of our headers, which is the harder case for the receiver.
 * @param assumptions about what is not documented
 * @param headers those of the connector's file
 * @returns the request
 */
export const healthRequest = (
  assumptions: ConnectorAssumptions,
  headers: EndpointRequest["headers"],
): HealthOptions["request"] => ({
  method: METHODS[assumptions["health-check-method"]],
  ...(assumptions["health-check-path"] === "other" && { path: "/" }),
  ...(assumptions["health-check-headers"] === "configured" && { headers }),
});

const METHODS = { get: "GET", head: "HEAD", options: "OPTIONS", post: "POST" } as const;

/**
 * Checks one URL every `interval-seconds`. A URL begins healthy. One failed check makes it unhealthy [I]; `healthy-threshold` passed checks in a
 * row make it healthy again [C].
 * @param options the URL, its connection, how to check it, and who is told of each check
 * @returns a monitor that checks until `stop` is called
 */
export function monitorHealth(options: HealthOptions): HealthMonitor {
  const { url, check, endpoint, request, successStatusCodes, scheduler, onEvent } = options;
  let passedInARow = check.healthyThreshold;
  let stopped = false;
  const isHealthy = () => passedInARow >= check.healthyThreshold;

  async function probe(): Promise<Cause> {
    try {
      const answer = await endpoint.request({ ...request, timeoutMs: check.callTimeoutMs });
      return `HTTP ${answer.status}`;
    } catch (error) {
      return causeOf(error);
    }
  }

  let cancel = scheduler.after(check.intervalMs, run);
  function run(): void {
    void probe().then((cause) => {
      if (stopped) return;
      const passed = cause.startsWith("HTTP ") && successStatusCodes.has(Number(cause.slice(5)));
      passedInARow = passed ? passedInARow + 1 : 0;
      onEvent({ kind: "health", url, cause, passed, healthy: isHealthy() });
      cancel = scheduler.after(check.intervalMs, run);
    });
  }

  return {
    isHealthy,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}
