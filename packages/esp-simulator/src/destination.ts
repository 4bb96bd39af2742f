import { promisify } from "node:util";
import { gzip } from "node:zlib";

import { type Ack, causeOf, failedAttempt } from "./ack";
import type { Destination } from "./configuration";
import { openEndpoint } from "./endpoint";
import { type HealthEvent, monitorHealth } from "./health";
import type { ChangeNotification } from "./notification";
import type { Scheduler } from "./scheduler";

const compress = promisify(gzip);

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
}

/**
 * Opens a destination. Connections are opened when the first record needs one; health checks begin after one interval.
 * @param settings URLs, timeouts and headers of the destination
 * @param options the certificates to trust (PEM), the clock, and who is told of health checks
 * @returns a destination that takes records until `stop` is called
 */
export function openDestination(settings: Destination, options: DestinationOptions): OpenDestination {
  const { successStatusCodes, callTimeoutMs } = settings;
  const targets = settings.urls.map((url) => openUrl(url, settings, options));
  let turn = 0;

  /**
   * The URLs take turns: the healthy ones [I: the documentation says "load balanced"], or all of them if none is
   * healthy [U].
   */
  function nextUrl(): UrlConnections {
    const healthy = targets.filter((target) => target.isHealthy());
    const candidates = healthy.length > 0 ? healthy : targets;
    const target = candidates[turn % candidates.length];
    if (!target) throw new RangeError(`destination ${settings.name} has no URL`);
    turn += 1;
    return target;
  }

  return {
    async post(notification, body) {
      try {
        const request = await encode(settings, notification, body);
        const answer = await nextUrl().records.request({ method: "POST", ...request, timeoutMs: callTimeoutMs });
        const { status } = answer;
        return { acknowledged: successStatusCodes.has(status), permanent: false, cause: `HTTP ${status}`, ...answer };
      } catch (error) {
        return failedAttempt(causeOf(error));
      }
    },
    stop() {
      for (const target of targets) target.stop();
    },
  };
}

type UrlConnections = ReturnType<typeof openUrl>;

/**
 * The connections to one URL: those for records, and one more for health checks, so that no check waits for a record.
 */
function openUrl(url: string, settings: Destination, { ca, scheduler, onEvent }: DestinationOptions) {
  const { healthCheck: check, successStatusCodes, maxRequestQueuedPerEndpoint: maxQueued } = settings;
  const open = (connections: number) => openEndpoint({ url, settings, connections, maxQueued, ca, scheduler });
  const records = open(settings.maxConnectionsPerEndpoint);
  if (!check) return { records, isHealthy: () => true, stop: records.stop };
  const probes = open(1);
  const health = monitorHealth({ url, check, endpoint: probes, successStatusCodes, scheduler, onEvent });
  const stop = () => {
    health.stop();
    for (const endpoint of [records, probes]) endpoint.stop();
  };
  return { records, isHealthy: health.isHealthy, stop };
}

/**
 * The headers and body of a record's request. The configuration's headers are sent unchanged [K]. Two things are not
 * documented [U]: whether the digest header is in Base64, as the digests in the bodies are, and whether ESP adds its
 * own Content-Type. Here the digest is in Base64, and nothing is added. `compression` compresses bodies above
 * `compression-threshold` bytes [C] and says so in Content-Encoding [I].
 */
async function encode(settings: Destination, { digest }: ChangeNotification, body: Buffer) {
  const headers = {
    ...(settings.sendDigestHeader && { "aerospike-digest": digest.toString("base64") }),
    ...settings.additionalHeaders,
  };
  if (settings.compression === "none" || body.length <= settings.compressionThresholdBytes) return { headers, body };
  return { headers: { ...headers, "content-encoding": "gzip" }, body: await compress(body) };
}
