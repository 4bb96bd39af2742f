import { stackRule } from "../pack/rule";
import type { ConnectorConfig } from "../read/connector-file/config";
import { connectorFilesAt } from "../read/connector-file/files";
import { callTimeoutFindings, plainUrlFindings } from "../read/connector-file/findings";
import { awsType } from "../read/types";

interface Config {
  readonly belowMilliseconds: number;
}

export const connectorConfigOutput = stackRule<Config>({
  name: "connector-config-output",
  description: "A connector configuration in a stack output has https URLs, and a call-timeout that XDR can bear.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: "Render https URLs, and a call-timeout below the 10 s that XDR waits.",
  url: "https://aerospike.com/docs/connectors/streaming/esp/configure/destinations",
  tags: ["connector", "security", "encryption-in-transit", "data-loss"],
  configSchema: {
    properties: { belowMilliseconds: { type: "integer", minimum: 1, maximum: 10000, default: 10000, laxer: "higher" } },
  },
  types: [awsType.stack],
  checks: [
    (outputs, stack, { belowMilliseconds }) =>
      connectorFilesAt(outputs, stack).flatMap(({ config, place }) =>
        findingsIn(config, belowMilliseconds).map((finding) => `${place}${finding}`),
      ),
  ],
});

const findingsIn = (config: ConnectorConfig, belowMilliseconds: number) => [
  ...plainUrlFindings(config),
  ...callTimeoutFindings(config, belowMilliseconds),
];
