import { parse } from "yaml";

import type { RoutedNamespace } from "./datacenter";

/** What XDR must know of the connector's file. It holds nothing secret. */
export interface ConnectorFacts {
  /** The ports on which the connector listens. At least one. */
  readonly ports: readonly number[];
  /** In the order of the file; none if all changes go to one stream. */
  readonly namespaces: readonly RoutedNamespace[];
}

/** The part of the file that is read. */
interface File {
  readonly service: { readonly port: readonly number[] };
  readonly namespaces?: Readonly<Record<string, { readonly sets?: Readonly<Record<string, unknown>> }>>;
}

/**
 * Reads what XDR must ship, and to which port.
 * @param yaml an `aerospike-esp-outbound.yml` that `renderConnectorConfig` wrote
 * @returns the ports and the namespaces
 */
export function readConnectorFacts(yaml: string): ConnectorFacts {
  const { service, namespaces = {} } = parse(yaml) as File;
  return {
    ports: service.port,
    namespaces: Object.entries(namespaces).map(([name, { sets = {} }]) => ({ name, sets: Object.keys(sets) })),
  };
}
