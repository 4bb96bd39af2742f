import { NAMESPACE_NAME } from "../../config/names";
import { UsageError } from "../shared/errors";
import { FORMATS, XDR_FORMATS } from "./formats";

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

/** What XDR takes as the name of a datacenter. */
export const DC_NAME = /^[a-zA-Z0-9_-]{1,31}$/;

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
  const problems = [
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
  ];
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return {
    name,
    connectors: connector.flatMap((text) => addressIn(text) ?? []),
    namespaces: namespace,
    onlyNamedSetsOf,
    dc,
  };
}

function addressIn(text: string): { readonly host: string; readonly port: number | undefined } | undefined {
  const [, host = "", port] = /^([a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?)(?::(\d{1,5}))?$/.exec(text) ?? [];
  const number = port === undefined ? undefined : Number(port);
  return host === "" || (number !== undefined && (number < 1 || number > 65_535)) ? undefined : { host, port: number };
}
