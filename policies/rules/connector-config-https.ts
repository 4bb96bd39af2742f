import { resourceRule } from "../pack/rule";
import { type ConnectorConfig, describePosition } from "../read/connector-file/config";
import { configHolders, connectorConfigsAt } from "../read/connector-file/holders";

export const connectorConfigHttps = resourceRule({
  name: "connector-config-https",
  description: "Every URL in a rendered connector configuration is https.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Render the URL from the stage's invoke URL, which is https; a plain connection would send the key in clear.",
  url: "https://aerospike.com/docs/connectors/streaming/esp/configure/destinations",
  tags: ["connector", "security", "encryption-in-transit"],
  types: configHolders,
  checks: [(holder) => connectorConfigsAt(holder).flatMap(plainUrlFindings)],
});

/** The URLs of a connector's configuration that are not https, as findings. */
export function plainUrlFindings({ urls }: ConnectorConfig): readonly string[] {
  return urls
    .filter(({ scheme }) => scheme !== "https")
    .map((url) => `${describePosition(url)} has a URL ${BEGINNINGS[url.scheme ?? ""] ?? OTHER}.`);
}

const BEGINNINGS: Readonly<Record<string, string>> = { "": "without a scheme", http: "that begins with http://" };
const OTHER = "of another scheme than https";
