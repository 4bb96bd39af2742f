import { Failure } from "./ack";
import type { Destination } from "./configuration";
import type { Answer, Connection, ConnectionRequest } from "./connection";
import { openHttp1Connection } from "./http1-connection";
import { openHttp2Connection } from "./http2-connection";
import type { Scheduler } from "./scheduler";

export interface EndpointRequest extends Omit<ConnectionRequest, "path"> {
  readonly timeoutMs: number;
  /** @defaultValue that of the URL */
  readonly path?: string;
}

/** One URL of a destination and the connections to it. */
export interface Endpoint {
  /**
   * Sends one HTTP request as soon as there is a connection for it.
   * @throws Failure, or what Node says of the network
   */
  request(request: EndpointRequest): Promise<Answer>;
  /** Ends all requests at once, those under way and those that wait. */
  readonly stop: () => void;
}

export interface EndpointOptions {
  readonly url: string;
  readonly settings: Pick<
    Destination,
    "protocol" | "connectTimeoutMs" | "connectionTtlMs" | "http2MaxConcurrentStreams"
  >;
  readonly connections: number;
  readonly maxQueued: number;
  readonly ca: string | undefined;
  readonly scheduler: Scheduler;
  /** Whether a connection takes another request after one. */
  readonly isKeptAlive: boolean;
}

interface Held extends Connection {
  readonly since: number;
  /** How many requests are under way on it. */
  underWay: number;
}

interface Waiting {
  readonly start: (held: Held) => void;
  readonly fail: (failure: Failure) => void;
}

/**
 * Keeps the connections to one URL. A request waits while all connections are full. An HTTP/1.1 connection takes one
 * request at a time, an HTTP/2 connection takes `http2-max-concurrent-streams`. A new connection is opened when all
 * open ones are full [U]. The call's timeout starts when the request has a connection: it covers DNS, connecting,
 * request and answer, as documented [C], but not the wait for a connection [I].
 *
 * The connections are kept here and not in undici's Pool: a Pool with a time to live never sends again once it is full
 * of old connections.
 * @param options the URL, how many connections and waiting requests it may have, the certificates (PEM) and the clock
 * @returns an endpoint without connections yet
 */
export function openEndpoint(options: EndpointOptions): Endpoint {
  const { settings, connections, maxQueued, ca, scheduler, isKeptAlive } = options;
  const { protocol, connectTimeoutMs, connectionTtlMs, http2MaxConcurrentStreams } = settings;
  const isHttp2 = protocol === "HTTP_2";
  const capacity = isHttp2 && isKeptAlive ? http2MaxConcurrentStreams : 1;
  const url = new URL(options.url);
  const path = url.pathname + url.search;
  const open = new Set<Held>();
  /** Connections that are not full, and some that have ended. The last one is used next. */
  const free: Held[] = [];
  const waiting: Waiting[] = [];
  let stopped = false;

  function openAnother(): Held {
    const connect = isHttp2 ? openHttp2Connection : openHttp1Connection;
    const connection = connect(url, { timeoutMs: connectTimeoutMs, ca, scheduler }, () => open.delete(held));
    const held: Held = { ...connection, since: scheduler.now(), underWay: 0 };
    open.add(held);
    free.push(held);
    return held;
  }

  const isOld = ({ since }: Held): boolean => connectionTtlMs !== -1 && scheduler.now() - since >= connectionTtlMs;

  /**
   * A connection that can take a request. A connection that is older than its time to live ends after its last request.
   */
  function usableConnection(): Held | undefined {
    for (let held = free.at(-1); held !== undefined; held = free.at(-1)) {
      if (open.has(held) && !isOld(held)) return held;
      free.pop();
      if (held.underWay === 0) held.end(new Failure("connection-reset"));
    }
    return open.size < connections ? openAnother() : undefined;
  }

  function take(): Held | undefined {
    const held = usableConnection();
    if (held !== undefined) held.underWay += 1;
    if (held?.underWay === capacity) free.pop();
    return held;
  }

  async function acquire(): Promise<Held> {
    if (stopped) throw new Failure("connector-stopped");
    const held = take();
    if (held !== undefined) return held;
    if (waiting.length >= maxQueued) throw new Failure("queue-full");
    return new Promise((start, fail) => waiting.push({ start, fail }));
  }

  function release(held: Held): void {
    held.underWay -= 1;
    if (held.underWay === capacity - 1 && isKeptAlive) free.push(held);
    else if (held.underWay === 0 && (isOld(held) || !isKeptAlive)) held.end(new Failure("connection-reset"));
    while (waiting.length > 0) {
      const next = take();
      if (next === undefined) return;
      waiting.shift()?.start(next);
    }
  }

  return {
    async request({ timeoutMs, ...request }) {
      const held = await acquire();
      let cancelTimeout: () => void = () => undefined;
      try {
        const { answer, cancel } = held.send({ path, ...request });
        cancelTimeout = scheduler.after(timeoutMs, () => {
          cancel(new Failure("call-timeout"));
        });
        return await answer;
      } finally {
        cancelTimeout();
        release(held);
      }
    },
    stop() {
      stopped = true;
      const failure = new Failure("connector-stopped");
      for (const { fail } of waiting.splice(0)) fail(failure);
      for (const held of open) held.end(failure);
    },
  };
}
