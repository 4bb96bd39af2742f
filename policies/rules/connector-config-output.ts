import { stackRule } from "../pack/rule";
import { type ConnectorConfig, readConnectorConfig } from "../read/connector-config";
import { textsIn } from "../read/texts";
import { type } from "../read/types";
import { lateCalls } from "./connector-config-call-timeout";
import { plainUrls } from "./connector-config-https";

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
  tags: ["connector", "https", "silent-loss"],
  configSchema: {
    properties: { belowMilliseconds: { type: "integer", minimum: 1, maximum: 10000, default: 10000 } },
  },
  types: [type.stack],
  checks: [
    (outputs, _stack, { belowMilliseconds }) =>
      textsIn(outputs).flatMap(({ path, text }) => {
        const config = readConnectorConfig(text);
        return config === undefined
          ? []
          : faultsOf(config, belowMilliseconds).map((fault) => `output ${path}: ${fault}`);
      }),
  ],
});

const faultsOf = (config: ConnectorConfig, belowMilliseconds: number) => [
  ...plainUrls(config),
  ...lateCalls(config, belowMilliseconds),
];
