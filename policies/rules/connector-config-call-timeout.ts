import { resourceRule } from "../pack/rule";
import { configHolders, type ConnectorConfig, connectorConfigsAt, describePosition } from "../read/connector-config";

interface Config {
  readonly belowMilliseconds: number;
}

export const connectorConfigCallTimeout = resourceRule<Config>({
  name: "connector-config-call-timeout",
  description: "The connector gives up on a call before XDR gives up on the connector.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps: "Set call-timeout below 10000; XDR waits 10 s, and this cannot be changed.",
  url: "https://aerospike.com/docs/connectors/streaming/esp/configure/destinations",
  tags: ["connector", "data-loss"],
  configSchema: {
    properties: { belowMilliseconds: { type: "integer", minimum: 1, maximum: 10000, default: 10000 } },
  },
  types: configHolders,
  checks: [
    (holder, { belowMilliseconds }) =>
      connectorConfigsAt(holder).flatMap((config) => callTimeoutFindings(config, belowMilliseconds)),
  ],
});

/** The call-timeouts of a connector's configuration that are too long, as findings. */
export function callTimeoutFindings({ callTimeouts }: ConnectorConfig, belowMilliseconds: number): readonly string[] {
  return callTimeouts
    .filter(({ milliseconds }) => milliseconds >= belowMilliseconds)
    .map((timeout) => `${describePosition(timeout)} sets call-timeout to ${timeout.milliseconds}.`);
}
