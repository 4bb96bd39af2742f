import type { Datacenter, ShippedNamespace } from "./datacenter";

/**
 * Writes commands that make a running cluster ship to the connectors, without a restart. `asadm` sends each `asinfo`
 * command to every node. The order matters: a namespace is shipped as soon as it is added, so the connectors come
 * before it. A set is named before only named sets are shipped, or its changes would be left out in between. Between the
 * two, other sets are shipped, too. No order avoids that: the options of a namespace can only be set once it is there, and
 * then its changes wait for the connectors, unfiltered.
 * @param datacenters at least one
 * @returns a shell script, one command for each step
 * @see https://aerospike.com/docs/database/manage/xdr/dynamic-xdr
 * @see https://aerospike.com/docs/database/manage/xdr/set-policy
 * @see https://aerospike.com/docs/database/manage/xdr/lifecycle
 * @see https://aerospike.com/docs/database/tools/runtime-config
 */
export const renderAsinfo = (datacenters: readonly Datacenter[]): string =>
  [...HEAD, ...datacenters.flatMap(settingsOf).map(command)].map((line) => `${line}\n`).join("");

const HEAD = [
  "# asadm runs each command on every node. Give it your cluster's address and user, such as: asadm -h HOST -U USER",
  "# A restart forgets what was set like this: also put the output of --format aerospike-conf into aerospike.conf.",
];

/** What `set-config:context=xdr` is told, in order. */
const settingsOf = ({ name, connectors, namespaces }: Datacenter): string[] =>
  [
    "action=create",
    "connector=true",
    ...connectors.map(({ host, port }) => `node-address-port=${host}:${port};action=add`),
    ...namespaces.flatMap(namespaceSettings),
  ].map((setting) => `dc=${name};${setting}`);

const namespaceSettings = ({ name, sets }: ShippedNamespace): string[] =>
  [
    "action=add",
    ...(sets === undefined ? [] : [...sets.map((set) => `ship-set=${set}`), "ship-only-specified-sets=true"]),
  ].map((setting) => `namespace=${name};${setting}`);

/** In single quotes for the shell: a name can have a `$`. */
const command = (setting: string): string => `asadm -e 'enable; asinfo -v "set-config:context=xdr;${setting}"'`;
