import { type HttpsServer, startHttpsServer } from "@aerospike-kinesis/test-support";

import { readConfiguration } from "../../src/configuration";
import { type Connector, type ConnectorOptions, startConnector } from "../../src/connector";

/** Servers and connectors of a suite, which are ended after each of its tests. */
export function connectorsOfTests() {
  const servers: HttpsServer[] = [];
  const connectors: Connector[] = [];

  afterEach(async () => {
    for (const connector of connectors.splice(0)) connector.stop();
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  return {
    /** Those that are still to be ended. */
    servers,
    serve: async (...args: Parameters<typeof startHttpsServer>): Promise<HttpsServer> => {
      const server = await startHttpsServer(...args);
      servers.push(server);
      return server;
    },
    /** @param text a configuration */
    connect: (text: string, options: Omit<ConnectorOptions, "configuration">): Connector => {
      const connector = startConnector({ configuration: readConfiguration(text), ...options });
      connectors.push(connector);
      return connector;
    },
  };
}

/** A configuration with one destination and its settings, each a line of YAML. */
export const yamlOf = (
  protocol: "HTTP_1_1" | "HTTP_2",
  urls: readonly string[],
  settings: readonly string[],
): string => `
destinations:
  a:
    urls: ${JSON.stringify(urls)}
    protocol: ${protocol}
${settings.map((line) => `    ${line}\n`).join("")}
routing: {mode: static-multi-destination, destinations: [a]}
format: {mode: flat-json, metadata-key: metadata}
`;
