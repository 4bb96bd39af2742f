import { Agent } from "node:https";

import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { NodeHttpHandler } from "@smithy/node-http-handler";

import type { LocalEndpoint } from "../shared/clients";

interface RegionClients {
  readonly cloudWatch: CloudWatchClient;
  readonly logs: CloudWatchLogsClient;
}

/**
 * Opens clients of CloudWatch and its logs on the local AWS.
 * @param place the local AWS
 * @returns clients by region, and a function that closes all
 */
export function openClients({ endpoint, ca }: LocalEndpoint) {
  const opened = new Map<string, RegionClients>();
  return {
    in: (region: string): RegionClients => {
      const options = {
        region,
        endpoint,
        credentials: { accessKeyId: "local", secretAccessKey: "local" },
        requestHandler: new NodeHttpHandler({ httpsAgent: new Agent({ ca, keepAlive: true }) }),
      };
      const clients = opened.get(region) ?? {
        cloudWatch: new CloudWatchClient(options),
        logs: new CloudWatchLogsClient(options),
      };
      opened.set(region, clients);
      return clients;
    },
    close: () => {
      for (const { cloudWatch, logs } of opened.values()) {
        cloudWatch.destroy();
        logs.destroy();
      }
    },
  };
}

export type Clients = ReturnType<typeof openClients>;
