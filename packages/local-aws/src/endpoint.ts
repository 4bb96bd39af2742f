import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { buffer } from "node:stream/consumers";

import type { Certificate } from "./certificate";
import { AwsError } from "./errors";
import type { HttpResponse } from "./http-response";
import { errorResponse } from "./json-response";
import type { Kinesis } from "./kinesis/kinesis";
import { callSecretsManager } from "./secretsmanager/api";
import type { Secrets } from "./secretsmanager/secrets";

/** The services that AWS SDKs and tools reach at the endpoint. */
export interface EndpointServices {
  readonly kinesis: Kinesis;
  readonly secrets: Secrets;
}

/** A server that listens. */
export interface RunningEndpoint {
  readonly port: number;
  /** Ends every connection at once. */
  readonly stop: () => Promise<void>;
}

/**
 * An HTTPS endpoint (HTTP/1.1) on 127.0.0.1 for AWS SDKs and tools: Kinesis and Secrets Manager, by `X-Amz-Target`.
 * The region is that of the credentials' scope. Any signature is taken, and whoever signs may do everything: it
 * stands for what a person with an administrator's rights sees.
 */
export async function startEndpoint(
  services: EndpointServices,
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

async function handleRequest(services: EndpointServices, request: IncomingMessage): Promise<HttpResponse> {
  const body = await buffer(request);
  const { authorization } = request.headers;
  if (authorization === undefined) {
    return errorResponse(new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token"));
  }
  const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(authorization)?.[1];
  if (region === undefined) {
    return errorResponse(
      new AwsError("IncompleteSignatureException", "Authorization header requires 'Credential' parameter."),
    );
  }
  const [service, action = ""] = String(request.headers["x-amz-target"]).split(".");
  if (service === "Kinesis_20131202") {
    return services.kinesis.call({ region, action, body });
  }
  if (service === "secretsmanager") {
    return callSecretsManager(services.secrets, region, action, body);
  }
  return errorResponse(
    new AwsError("UnknownOperationException", "the local AWS serves Kinesis and Secrets Manager here"),
  );
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
