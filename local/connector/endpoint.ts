import { Client } from "undici";
import { Failure } from "./ack";
import type { Destination } from "./configuration";
import { connectWithin } from "./connect";
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
  readonly stop: () => void;
}

export interface EndpointOptions {
  readonly url: string;
  readonly settings: Pick<Destination, "connectTimeoutMs" | "connectionTtlMs">;
  readonly connections: number;
  readonly maxQueued: number;
  readonly ca: string | undefined;
  readonly scheduler: Scheduler;
}

/** One kept-alive connection: undici's client opens it with its first request, and anew if the server has closed it. */
interface Connection {
  readonly client: Client;
  readonly since: number;
  /** Ends what is under way on it, connecting included. */
  readonly end: (failure: Failure) => void;
}

interface Waiting {
  readonly start: (connection: Connection) => void;
  readonly fail: (failure: Failure) => void;
}

/** As long as a connection may idle unless the server says otherwise: the connector's own limit is [U]. */
const IDLE_MS = 600_000;

/**
 * HTTP/1.1 with keep-alive to one URL: a request has a connection to itself, and waits while all are busy. The call's
 * timeout starts when it has one: DNS, connecting, request and answer are counted, as documented [C]; waiting is not [I].
 *
 * The connections are kept here, not in undici's Pool: with its time to live, a Pool that is full of stale connections
 * never sends again.
 */
export function openEndpoint(options: EndpointOptions): Endpoint {
  const { url, settings, connections, maxQueued, ca, scheduler } = options;
  const { origin, pathname, search } = new URL(url);
  const open = new Set<Connection>();
  const idle: Connection[] = [];
  const waiting: Waiting[] = [];
  let inUse = 0;
  let stopped = false;

  function newConnection(): Connection {
    const ended = new AbortController();
    const { signal } = ended;
    const client = new Client(origin, {
      connect: connectWithin({ timeoutMs: settings.connectTimeoutMs, ca, scheduler, signal }),
      keepAliveTimeout: IDLE_MS,
      // The call's timeout is the only one on an answer.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const connection: Connection = {
      client,
      since: scheduler.now(),
      end: (failure) => {
        open.delete(connection);
        ended.abort(failure);
        void client.destroy(failure);
      },
    };
    open.add(connection);
    return connection;
  }

  /** The connection itself, or one in its place if it was ended or is older than its time to live. */
  function renewed(connection: Connection): Connection {
    const { connectionTtlMs } = settings;
    const isOld = connectionTtlMs !== -1 && scheduler.now() - connection.since >= connectionTtlMs;
    if (isOld) connection.end(new Failure("connection-reset"));
    return open.has(connection) ? connection : newConnection();
  }

  async function acquire(): Promise<Connection> {
    if (stopped) throw new Failure("connector-stopped");
    if (inUse < connections) {
      inUse += 1;
      const connection = idle.pop();
      return connection ? renewed(connection) : newConnection();
    }
    if (waiting.length >= maxQueued) throw new Failure("queue-full");
    return new Promise((start, fail) => waiting.push({ start, fail }));
  }

  function release(connection: Connection): void {
    const next = waiting.shift();
    if (next) {
      next.start(renewed(connection));
    } else {
      inUse -= 1;
      idle.push(connection);
    }
  }

  return {
    async request({ method, headers, body, timeoutMs }) {
      const connection = await acquire();
      const cancel = scheduler.after(timeoutMs, () => {
        connection.end(new Failure("call-timeout"));
      });
      try {
        const answer = await connection.client.request({ path: pathname + search, method, headers, body });
        return { status: answer.statusCode, body: await answer.body.text() };
      } finally {
        cancel();
        release(connection);
      }
    },
    stop() {
      stopped = true;
      const failure = new Failure("connector-stopped");
      for (const { fail } of waiting.splice(0)) fail(failure);
      for (const connection of open) connection.end(failure);
    },
  };
}
