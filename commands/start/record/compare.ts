import {
  ASSUMED,
  CONNECTOR_ASSUMPTIONS,
  type ConnectorAssumption,
  type ConnectorAssumptions,
} from "@aerospike-kinesis/esp-simulator";

import { count } from "../../shared/count";
import { measureConnections } from "./measure-connections";
import { measureHealthChecks } from "./measure-health-checks";
import { measureRequests } from "./measure-requests";
import { measureRetries } from "./measure-retries";
import type { Measures, Observed } from "./observed";

const MEASURES: Measures<keyof ConnectorAssumptions> = {
  ...measureRequests,
  ...measureConnections,
  ...measureHealthChecks,
  ...measureRetries,
};

/**
 * Finds out how a connector behaves.
 * @param observed what it sent, and its file
 * @returns the value of each assumption that the record shows
 */
export const measureConnector = (observed: Observed): Partial<ConnectorAssumptions> =>
  Object.fromEntries(
    Object.entries(MEASURES).flatMap(([name, measure]) => {
      const value = measure(observed);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/**
 * Compares a connector with what is assumed of connectors.
 * @param measured how the connector behaves
 * @returns lines for people: differences first, then what is as assumed, then what was not seen and how to see it
 */
export function compareConnector(measured: Partial<ConnectorAssumptions>): string[] {
  const seen = Object.entries(measured) as [keyof ConnectorAssumptions, string][];
  const other = seen.filter(([name, value]) => ASSUMED[name] !== value);
  const same = seen.filter(([name, value]) => ASSUMED[name] === value);
  const unseen = Object.entries(ASSUMPTIONS).filter(([name]) => !(name in measured));
  const line = ([name, value]: [keyof ConnectorAssumptions, string]): string =>
    `  ${name}: connector: ${value}; assumed: ${ASSUMED[name]}`;
  return [
    `The connector: ${count(other.length, "difference")}, ${same.length} as assumed, ${unseen.length} not seen.`,
    ...other.flatMap((one) => [line(one), ...meaning(one)]),
    ...same.map(line),
    ...unseen.map(([name, { seenWhen = "records are sent" }]) => `  ${name}: not seen. It is seen when ${seenWhen}.`),
  ];
}

const ASSUMPTIONS: Readonly<Record<string, ConnectorAssumption>> = CONNECTOR_ASSUMPTIONS;

const meaning = ([name, value]: [string, string]): string[] => {
  const one = ASSUMPTIONS[name];
  return one ? [`    ${one.question} ${one.values[value] ?? ""}`] : [];
};
