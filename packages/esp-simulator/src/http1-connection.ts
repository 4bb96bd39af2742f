import { Client } from "undici";

import type { Failure } from "./ack";
import { connectedEvent, openSocket } from "./connect";
import type { OpenConnection } from "./connection";

/** As long as a connection may idle unless the server says otherwise: the connector's own limit is [U]. */
const IDLE_MS = 600_000;

/** HTTP/1.1: undici's client connects anew if the server has closed the connection. A request that is given up ends it. */
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
    // The call's timeout is the only one on an answer.
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
        .request({ method, path, headers, body })
        .then(async (answer) => ({ status: answer.statusCode, body: await answer.body.text() })),
      cancel: end,
    }),
    end,
  };
};
