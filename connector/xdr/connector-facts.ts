import { parse } from "yaml";

import type { RoutedNamespace } from "./datacenter";

/** What XDR must know of the connector's file. It holds nothing secret. */
export interface ConnectorFacts {
  /** The ports on which the connector listens. At least one. */
  readonly ports: readonly number[];
  /** The ports of each region, if each region has its own: `connector.regions` is every. Otherwise none. */
  readonly regions: readonly { readonly region: string; readonly ports: readonly number[] }[];
  /** Whether the file is the same in each region and each record goes to any of them: `connector.regions` is failover. */
  readonly isFailover: boolean;
  /** In the order of the file; none if all changes go to one stream. */
  readonly namespaces: readonly RoutedNamespace[];
}

/** The part of the file that is read. */
interface File {
  readonly service: { readonly port: readonly number[] };
  readonly destinations: Readonly<Record<string, { readonly urls: readonly string[] }>>;
  readonly namespaces?: Readonly<Record<string, { readonly sets?: Readonly<Record<string, unknown>> }>>;
  readonly "port-based-config"?: Readonly<Record<string, { readonly routing: Routing }>>;
}

/** As both dialects write it. */
interface Routing {
  readonly destination?: readonly string[];
  readonly destinations?: readonly string[];
}

/**
 * Reads what XDR must ship, and to which port.
 * @param yaml an `aerospike-esp-outbound.yml` that `renderRegion` wrote
 * @returns the ports and the namespaces
 */
export function readConnectorFacts(yaml: string): ConnectorFacts {
  const { service, destinations, namespaces = {}, "port-based-config": byPort = {} } = parse(yaml) as File;
  const owned = Object.entries(byPort).map(([port, { routing }]) => ({
    port: Number(port),
    region: String((routing.destination ?? routing.destinations)?.[0]).replace(/^aws-kinesis-/, ""),
  }));
  return {
    ports: service.port,
    regions: [...new Set(owned.map(({ region }) => region))].map((region) => ({
      region,
      ports: owned.filter((one) => one.region === region).map(({ port }) => port),
    })),
    isFailover: Object.values(destinations).some(({ urls }) => urls.length > 1),
    namespaces: Object.entries(namespaces).map(([name, { sets = {} }]) => ({ name, sets: Object.keys(sets) })),
  };
}
