/** A destination of XDR, with what it ships: a `dc` of the server's configuration. */
export interface Datacenter {
  readonly name: string;
  /** The connectors. XDR hands records to them in turn. At least one. */
  readonly connectors: readonly ConnectorAddress[];
  /** At least one. */
  readonly namespaces: readonly ShippedNamespace[];
}

export interface ConnectorAddress {
  readonly host: string;
  readonly port: number;
}

export interface ShippedNamespace {
  readonly name: string;
  /** The only sets that are shipped; undefined for all of them, and for the records without a set. */
  readonly sets?: readonly string[];
}

/** A namespace that the connector's file routes. */
export interface RoutedNamespace {
  readonly name: string;
  /** The sets that have a route of their own. */
  readonly sets: readonly string[];
}

export interface DatacenterOptions {
  readonly name: string;
  readonly connectors: readonly ConnectorAddress[];
  readonly routed: readonly RoutedNamespace[];
  /** Other namespaces to ship. The connector sends their changes to the stream of what nothing names. */
  readonly others: readonly string[];
  /** Namespaces of which only the sets with a route of their own are shipped. Their other records reach no stream. */
  readonly onlyNamedSetsOf: readonly string[];
}

/**
 * What XDR ships to the connectors. By default these are whole namespaces: what no stream names goes to the default
 * stream, so that nothing is missing.
 * @param options the connectors and the namespaces
 * @returns each namespace once, in the order of the file, then the others
 */
export function datacenterOf({ name, connectors, routed, others, onlyNamedSetsOf }: DatacenterOptions): Datacenter {
  const names = routed.map((namespace) => namespace.name);
  const added = [...new Set(others)].filter((other) => !names.includes(other));
  return {
    name,
    connectors,
    namespaces: [
      ...routed.map(({ sets, ...namespace }) =>
        onlyNamedSetsOf.includes(namespace.name) ? { ...namespace, sets } : namespace,
      ),
      ...added.map((other) => ({ name: other })),
    ],
  };
}
