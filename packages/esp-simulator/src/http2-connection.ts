import { connect, constants } from "node:http2";

import { Failure } from "./ack";
import { openSocket } from "./connect";
import type { Answer, OpenConnection } from "./connection";

/** Megabytes. By default, Node refuses new requests on a connection that holds 10 MB, and one record can have 8 MiB. */
const MAX_SESSION_MEMORY = 4096;

/**
 * Opens a connection of HTTP/2. It does not fall back to HTTP/1.1: what the connector does with a server that has no
 * HTTP/2 is not known [U]. A request that is given up leaves the connection to the other requests.
 */
export const openHttp2Connection: OpenConnection = (url, options, onEnded) => {
  const ended = new AbortController();
  const socket = openSocket(url, "h2", { ...options, signal: ended.signal });
  const session = connect(url, { createConnection: () => socket, maxSessionMemory: MAX_SESSION_MEMORY });
  // Each request gets the error. Without a listener here, it would end the process.
  session.on("error", () => undefined);
  session.once("goaway", onEnded).once("close", onEnded);
  return {
    send: ({ method, path, headers, body }) => {
      const stream = session.request({
        ...headers,
        ...(body && { "content-length": body.length }),
        ":method": method,
        ":path": path,
      });
      const answer = new Promise<Answer>((resolve, reject) => {
        const chunks: Buffer[] = [];
        let status: number | undefined;
        let length: string | undefined;
        let failed: Error | undefined;
        stream
          .on("response", (received) => {
            status = received[":status"];
            length = received["content-length"];
          })
          .on("data", (chunk: Buffer) => chunks.push(chunk))
          .on("error", (error: Error) => {
            failed = error;
          })
          // An answer that is cut off ends as well. Only now it is known whether it is complete.
          .on("close", () => {
            const whole = Buffer.concat(chunks);
            const isCut =
              stream.rstCode !== constants.NGHTTP2_NO_ERROR || Number(length ?? whole.length) > whole.length;
            if (status === undefined || failed !== undefined || isCut) {
              reject(failed ?? new Failure("connection-reset"));
            } else {
              resolve({ status, body: whole.toString() });
            }
          });
      });
      stream.end(body);
      return {
        answer,
        cancel: (failure) => {
          stream.destroy(failure);
        },
      };
    },
    end: (failure) => {
      onEnded();
      ended.abort(failure);
      // Without this code, the server would be told of an error.
      session.destroy(failure, constants.NGHTTP2_NO_ERROR);
    },
  };
};
