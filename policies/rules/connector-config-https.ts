import { resourceRule } from "../pack/rule";
import { connectorConfigAt } from "../read/connector-config";
import { type } from "../read/types";

export const connectorConfigHttps = resourceRule({
  name: "connector-config-https",
  description: "Every URL in a rendered connector configuration is https.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Render the URL from the stage's invoke URL, which is https; a plain connection would send the key in clear.",
  url: "https://aerospike.com/docs/connectors/streaming/esp/configure/destinations",
  tags: ["connector", "https"],
  types: [type.secretVersion, type.parameter],
  checks: [
    (holder) =>
      connectorConfigAt(holder)
        ?.urls.filter((url) => url.scheme !== "https")
        .map(({ line, scheme }) =>
          scheme === undefined
            ? `line ${line} of the connector configuration has a URL without a scheme.`
            : `line ${line} of the connector configuration has a URL that begins with ${scheme}://.`,
        ),
  ],
});
