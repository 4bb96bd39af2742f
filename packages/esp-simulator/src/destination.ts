import { promisify } from "node:util";
import { gzip } from "node:zlib";

import { type Ack, causeOf, failedAttempt } from "./ack";
import type { Destination } from "./configuration";
import { openEndpoint } from "./endpoint";
import { type HealthEvent, monitorHealth } from "./health";
import type { ChangeNotification } from "./notification";
import type { Scheduler } from "./scheduler";

const compress = promisify(gzip);

/** What an attempt came to, before anybody looked at the clock. */
export type Outcome = Omit<Ack, "latencyMs">;

export interface OpenDestination {
  /** One POST of the record to one of the URLs. */
  post(notification: ChangeNotification, body: Buffer): Promise<Outcome>;
  stop(): void;
}

export interface DestinationOptions {
  readonly ca: string | undefined;
  readonly scheduler: Scheduler;
  readonly onEvent: (event: HealthEvent) => void;
}

/** Opens a destination: connections are made when the first record needs one. */
export function openDestination(settings: Destination, options: DestinationOptions): OpenDestination {
  const { successStatusCodes, callTimeoutMs } = settings;
  const targets = settings.urls.map((url) => openUrl(url, settings, options));
  let turn = 0;

  /** Round robin over the healthy URLs [I: documented is "load balanced"]; over all if none is healthy [U]. */
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

/** One URL: the connections for records and, where health is checked, one of its own so that no check waits for a record. */
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
 * The headers and body of a record's request. The configuration's headers stand as they are [K]; that the digest is in
 * Base64, as in the bodies, is not documented [U], nor is whether ESP adds a Content-Type of its own [U]: it does not
 * here. `compression` compresses bodies above `compression-threshold` bytes [C] and says so in Content-Encoding [I].
 */
async function encode(settings: Destination, { digest }: ChangeNotification, body: Buffer) {
  const headers = {
    ...(settings.sendDigestHeader && { "aerospike-digest": digest.toString("base64") }),
    ...settings.additionalHeaders,
  };
  if (settings.compression === "none" || body.length <= settings.compressionThresholdBytes) return { headers, body };
  return { headers: { ...headers, "content-encoding": "gzip" }, body: await compress(body) };
}
