import { Client } from "undici";

import type { Failure } from "./ack";
import { connectedEvent, openSocket } from "./connect";
import type { OpenConnection } from "./connection";

/** How long a connection may be idle, unless the server says otherwise. The connector's own limit is not known [U]. */
const IDLE_MS = 600_000;

/**
 * Opens a connection of HTTP/1.1. Undici's client connects again if the server has closed the connection. A request
 * that is given up ends the connection.
 */
export const openHttp1Connection: OpenConnection = (url, options, onEnded) => {
  const ended = new AbortController();
  const client = new Client(url.origin, {
    connect: (_, callback) => {
      const socket = openSocket(url, "http/1.1", { ...options, signal: ended.signal });
      const fail = (error: Error): void => {
        callback(error, null);
      };
      socket.once("error", fail).once(connectedEvent(url), () => {
        socket.off("error", fail);
        callback(null, socket);
      });
    },
    keepAliveTimeout: IDLE_MS,
    // Only the call's timeout limits an answer.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const end = (failure: Failure): void => {
    onEnded();
    ended.abort(failure);
    void client.destroy(failure);
  };
  return {
    send: ({ method, path, headers, body }) => ({
      answer: client
        .request({ method, path, headers: { ...headers }, body })
        .then(async (answer) => ({ status: answer.statusCode, body: await answer.body.text() })),
      cancel: end,
    }),
    end,
  };
};
