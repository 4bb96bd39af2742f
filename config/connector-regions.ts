import { areRouted } from "../connector/routes";
import { show } from "./problems";
import type { RegionSettings } from "./settings";
import { valueAt } from "./value";

/** Keys of the connector's file that it has once, so that regions which share a file cannot differ in them. */
const OF_THE_FILE: readonly (readonly string[])[] = [["dialect"], ["service", "manage"], ["logging"], ["format"]];

/** Keys of a destination. In `failover` all regions are one destination. */
const OF_A_DESTINATION: readonly (readonly string[])[] = [
  ["streamname"],
  ["service", "port"],
  ...["protocol", "compression", "connection-ttl", "call-timeout", "connect-timeout"].map((key) => [key]),
  ["max-connections-per-endpoint"],
  ["health-check"],
];

/**
 * Checks what `connector.regions` asks of the regions of a stage.
 * @param regions the settings of each region, right by themselves
 * @returns the problems, as `key: expected ..., got ...`
 */
export function connectorRegionsProblems(regions: readonly RegionSettings[]): string[] {
  const [first, ...others] = regions;
  const mode = first?.connector.regions;
  if (first === undefined || mode === "nearest") return [];
  if (others.length === 0) {
    return [
      `connector.regions: expected nearest for a stage of one region (the file cannot name the regions of another stage: ` +
        `give this stage all regions), got ${show(mode)}`,
    ];
  }
  const shared = mode === "failover" ? [...OF_THE_FILE, ...OF_A_DESTINATION] : OF_THE_FILE;
  return [
    ...others.flatMap((own, index) =>
      shared
        .filter((path) => show(valueAt(own.connector, path)) !== show(valueAt(first.connector, path)))
        .map(
          (path) =>
            `regions[${index + 1}].connector.${path.join(".")}: expected what ${first.region} has ` +
            `(${show(valueAt(first.connector, path))}), since connector.regions is ${String(mode)} and one file serves ` +
            `all regions, got ${show(valueAt(own.connector, path))}`,
        ),
    ),
    ...(mode === "every" ? [...portProblems(regions), ...routeProblems(regions)] : streamProblems(first, others)),
  ];
}

/** XDR reaches each region through a port of its own: two regions at one port would get one region's records. */
function portProblems(regions: readonly RegionSettings[]): string[] {
  const manage = regions[0]?.connector.service.manage.port;
  return regions.flatMap(({ connector }, index) => {
    const taken = regions.slice(0, index).flatMap((other) => other.connector.service.port);
    const { port: ports } = connector.service;
    return ports.some((port) => taken.includes(port) || port === manage)
      ? [
          `regions[${index}].connector.service.port: expected ports that neither another region nor service.manage has ` +
            `(${[...taken, manage].join(", ")}), since connector.regions is every, got ${show(ports)}`,
        ]
      : [];
  });
}

/** Whether a port can have namespaces is not documented, so one file routes either by port or by namespace. */
const routeProblems = (regions: readonly RegionSettings[]): string[] =>
  regions.some(({ streams }) => areRouted(streams))
    ? [
        "connector.regions: expected nearest for streams with namespaces, sets or default, because the connector does not " +
          "document routes of namespaces by port (give each region's connectors their own file, and XDR a dc for each), " +
          'got "every"',
      ]
    : [];

/** One destination has one stream's name in its header, whatever region a record goes to. */
const streamProblems = (first: RegionSettings, others: readonly RegionSettings[]): string[] =>
  others.flatMap(({ streams, region }, index) => {
    const routesIn = (list: RegionSettings["streams"]) =>
      show(list.map(({ name, namespaces, sets, default: isDefault }) => ({ name, namespaces, sets, isDefault })));
    return routesIn(streams) === routesIn(first.streams)
      ? []
      : [
          `regions[${index + 1}].streams: expected streams with the names and routes of those in ${first.region}, since ` +
            `connector.regions is failover, got others in ${region}`,
        ];
  });
