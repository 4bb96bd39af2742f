import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { buffer } from "node:stream/consumers";

import type { Certificate } from "./certificate";
import { AwsError } from "./errors";
import type { HttpResponse } from "./http-response";
import { errorResponse } from "./json-response";
import type { ServiceInstance } from "./service";

/** A server that listens. */
export interface RunningEndpoint {
  readonly port: number;
  /** Ends every connection at once. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts an HTTPS endpoint (HTTP/1.1) on 127.0.0.1 for AWS SDKs and tools. The header `X-Amz-Target` names the service
 * and the action, the scope of the credentials the region. For a REST protocol the scope names the service, too. Every signature is accepted, and every caller may do
 * everything: it shows what an administrator sees.
 * @param services those with `sdkApis` or a `restSdkApi` are served
 * @param certificate of the endpoint, and its key
 * @param port 0 for a free one
 * @returns the running endpoint
 * @throws Error if the port is taken
 */
export async function startEndpoint(
  services: readonly ServiceInstance[],
  { cert, key }: Certificate,
  port = 0,
): Promise<RunningEndpoint> {
  const server = createServer({ cert, key }, (request, response) => {
    handleRequest(services, request).then(
      (made) => {
        send(response, made);
      },
      () => {
        // The connection to the service broke, so this one does too.
        response.destroy();
      },
    );
  });
  await listen(server, port);
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function handleRequest(services: readonly ServiceInstance[], request: IncomingMessage): Promise<HttpResponse> {
  const body = await buffer(request);
  const { authorization } = request.headers;
  if (authorization === undefined) {
    return errorResponse(new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token"));
  }
  const [, region, signingName] = /Credential=[^/]+\/\d+\/([^/]+)\/([^/]*)/.exec(authorization) ?? [];
  if (region === undefined) {
    return errorResponse(
      new AwsError("IncompleteSignatureException", "Authorization header requires 'Credential' parameter."),
    );
  }
  const { restSdkApi } = services.find((service) => service.restSdkApi?.signingName === signingName) ?? {};
  if (restSdkApi !== undefined) {
    const url = new URL(request.url ?? "/", "https://localhost");
    return restSdkApi.call({ region, method: String(request.method), url });
  }
  const [targetPrefix, action = ""] = String(request.headers["x-amz-target"]).split(".");
  const apis = services.flatMap(({ sdkApis }) => sdkApis ?? []);
  const api = apis.find((candidate) => candidate.targetPrefix === targetPrefix);
  if (api === undefined) {
    const known = apis.map((each) => each.targetPrefix).join(" and ");
    return errorResponse(new AwsError("UnknownOperationException", `the local AWS serves here only ${known}`));
  }
  return api.call({ region, action, body });
}

function send(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  response.writeHead(status, { ...headers, "content-length": body.length });
  response.end(body);
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}
