import { areRouted } from "../connector/routes";
import { areRight, namedStreams, restStream, ROUTING } from "./named-streams";
import { portsAt } from "./ports";
import { show } from "./problems";
import { isWholeRight, type Reading, valueOf } from "./reading";
import type { StreamSettings } from "./settings";
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

/** A region of a stage, as its settings were read. */
export interface RegionReading {
  /** Where it stands in the list. */
  readonly index: number;
  readonly name: string;
  /** The settings that hold there, and what is wrong with them. */
  readonly reading: Reading;
}

/**
 * Checks what `connector.regions` asks of the regions of a stage. A relation is checked if the settings in it are right by
 * themselves.
 * @param stage the settings of the stage, and what is wrong with them
 * @param regions those of each region that has a name
 * @returns the problems, as `key: expected ..., got ...`
 */
export function connectorRegionsProblems(stage: Reading, regions: readonly RegionReading[]): string[] {
  const [first, ...others] = regions;
  const mode = valueOf(stage, "connector", "regions");
  if (first === undefined || mode === undefined || mode === "nearest") return [];
  if (stage.settings.regions.length === 1) {
    return [
      `connector.regions: expected nearest for a stage of one region (the file cannot name the regions of another stage: ` +
        `give this stage all regions), got ${show(mode)}`,
    ];
  }
  const shared = mode === "failover" ? [...OF_THE_FILE, ...OF_A_DESTINATION] : OF_THE_FILE;
  return [
    ...others.flatMap((own) => shared.flatMap((path) => differenceProblems(mode, path, first, own))),
    ...(mode === "every" ? [...regionPortProblems(regions), ...routeProblems(regions)] : streamProblems(first, others)),
  ];
}

function differenceProblems(mode: string, path: readonly string[], first: RegionReading, own: RegionReading): string[] {
  const [wanted, found] = [connectorValue(first, path), connectorValue(own, path)];
  if (wanted === undefined || found === undefined || wanted === found) return [];
  return [
    `regions[${own.index}].connector.${path.join(".")}: expected what ${first.name} has (${wanted}), since ` +
      `connector.regions is ${mode} and one file serves all regions, got ${found}`,
  ];
}

/** @returns the value as it is shown; undefined if it is wrong by itself, or if a wrong setting hides its default */
function connectorValue({ reading }: RegionReading, path: readonly string[]): string | undefined {
  if (!isWholeRight(reading, "connector", ...path)) return undefined;
  const value = valueAt(reading.settings.connector, path);
  if (value !== undefined || path[0] !== "streamname") return show(value);
  const streams = routedStreams(reading);
  return streams && show(restStream(streams));
}

/** @returns undefined if a name or an option that routes is wrong by itself */
const routedStreams = (reading: Reading): readonly StreamSettings[] | undefined => {
  const streams = namedStreams(reading);
  return streams && areRight(reading, ROUTING) ? streams : undefined;
};

/** XDR reaches each region through a port of its own: two regions at one port would get one region's records. */
function regionPortProblems(regions: readonly RegionReading[]): string[] {
  const [manage] = regions.slice(0, 1).flatMap(({ reading }) => portsAt(reading, "manage", "port"));
  const ports = regions.map(({ reading }) => portsAt(reading, "port"));
  return regions.flatMap(({ index, reading }, place) => {
    const taken = [...ports.slice(0, place).flat(), ...(manage === undefined ? [] : [manage])];
    const own = ports[place] ?? [];
    return own.some((port) => taken.includes(port))
      ? [
          `regions[${index}].connector.service.port: expected ports that neither another region nor service.manage has ` +
            `(${taken.join(", ")}), since connector.regions is every, got ` +
            show(valueAt(reading.settings.connector, ["service", "port"])),
        ]
      : [];
  });
}

/** Whether a port can have namespaces is not documented, so one file routes either by port or by namespace. */
const routeProblems = (regions: readonly RegionReading[]): string[] =>
  regions.some(({ reading }) => areRouted(routedStreams(reading) ?? []))
    ? [
        "connector.regions: expected nearest for streams with namespaces, sets or default, because the connector does not " +
          "document routes of namespaces by port (give each region's connectors their own file, and XDR a dc for each), " +
          'got "every"',
      ]
    : [];

/** One destination has one stream's name in its header, whatever region a record goes to. The order does not matter. */
function streamProblems(first: RegionReading, others: readonly RegionReading[]): string[] {
  const wanted = routedStreams(first.reading);
  return others.flatMap((own) => {
    const found = routedStreams(own.reading);
    const differences = wanted && found ? differencesOf(claimsByStream(wanted), claimsByStream(found)) : [];
    return differences.length === 0
      ? []
      : [
          `regions[${own.index}].streams: expected streams with the names and routes of those in ${first.name}, since ` +
            `connector.regions is failover, got ${differences.join(", ")} in ${own.name}`,
        ];
  });
}

type Claims = ReadonlyMap<string, readonly string[]>;

/** By the stream's name: what its options say of the changes that it receives, in words. */
const claimsByStream = (streams: readonly StreamSettings[]): Claims =>
  new Map(
    streams.map(({ name, namespaces = [], sets = {}, default: isDefault }) => [
      name,
      [
        ...namespaces.map((namespace) => `the namespace ${namespace}`),
        ...Object.entries(sets).flatMap(([namespace, names]) => names.map((set) => `the set ${namespace}.${set}`)),
        ...(isDefault ? ["default: true"] : []),
      ],
    ]),
  );

const differencesOf = (wanted: Claims, found: Claims): string[] => [
  ...[...wanted].flatMap(([name, claims]) => {
    const own = found.get(name);
    return own === undefined ? [`no ${name}`] : missing(claims, own).map((claim) => `${name} without ${claim}`);
  }),
  ...[...found].flatMap(([name, claims]) => {
    const others = wanted.get(name);
    return others === undefined
      ? [`a stream ${name}`]
      : missing(claims, others).map((claim) => `${name} with ${claim}`);
  }),
];

const missing = (wanted: readonly string[], found: readonly string[]): string[] =>
  wanted.filter((each) => !found.includes(each));
