/**
 * Checks that the connector's file fits Aerospike's Helm chart, which takes one port.
 * @param ports all ports of the file
 * @param isEvery whether each region has ports of its own, because `connector.regions` is every
 * @returns what is wrong, a sentence each
 */
export function helmProblems(ports: readonly number[], isEvery: boolean): string[] {
  if (isEvery) {
    return [
      "--format helm: expected connector.regions to be nearest, because the chart takes one port, and with every each " +
        `region has its own, got the ports ${ports.join(", ")}. With nearest, install the chart once with the file of ` +
        "each region, and give XDR one dc for each.",
    ];
  }
  return ports.length === 1
    ? []
    : [
        `--format helm: expected one port in connector.service.port, because the chart takes one, got ${ports.join(", ")}.`,
      ];
}
