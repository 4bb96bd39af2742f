import { createSecureServer } from "node:http2";
import type { AddressInfo, Socket } from "node:net";

import type { IntegrationBackend, IntegrationCall } from "../../backend";
import type { HttpResponse } from "../../http-response";
import type { ApiGateway } from "../state";
import { createAdmission, type Refusal } from "./admission";
import { answer } from "./answer";
import type { ContentEncodingMode } from "./content-encoding";
import { breakConnection, ClientGone, type ClientRequest, type ClientResponse, isGone } from "./exchange";

/** Failures to order, for tests of what hangs on this API Gateway. */
export interface GatewayHooks {
  /**
   * Asked before a request is routed. An answer is sent as it is, `reset` breaks the connection, undefined lets the
   * request pass.
   */
  readonly beforeRouting?: (request: ClientRequest) => Promise<HttpResponse | "reset" | undefined>;
  /** Asked where a method requires a key and the request has one that opens it: what it is refused with all the same. */
  readonly atAdmission?: () => Refusal | undefined;
  /** Asked when the answer is ready; what it says goes in the answer's place. */
  readonly beforeSending?: (request: ClientRequest) => Promise<HttpResponse | "reset" | undefined>;
  /** Asked in place of the backend, which it is handed. */
  readonly inPlaceOfBackend?: (call: IntegrationCall, backend: IntegrationBackend) => Promise<HttpResponse>;
}

export interface DataPlaneArgs {
  readonly apiGateway: ApiGateway;
  /** PEM. */
  readonly tls: { readonly key: string; readonly cert: string };
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly hooks?: GatewayHooks;
  /** What templates see of a compressed body. @defaultValue `as-sent` */
  readonly contentEncoding?: ContentEncodingMode;
  /**
   * Told what AWS would write to an execution log.
   * @defaultValue standard error
   */
  readonly log?: (line: string) => void;
}

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
 * Starts answering requests to the deployed stages, over HTTPS: HTTP/2 to a client that offers it, HTTP/1.1 with keep-alive to
 * the others, as AWS's regional endpoints do.
 * @see https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/amazon-api-gateway.html
 * @throws Error if the port is taken
 */
export async function startDataPlane(args: DataPlaneArgs): Promise<DataPlane> {
  const { apiGateway, tls, host, hooks = {}, contentEncoding = "as-sent", log = console.error } = args;
  const { inPlaceOfBackend } = hooks;
  const { backend } = apiGateway;
  let isStopped = false;
  const answerArgs = {
    ...{ apiGateway, admit: createAdmission(apiGateway, hooks.atAdmission), contentEncoding },
    // What is cut off because this ends is no failure.
    log: (line: string) => {
      if (!isStopped) log(`API Gateway's execution log: ${line}`);
    },
    backend: inPlaceOfBackend ? (call: IntegrationCall) => inPlaceOfBackend(call, backend) : backend,
  };

  const serve = async (request: ClientRequest, response: ClientResponse): Promise<void> => {
    const routed = (await hooks.beforeRouting?.(request)) ?? (await answer(answerArgs, request, response));
    const sent = (await hooks.beforeSending?.(request)) ?? routed;
    if (sent === "reset") breakConnection(request);
    else send(response, sent);
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
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(args.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  apiGateway.origin = `https://${host}:${port}`;
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
