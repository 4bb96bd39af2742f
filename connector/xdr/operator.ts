import { stringify } from "yaml";

import type { Datacenter } from "./datacenter";

/**
 * Writes the `xdr` section for the resource `AerospikeCluster` of Aerospike's Kubernetes Operator.
 * @param datacenters at least one
 * @returns YAML of the part of `spec` that is about XDR
 * @see https://github.com/aerospike/aerospike-kubernetes-operator/blob/master/config/samples/xdr_src_cluster_cr.yaml
 * @see https://github.com/aerospike/helm-charts/blob/main/aerospike-esp-outbound/tests/integration-test/aerocluster-src.yaml
 */
export const renderOperator = (datacenters: readonly Datacenter[]): string =>
  HEAD +
  stringify(
    {
      spec: {
        aerospikeConfig: {
          xdr: {
            dcs: datacenters.map(({ name, connectors, namespaces }) => ({
              name,
              connector: true,
              // The operator replaces the colon where aerospike.conf has a space.
              "node-address-ports": connectors.map(({ host, port }) => `${host}:${port}`),
              namespaces: namespaces.map(({ name: namespace, sets }) => ({
                name: namespace,
                ...(sets && { "ship-only-specified-sets": true, "ship-sets": sets }),
              })),
            })),
          },
        },
      },
    },
    { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN", lineWidth: 0 },
  );

const HEAD = `# Of your AerospikeCluster. If it has other dcs, put these beside them: kubectl patch --type merge replaces the list.
`;
