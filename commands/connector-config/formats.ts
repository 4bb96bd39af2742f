import { NAMESPACE_NAME } from "../../config/names";
import { renderAerospikeConf } from "../../connector/xdr/aerospike-conf";
import { renderAsinfo } from "../../connector/xdr/asinfo";
import { readConnectorFacts } from "../../connector/xdr/connector-facts";
import { type ConnectorAddress, type Datacenter, datacenterOf } from "../../connector/xdr/datacenter";
import { renderHelmValues } from "../../connector/xdr/helm";
import { renderOperator } from "../../connector/xdr/operator";
import { UsageError } from "../shared/errors";
import { helmProblems } from "./helm-problems";

/** What writes the XDR side of each format. */
const XDR_FORMATS: Readonly<Record<string, (datacenters: readonly Datacenter[]) => string>> = {
  "aerospike-conf": renderAerospikeConf,
  asinfo: renderAsinfo,
  operator: renderOperator,
};

const FORMATS = ["yaml", "helm", ...Object.keys(XDR_FORMATS)];

export const FORMAT_OPTIONS = {
  format: { type: "string" },
  connector: { type: "string", multiple: true },
  namespace: { type: "string", multiple: true },
  "only-named-sets": { type: "string", multiple: true },
  dc: { type: "string" },
} as const;

/** The usage of {@link FORMAT_OPTIONS}. */
export const FORMAT_USAGE = `
  --format FORMAT  yaml: the connector's file (default). helm: values for Aerospike's chart aerospike-esp-outbound.
                   For the cluster: aerospike-conf: the xdr stanza; asinfo: commands for a running cluster;
                   operator: YAML for an AerospikeCluster of the Kubernetes Operator
For the cluster, without the API key:
  --connector HOST[:PORT]      a connector; repeat it for each one (default PORT: the first one of the connector's file)
  --namespace NAME             a namespace to ship beside those that streams name; repeat it for each one
  --only-named-sets NAMESPACE  ships of this namespace only the sets that streams name; other sets reach no stream
  --dc NAME                    the name of XDR's datacenter (default: kinesis-REGION, or kinesis if each record goes to
                               any of the regions, because connector.regions is failover)
`;

/** The flags of {@link FORMAT_OPTIONS} as they were typed. */
interface FormatFlags {
  readonly format?: string | undefined;
  readonly connector?: readonly string[] | undefined;
  readonly namespace?: readonly string[] | undefined;
  readonly "only-named-sets"?: readonly string[] | undefined;
  readonly dc?: string | undefined;
}

/** What is to be written: flags that are right by themselves. */
export interface Format {
  readonly name: string;
  readonly connectors: readonly { readonly host: string; readonly port: number | undefined }[];
  readonly namespaces: readonly string[];
  readonly onlyNamedSetsOf: readonly string[];
  readonly dc: string | undefined;
}

/**
 * Checks the flags before anything is looked up.
 * @param flags as they were typed
 * @returns what is to be written
 * @throws UsageError with every wrong flag
 */
export function readFormat(flags: FormatFlags): Format {
  const { format: name = "yaml", connector = [], namespace = [], dc } = flags;
  const onlyNamedSetsOf = flags["only-named-sets"] ?? [];
  const isXdr = name in XDR_FORMATS;
  const given = ["connector", "namespace", "only-named-sets", "dc"].filter((flag) => flag in flags);
  throwProblems([
    ...(FORMATS.includes(name)
      ? []
      : [`--format: expected one of ${FORMATS.join(", ")}, got ${JSON.stringify(name)}.`]),
    ...(isXdr || !FORMATS.includes(name)
      ? []
      : given.map(
          (flag) => `--${flag}: expected with --format ${Object.keys(XDR_FORMATS).join(", ")} only, got ${name}.`,
        )),
    ...(isXdr && connector.length === 0
      ? ["--connector: expected the address of each connector, such as esp-1.example.com:8901, got none."]
      : []),
    ...connector
      .filter((text) => addressIn(text) === undefined)
      .map(
        (text) => `--connector: expected HOST or HOST:PORT, a name or an IPv4 address, got ${JSON.stringify(text)}.`,
      ),
    ...[...namespace.map((text) => ["namespace", text]), ...onlyNamedSetsOf.map((text) => ["only-named-sets", text])]
      .filter(([, text = ""]) => !NAMESPACE_NAME.pattern.test(text))
      .map(([flag, text]) => `--${flag}: expected ${NAMESPACE_NAME.expected}, got ${JSON.stringify(text)}.`),
    ...(dc === undefined || DC_NAME.test(dc)
      ? []
      : [`--dc: expected 1 to 31 letters, digits, _ or -, got ${JSON.stringify(dc)}.`]),
  ]);
  return {
    name,
    connectors: connector.flatMap((text) => addressIn(text) ?? []),
    namespaces: namespace,
    onlyNamedSetsOf,
    dc,
  };
}

const DC_NAME = /^[a-zA-Z0-9_-]{1,31}$/;

function addressIn(text: string): { readonly host: string; readonly port: number | undefined } | undefined {
  const [, host = "", port] = /^([a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?)(?::(\d{1,5}))?$/.exec(text) ?? [];
  const number = port === undefined ? undefined : Number(port);
  return host === "" || (number !== undefined && (number < 1 || number > 65_535)) ? undefined : { host, port: number };
}

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
