import { stackRule } from "../pack/rule";
import { configHolders, describePosition } from "../read/connector-config";
import { connectorFilesAt } from "../read/connector-files";
import { type } from "../read/types";

export const connectorConfigAcknowledges = stackRule({
  name: "connector-config-acknowledges",
  description: "The connector takes a record for delivered only if the API answered with a 2xx.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Name statuses from 200 to 299 alone in http-success-status-codes, best 200, and route every record to a destination. XDR never " +
    "sends a record again that the connector takes for delivered.",
  url: "https://aerospike.com/docs/connectors/streaming/esp/configure/destinations",
  tags: ["connector", "data-loss"],
  types: [...configHolders, type.stack],
  checks: [
    (holder, stack) =>
      connectorFilesAt(holder, stack).flatMap(({ config: { destinations }, place }) =>
        destinations
          .flatMap(({ successCodes }) => successCodes)
          .filter(({ text }) => !/^2\d\d$/.test(text))
          .map((code) => `${place}${describePosition(code)} takes ${describeStatus(code.text)} for a success.`),
      ),
    (holder, stack) =>
      connectorFilesAt(holder, stack).flatMap(({ config: { routings }, place }) =>
        routings
          .filter(({ text }) => text === "skip")
          .map(
            (routing) => `${place}${describePosition(routing)} skips records, and tells XDR that they are delivered.`,
          ),
      ),
  ],
});

const describeStatus = (text: string): string => (/^\d{3}$/.test(text) ? text : "what is no status");
