import { type Ack, causeOf, failedAttempt, Failure } from "./ack";
import type { ConnectorAssumptions } from "./assumptions";
import type { Destination } from "./configuration";
import { openEndpoint } from "./endpoint";
import { type HealthEvent, healthRequest, monitorHealth } from "./health";
import type { ChangeNotification } from "./notification";
import { configuredHeaders, type RecordDestination, recordRequest } from "./record-request";
import type { Scheduler } from "./scheduler";

/** The result of an attempt, without its latency. */
export type Outcome = Omit<Ack, "latencyMs">;

export interface OpenDestination {
  /** Posts the record once, to one of the URLs. */
  post(notification: ChangeNotification, body: Buffer): Promise<Outcome>;
  stop(): void;
}

export interface DestinationOptions {
  readonly ca: string | undefined;
  readonly scheduler: Scheduler;
  readonly onEvent: (event: HealthEvent) => void;
  readonly assumptions: ConnectorAssumptions;
}

/**
 * Opens a destination. Connections are opened when the first record needs one; health checks begin after one interval.
 * @param settings URLs, timeouts and headers of the destination
 * @param options the certificates to trust (PEM), the clock, and who is told of health checks
 * @returns a destination that takes records until `stop` is called
 */
export function openDestination(settings: Destination, options: DestinationOptions): OpenDestination {
  const { successStatusCodes, callTimeoutMs } = settings;
  const { assumptions } = options;
  const destination = { settings, assumptions, headers: configuredHeaders(settings, assumptions) };
  const targets = settings.urls.map((url) => openUrl(url, destination, options));
  let turn = 0;

  /**
   * The URLs take turns: the healthy ones [I: the documentation says "load balanced"], or all of them if none is
   * healthy: while-unhealthy.
   */
  function nextUrl(): UrlConnections {
    const healthy = targets.filter((target) => target.isHealthy());
    if (healthy.length === 0 && assumptions["while-unhealthy"] === "held") throw new Failure("unhealthy");
    const candidates = healthy.length > 0 ? healthy : targets;
    const target = candidates[turn % candidates.length];
    if (!target) throw new RangeError(`destination ${settings.name} has no URL`);
    turn += 1;
    return target;
  }

  return {
    async post(notification, body) {
      try {
        const request = await recordRequest(destination, notification, body);
        const { url, records } = nextUrl();
        const answer = await records.request({ ...request, timeoutMs: callTimeoutMs });
        const { status } = answer;
        const acknowledged = successStatusCodes.has(status);
        const permanent = !acknowledged && isAbandoned(status, assumptions);
        return { acknowledged, permanent, cause: `HTTP ${status}`, url, ...answer };
      } catch (error) {
        const cause = causeOf(error);
        const permanent = cause === "connection-reset" && assumptions["without-answer"] === "abandoned";
        return { ...failedAttempt(cause), permanent };
      }
    },
    stop() {
      for (const target of targets) target.stop();
    },
  };
}

const isAbandoned = (status: number, assumptions: ConnectorAssumptions): boolean =>
  (assumptions["after-4xx"] === "abandoned" && status >= 400 && status < 500) ||
  (assumptions["after-5xx"] === "abandoned" && status >= 500);

type UrlConnections = ReturnType<typeof openUrl>;

/**
 * The connections to one URL: those for records, and by default one more for health checks, so that no check waits for a
 * record.
 */
function openUrl(url: string, { settings, assumptions, headers }: RecordDestination, options: DestinationOptions) {
  const { ca, scheduler, onEvent } = options;
  const { healthCheck: check, successStatusCodes, maxRequestQueuedPerEndpoint: maxQueued } = settings;
  const isKeptAlive = assumptions["connection-reuse"] === "kept-alive";
  const inMs = assumptions["connection-ttl-unit"] === "milliseconds" ? 1 : 1000;
  const connectionTtlMs = settings.connectionTtlMs === -1 ? -1 : settings.connectionTtlMs * inMs;
  const open = (connections: number) =>
    openEndpoint({
      url,
      settings: { ...settings, connectionTtlMs },
      connections,
      maxQueued,
      ca,
      scheduler,
      isKeptAlive,
    });
  const records = open(settings.maxConnectionsPerEndpoint);
  if (!check || assumptions["health-check"] === "none") {
    return { url, records, isHealthy: () => true, stop: records.stop };
  }
  const probes = assumptions["health-check-connection"] === "own" ? open(1) : records;
  const request = healthRequest(assumptions, headers);
  const intervalMs = assumptions["health-check-interval"] === "configured" ? check.intervalMs : check.intervalMs / 2;
  const checked = { ...check, intervalMs };
  const health = monitorHealth({
    url,
    check: checked,
    endpoint: probes,
    request,
    successStatusCodes,
    scheduler,
    onEvent,
  });
  const stop = () => {
    health.stop();
    for (const endpoint of new Set([records, probes])) endpoint.stop();
  };
  return { url, records, isHealthy: health.isHealthy, stop };
}
