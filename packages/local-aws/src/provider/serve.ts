import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";

import { engineService } from "./engine-service";
import type { Provider } from "./provider";

/** A provider that an engine can attach to: `PULUMI_DEBUG_PROVIDERS=aws:<port>`. */
export interface ServedProvider {
  readonly port: number;
  readonly stop: () => void;
}

/**
 * Serves a provider over gRPC on a free port of 127.0.0.1, for any number of engine runs, one after another.
 *
 * `main` of `@pulumi/pulumi/provider` is made for a process of its own: it prints the port and handles the uncaught errors
 * of the process.
 * @param provider to be served
 * @returns the running server
 */
export async function serveProvider(provider: Provider): Promise<ServedProvider> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, engineService(provider));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) {
        reject(error);
      } else {
        resolve(bound);
      }
    });
  });
  return {
    port,
    stop: () => {
      server.forceShutdown();
    },
  };
}
