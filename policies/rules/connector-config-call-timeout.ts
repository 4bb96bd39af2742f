import { resourceRule } from "../pack/rule";
import { callTimeoutFindings } from "../read/connector-file/findings";
import { configHolders, connectorConfigsAt } from "../read/connector-file/holders";

interface Config {
  readonly belowMilliseconds: number;
}

export const connectorConfigCallTimeout = resourceRule<Config>({
  name: "connector-config-call-timeout",
  description: "The connector gives up on a call before XDR gives up on the connector.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps: "Set call-timeout and batch-interval below 10000; XDR waits 10 s, and this cannot be changed.",
  url: "https://aerospike.com/docs/connectors/streaming/esp/configure/destinations",
  tags: ["connector", "data-loss"],
  configSchema: {
    properties: { belowMilliseconds: { type: "integer", minimum: 1, maximum: 10000, default: 10000, laxer: "higher" } },
  },
  types: configHolders,
  checks: [
    (holder, { belowMilliseconds }) =>
      connectorConfigsAt(holder).flatMap((config) => callTimeoutFindings(config, belowMilliseconds)),
  ],
});
