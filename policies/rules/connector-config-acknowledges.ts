import { stackRule } from "../pack/rule";
import { type ConnectorConfig, describePosition } from "../read/connector-file/config";
import { connectorFilesAt } from "../read/connector-file/files";
import { configHolders } from "../read/connector-file/holders";
import { awsType } from "../read/types";

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
  types: [...configHolders, awsType.stack],
  checks: [
    (holder, stack) =>
      connectorFilesAt(holder, stack).flatMap(({ config: { destinations }, place }) =>
        destinations
          .flatMap(({ successCodes }) => successCodes)
          .filter(({ text }) => !/^2\d\d$/.test(text))
          .map((code) => `${place}${describePosition(code)} takes ${describeStatus(code.text)} for a success.`),
      ),
    (holder, stack) =>
      connectorFilesAt(holder, stack).flatMap(({ config: { routes }, place }) =>
        routes
          .flatMap(({ mode }) => mode ?? [])
          .filter(({ text }) => text.toLowerCase() === "skip")
          .map((mode) => `${place}${describePosition(mode)} skips records, and tells XDR that they are delivered.`),
      ),
    (holder, stack) =>
      connectorFilesAt(holder, stack).flatMap(({ config, place }) =>
        routeFindings(config).map((words) => `${place}${words}`),
      ),
  ],
});

/** The connector drops a record that has no destination, and XDR does not send it again. */
const routeFindings = ({ routes, destinationNames }: ConnectorConfig): readonly string[] =>
  routes.flatMap((route) => {
    const at = describePosition(route);
    if (!route.isWritten) {
      // What has no route at all may be a part of a file.
      const isRouted = routes.some(({ isWritten }) => isWritten);
      return route.isForOthers && isRouted
        ? [`${at} has no route for what its namespaces do not name: ${DROPPED}`]
        : [];
    }
    if (route.destinations.length === 0) {
      return /^static/i.test(route.mode?.text ?? "static")
        ? [`${at} has a route without a destination: ${DROPPED}`]
        : [];
    }
    return route.destinations
      .filter(({ text }) => !destinationNames.includes(text))
      .map((name) => `${describePosition(name)} has a route to a destination that the file does not have: ${DROPPED}`);
  });

const DROPPED = "nobody stores these records.";

const describeStatus = (text: string): string => (/^\d{3}$/.test(text) ? text : "what is no status");
