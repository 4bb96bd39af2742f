import { Pool } from "undici";
import { Failure } from "./ack";
import type { Destination } from "./configuration";
import type { Scheduler } from "./scheduler";

/** A whole HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface EndpointRequest {
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly timeoutMs: number;
}

/** One URL of a destination and the connections to it. */
export interface Endpoint {
  /**
   * One HTTP request, once there is a connection for it.
   * @throws Failure, or what Node says of the network
   */
  request(request: EndpointRequest): Promise<Answer>;
  /** Ends every request under way and every one that waits, at once. */
  stop(): Promise<void>;
}

export interface EndpointOptions {
  readonly url: string;
  readonly settings: Pick<Destination, "connectTimeoutMs" | "connectionTtlMs">;
  readonly connections: number;
  readonly maxQueued: number;
  readonly ca: string | undefined;
  readonly scheduler: Scheduler;
}

/** As long as a connection may idle unless the server says otherwise: the connector's own limit is [U]. */
const IDLE_MS = 600_000;

/**
 * HTTP/1.1 with keep-alive to one URL: a request has a connection to itself, and waits while all are busy. The call's
 * timeout starts when it has one: DNS, connecting, request and answer are counted, as documented [C]; waiting is not [I].
 */
export function openEndpoint(options: EndpointOptions): Endpoint {
  const { url, settings, connections, maxQueued, ca, scheduler } = options;
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections,
    clientTtl: settings.connectionTtlMs === -1 ? null : settings.connectionTtlMs,
    keepAliveTimeout: IDLE_MS,
    // The call's timeout is the only one on an answer.
    headersTimeout: 0,
    bodyTimeout: 0,
    // Said aloud, so that no environment variable can switch verification off.
    connect: { timeout: settings.connectTimeoutMs, rejectUnauthorized: true, ...(ca !== undefined && { ca }) },
  });
  const underWay = new Set<AbortController>();
  const waiting: { start: () => void; fail: (failure: Failure) => void }[] = [];
  let busy = 0;
  let stopped = false;

  async function call({ method, headers, body, timeoutMs }: EndpointRequest): Promise<Answer> {
    const controller = new AbortController();
    underWay.add(controller);
    const cancel = scheduler.after(timeoutMs, () => {
      controller.abort(new Failure("call-timeout"));
    });
    try {
      const { signal } = controller;
      const answer = await pool.request({ path: pathname + search, method, headers, body, signal });
      return { status: answer.statusCode, body: await answer.body.text() };
    } finally {
      cancel();
      underWay.delete(controller);
      // The next one takes over this one's place, so that nobody overtakes it in between.
      const next = waiting.shift();
      if (next) next.start();
      else busy -= 1;
    }
  }

  return {
    async request(request) {
      if (stopped) throw new Failure("connector-stopped");
      if (busy < connections) busy += 1;
      else if (waiting.length >= maxQueued) throw new Failure("queue-full");
      else await new Promise<void>((start, fail) => waiting.push({ start, fail }));
      return call(request);
    },
    async stop() {
      stopped = true;
      const failure = new Failure("connector-stopped");
      for (const { fail } of waiting.splice(0)) fail(failure);
      for (const controller of underWay) controller.abort(failure);
      await pool.destroy();
    },
  };
}
