import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { buffer, text } from "node:stream/consumers";

import { createCertificate } from "@aerospike-kinesis/local-aws";
import { Pool } from "undici";

/** Where a relay listens, and the certificate (PEM) to trust there. */
export interface Relay {
  readonly origin: string;
  readonly ca: string;
}

/**
 * Starts a server with TLS that passes requests on to another server, and does nothing else. It shows what a second hop
 * costs by itself.
 * @param port of the other server, on this machine
 * @returns where it listens, its certificate, and a function that stops it
 */
export async function startRelay(port: number): Promise<Relay & { readonly stop: () => void }> {
  const { cert, key } = await createCertificate(Date.now());
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 64 });
  const server = createServer({ cert, key }, (request, response) => {
    buffer(request)
      .then((body) => pool.request({ path: "/", method: "POST", headers: request.headers, body }))
      .then(async (answer) => response.writeHead(answer.statusCode).end(await text(answer.body)))
      .catch(() => response.destroy());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: cert,
    stop: () => {
      server.close();
      server.closeAllConnections();
      void pool.destroy();
    },
  };
}
