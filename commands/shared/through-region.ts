import type { Configuration } from "@aerospike-kinesis/esp-simulator";

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
