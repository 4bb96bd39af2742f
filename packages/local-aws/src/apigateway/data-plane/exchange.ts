import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";

import type { OnClientGone } from "../deployed/integration";

/** What a client sent, over HTTP/1.1 or HTTP/2: Node gives both the same members. */
export type ClientRequest = IncomingMessage | Http2ServerRequest;

/** The answer to it. */
export type ClientResponse = ServerResponse | Http2ServerResponse;

/** The client went away before its request was whole. */
export class ClientGone extends Error {
  override readonly name = "ClientGone";
}

/**
 * Whether nothing can be sent to the client any more.
 * @param response to the client
 * @returns true if writing to it would fail
 */
export const isGone = (response: ClientResponse): boolean =>
  "stream" in response ? response.stream.destroyed || response.stream.closed : response.destroyed;

/**
 * Breaks the client's connection. Over HTTP/2 this ends every other request on it, too.
 * @param request of the client
 */
export function breakConnection(request: ClientRequest): void {
  if ("stream" in request) request.stream.session?.destroy();
  else request.socket.destroy();
}

/**
 * Watches for a client that goes away.
 * @param response of the request
 * @returns what to hand the callback to
 */
export const onClientGone =
  (response: ClientResponse): OnClientGone =>
  (abandon) => {
    const stream: EventEmitter = response;
    stream.on("close", () => {
      if (!response.writableEnded) abandon(new ClientGone());
    });
  };
