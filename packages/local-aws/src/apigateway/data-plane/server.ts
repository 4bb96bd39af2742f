import { createSecureServer } from "node:http2";
import { type AddressInfo, isIPv6, type Socket } from "node:net";

import { type Assume, assumeDefaults } from "../../assumptions/assumptions";
import type { IntegrationCall } from "../../backend";
import type { HttpResponse } from "../../http-response";
import type { ApiGateway } from "../state";
import { createAdmission } from "./admission";
import { createRequestCounter } from "./count-request";
import { breakConnection, ClientGone, type ClientRequest, type ClientResponse, isGone } from "./exchange";
import { handleRequest, type RequestHandlerArgs } from "./handle-request";
import type { GatewayHooks } from "./hooks";
import { createLogWriter } from "./write-logs";

/** How to start a data plane. */
export interface DataPlaneArgs {
  readonly apiGateway: ApiGateway;
  /** PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Asked at the steps of every request. @defaultValue none */
  readonly hooks?: GatewayHooks;
  /** What AWS does not document. @defaultValue the defaults */
  readonly assume?: Assume;
  /** Gets why executions fail, also of stages without an execution log. @defaultValue standard error */
  readonly log?: (line: string) => void;
}

/** A data plane that listens. */
export interface DataPlane {
  /** `https://<host>:<port>` */
  readonly origin: string;
  readonly port: number;
  /** Breaks every connection and frees the port; another data plane can start on it. */
  stop(): Promise<void>;
}

/** As long as AWS keeps an idle connection. */
const IDLE_TIMEOUT_MS = 310_000;

/**
 * Starts to serve the deployed stages over HTTPS: HTTP/2 to a client that offers it, HTTP/1.1 with keep-alive to the
 * others, as AWS's regional endpoints do.
 * @param args what is served, and where
 * @returns the running data plane
 * @see https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/amazon-api-gateway.html
 * @throws Error if the port is taken
 */
export async function startDataPlane(args: DataPlaneArgs): Promise<DataPlane> {
  const { apiGateway, tls, host, hooks = {}, assume = assumeDefaults, log = console.error } = args;
  const { inPlaceOfBackend } = hooks;
  const { backend } = apiGateway;
  let isStopped = false;
  const handlerArgs: RequestHandlerArgs = {
    apiGateway,
    admit: createAdmission(apiGateway, assume, hooks.atAdmission),
    backend: inPlaceOfBackend ? (call: IntegrationCall) => inPlaceOfBackend(call, backend) : backend,
    hooks,
    assume,
    writeLogs: createLogWriter(apiGateway),
    countRequest: createRequestCounter(apiGateway),
    // What is cut off because the data plane stops is no failure.
    log: (line) => {
      if (!isStopped) log(`API Gateway's execution log: ${line}`);
    },
  };

  const serve = async (request: ClientRequest, response: ClientResponse): Promise<void> => {
    const result = await handleRequest(handlerArgs, request, response).catch((error: unknown) => {
      hooks.onAnswer?.(request, "none");
      throw error;
    });
    hooks.onAnswer?.(request, result);
    if (result === "reset") breakConnection(request);
    else send(response, result);
  };

  const server = createSecureServer({ ...tls, allowHTTP1: true }, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!(error instanceof ClientGone)) {
        log(`API Gateway failed: ${error instanceof Error ? (error.stack ?? "") : String(error)}`);
      }
      response.destroy();
    });
  });
  // Node has no option for it in a server of both protocols, and reads it with each HTTP/1.1 connection.
  Object.assign(server, { keepAliveTimeout: IDLE_TIMEOUT_MS });
  // Node's closeAllConnections passes over those that are still shaking hands.
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("tlsClientError", (error: Error) => hooks.onHandshakeFailed?.(error));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(args.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  apiGateway.origin = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`;
  return {
    origin: apiGateway.origin,
    port,
    stop: () =>
      new Promise((resolve) => {
        isStopped = true;
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function send(response: ClientResponse, { status, headers, body }: HttpResponse): void {
  if (isGone(response)) return;
  response.writeHead(status, { ...headers, "Content-Length": body.length });
  // Node joins text with the headers; bytes would be a second TLS record, a tenth of all a request costs here.
  response.end(body.toString("latin1"), "latin1");
}
