import { resourceRule } from "../pack/rule";
import { plainUrlFindings } from "../read/connector-file/findings";
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
