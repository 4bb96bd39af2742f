import type { Datacenter, ShippedNamespace } from "./datacenter";

/**
 * Writes the `xdr` stanza for `/etc/aerospike/aerospike.conf` of each node. `connector` stands first in its `dc`, as
 * Aerospike asks for.
 * @param datacenters at least one
 * @returns the stanza
 * @see https://aerospike.com/docs/connectors/streaming/common/change-notification
 * @see https://aerospike.com/docs/database/manage/xdr/static-xdr
 */
export const renderAerospikeConf = (datacenters: readonly Datacenter[]): string =>
  block(
    "xdr",
    datacenters.map(({ name, connectors, namespaces }) =>
      block(`dc ${name}`, [
        "connector true",
        ...connectors.map(({ host, port }) => `node-address-port ${host} ${port}`),
        ...namespaces.map((namespace) => block(`namespace ${namespace.name}`, setsOf(namespace))),
      ]),
    ),
  ) + "\n";

/** @see https://aerospike.com/docs/database/manage/xdr/set-policy */
const setsOf = ({ sets }: ShippedNamespace): string[] =>
  sets === undefined ? [] : ["ship-only-specified-sets true", ...sets.map((set) => `ship-set ${set}`)];

function block(head: string, parts: readonly string[]): string {
  const lines = parts.flatMap((part) => part.split("\n")).map((line) => `    ${line}`);
  return [`${head} {`, ...lines, "}"].join("\n");
}
