import { readConnectorFacts } from "../../connector/xdr/connector-facts";
import { type ConnectorAddress, datacenterOf } from "../../connector/xdr/datacenter";
import { renderHelmValues } from "../../connector/xdr/helm";
import { UsageError } from "../shared/errors";
import { DC_NAME, type Format } from "./flags";
import { XDR_FORMATS } from "./formats";
import { helmProblems } from "./helm-problems";

/**
 * Writes the connector's file, or what belongs to it, in a format.
 * @param format what is to be written
 * @param connectorConfig the connector's file
 * @param region whose file it is
 * @returns text. `yaml` and `helm` hold the API key, the others hold nothing secret
 * @throws UsageError if the file and the flags together do not say what is needed
 */
export function render(format: Format, connectorConfig: string, region: string): string {
  if (format.name === "yaml") return connectorConfig;
  const { ports, regions, isFailover, namespaces } = readConnectorFacts(connectorConfig);
  if (format.name === "helm") {
    throwProblems(helmProblems(ports, regions.length > 0));
    return renderHelmValues(connectorConfig);
  }
  const withoutSets = format.onlyNamedSetsOf.filter(
    (name) => !namespaces.some((namespace) => namespace.name === name && namespace.sets.length > 0),
  );
  // One dc for each region that has ports of its own: a dead region then stalls its own dc alone.
  const paths = regions.length > 0 ? regions : [{ region, ports }];
  const datacenters = paths.map((path) => ({
    // With failover all regions have the same file. Two dcs, one named after each region, would send each record twice.
    name: format.dc ?? (isFailover ? "kinesis" : `kinesis-${path.region}`),
    ports: path.ports,
  }));
  throwProblems([
    ...(regions.length > 1 && format.dc !== undefined
      ? [`--dc: expected none, because connector.regions is every and each region has its own dc, got ${format.dc}.`]
      : []),
    ...(regions.length > 1 ? format.connectors : []).flatMap(({ host, port }) =>
      port === undefined
        ? []
        : [
            `--connector: expected HOST alone, because connector.regions is every and each region has its own port, ` +
              `got ${host}:${port}.`,
          ],
    ),
    ...repeated(format.connectors.map(({ host, port = paths[0]?.ports[0] }) => `${host}:${port}`)).map(
      (address) => `--connector: expected each connector once, got ${address} again.`,
    ),
    ...(namespaces.length === 0 && format.namespaces.length === 0
      ? ["--namespace: expected each namespace to ship, because no stream's settings name one, got none."]
      : []),
    ...withoutSets.map((name) => `--only-named-sets: expected a namespace of which a stream names sets, got ${name}.`),
    ...datacenters
      .filter(({ name }) => !DC_NAME.test(name))
      .map(({ name }) => `--dc: expected a name of at most 31 characters, because ${name} is too long, got none.`),
  ]);
  const { onlyNamedSetsOf, namespaces: others } = format;
  const rendered = datacenters.map(({ name, ports: own }) => {
    const connectors = format.connectors.map(({ host, port = own[0] }): ConnectorAddress => ({
      host,
      port: Number(port),
    }));
    return datacenterOf({ name, connectors, routed: namespaces, others, onlyNamedSetsOf });
  });
  return XDR_FORMATS[format.name]?.(rendered) ?? "";
}

const repeated = (texts: readonly string[]): string[] => [
  ...new Set(texts.filter((each, index) => texts.indexOf(each) < index)),
];

function throwProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
}
