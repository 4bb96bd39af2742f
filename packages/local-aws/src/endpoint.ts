import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { buffer } from "node:stream/consumers";

import { failure } from "./answer";
import type { AwsAnswer } from "./backend";
import type { Certificate } from "./certificate";
import { AwsError } from "./errors";
import type { Kinesis } from "./kinesis/kinesis";
import { callSecretsManager } from "./secretsmanager/api";
import type { Secrets } from "./secretsmanager/secrets";

/** The services that AWS SDKs and tools reach at the endpoint. */
export interface EndpointServices {
  readonly kinesis: Kinesis;
  readonly secrets: Secrets;
}

/** A server that listens. */
export interface Listening {
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
): Promise<Listening> {
  const server = createServer({ cert, key }, (request, response) => {
    answer(services, request).then(
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

async function answer(services: EndpointServices, request: IncomingMessage): Promise<AwsAnswer> {
  const body = await buffer(request);
  const { authorization } = request.headers;
  if (authorization === undefined) {
    return failure(new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token"));
  }
  const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(authorization)?.[1];
  if (region === undefined) {
    return failure(
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
  return failure(new AwsError("UnknownOperationException", "the local AWS serves Kinesis and Secrets Manager here"));
}

function send(response: ServerResponse, { status, headers, body }: AwsAnswer): void {
  response.writeHead(status, { ...headers, "content-length": body.length });
  response.end(body);
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}
