import type { IncomingMessage } from "node:http";
import { Fault } from "../deployed/fault";

/**
 * 10 MB, which cannot be raised.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
export const BODY_LIMIT_BYTES = 10_485_760;

const NO_BODY = Buffer.alloc(0);

/** The client went away before its request was whole. */
export class ClientGone extends Error {
  override readonly name = "ClientGone";
}

/**
 * A request's body. What is beyond the limit is read, so that the client reads the answer, and not kept.
 * @throws Fault REQUEST_TOO_LARGE
 * @throws ClientGone
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (length === undefined && encoding === undefined) return NO_BODY;
  if (Number(length) > BODY_LIMIT_BYTES) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT_BYTES) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
        reject(tooLarge());
      }
    });
    request.on("end", () => {
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    request.on("error", () => {
      reject(new ClientGone());
    });
    request.on("close", () => {
      if (!request.complete) reject(new ClientGone());
    });
  });
}

export const tooLarge = (): Fault => new Fault("REQUEST_TOO_LARGE", "Request Too Long");
