import { show } from "./problems";
import { isRight, type Reading, valueOf } from "./reading";
import { valueAt } from "./value";

/**
 * Checks that the connector does not listen twice at a port. Where `connector.regions` is every, the ports of all regions
 * are compared instead.
 * @param reading the settings, and what is wrong with them
 * @returns the problems, as `key: expected ..., got ...`
 */
export function portProblems(reading: Reading): string[] {
  const ports = portsAt(reading, "port");
  const taken = portsAt(reading, "manage", "port").filter((port) => ports.includes(port));
  return taken.length === 0 || valueOf(reading, "connector", "regions") === "every"
    ? []
    : [
        `connector.service.port: expected ports that service.manage does not have (${taken.join()}), got ${show(ports)}`,
      ];
}

/**
 * The ports at which a connector listens.
 * @param reading the settings, and what is wrong with them
 * @param path of a port or a list of ports, inside `connector.service`
 * @returns only those that are right by themselves
 */
export function portsAt(reading: Reading, ...path: readonly string[]): number[] {
  const whole = ["connector", "service", ...path];
  if (!isRight(reading, ...whole)) return [];
  const ports = [valueAt(reading.settings, whole)].flat() as number[];
  return ports.filter((_, index) => isRight(reading, ...whole, index));
}
