import type { Readable } from "node:stream";

import { GatewayError } from "../deployed/gateway-error";
import { ClientGone, type ClientRequest } from "./exchange";

const NO_BODY = Buffer.alloc(0);

/**
 * Reads the body of a request. Bytes beyond the limit are read, so that the client reads the response, but not kept.
 * @param request of the client
 * @param limit the most bytes that are taken
 * @returns the bytes as they were sent
 * @throws GatewayError REQUEST_TOO_LARGE
 * @throws ClientGone
 */
export async function readBody(request: ClientRequest, limit: number): Promise<Buffer> {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  // Over HTTP/2 a body needs neither of the two headers.
  const isHttp2 = "stream" in request;
  if (!isHttp2 && length === undefined && encoding === undefined) return NO_BODY;
  if (Number(length) > limit) throw requestTooLargeError();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const readable: Readable = request;
    readable.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
        reject(requestTooLargeError());
      }
    });
    readable.on("end", () => {
      const whole = (): void => {
        resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
      };
      if (!isHttp2) {
        whole();
        return;
      }
      // Node ends the body of a request that the client cancels as well, and marks it as aborted two turns later.
      setImmediate(() =>
        setImmediate(() => {
          if (request.stream.aborted) reject(new ClientGone());
          else whole();
        }),
      );
    });
    readable.on("error", () => {
      reject(new ClientGone());
    });
    readable.on("close", () => {
      if (isHttp2 ? request.stream.aborted : !request.complete) reject(new ClientGone());
    });
  });
}

/**
 * The error of a body above the limit.
 * @returns REQUEST_TOO_LARGE
 */
export const requestTooLargeError = (): GatewayError => new GatewayError("REQUEST_TOO_LARGE", "Request Too Long");
