import { type Configuration, readConfiguration } from "@aerospike-kinesis/esp-simulator";

import type { AwsClients } from "./clients";
import { readSecretText } from "./connector-file";
import type { PipelineOutputs } from "./pipeline-outputs";

/**
 * What a connector's file says of one region. With `connector.regions` every or failover, it names several regions.
 * @param configuration as the file says it
 * @param endpoint of the region
 * @returns a copy with the destinations that have this URL, and with no other URL
 */
export function throughRegion(configuration: Configuration, endpoint: string): Configuration {
  const deliveries = [...configuration.ports.values(), configuration];
  const [own = configuration] = deliveries.filter(({ destinations }) =>
    destinations.some(({ urls }) => urls.includes(endpoint)),
  );
  const destinations = own.destinations
    .filter(({ urls }) => urls.includes(endpoint))
    .map((destination) => ({ ...destination, urls: [endpoint] }));
  return { ...own, destinations, ports: new Map() };
}

/**
 * Reads what a region's connector file says of the region.
 * @param secretsManager a client of the region
 * @param outputs what the program publishes of the region's pipeline
 * @returns the configuration of a connector that writes to this region alone
 */
export const readRegionConfiguration = async (
  secretsManager: AwsClients["secretsManager"],
  outputs: Pick<PipelineOutputs, "endpoint" | "connectorSecretArn">,
): Promise<Configuration> =>
  throughRegion(readConfiguration(await readSecretText(secretsManager, outputs.connectorSecretArn)), outputs.endpoint);
