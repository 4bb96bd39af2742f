import { checkYamlNesting } from "../nesting";
import { oncePerText } from "../once-per-text";
import { Unreadable } from "../unreadable";
import { readYaml, type Tree, treeFrom } from "../yaml";
import { type Destination, destinationFrom, scalarAt, unique, type Written } from "./destination";
import { type Route, routesIn } from "./route";
import { type Alteration, alterationsIn } from "./scope";

/** The position of a value in a connector's configuration. */
export interface ConfigPosition {
  /** Counted from 1; undefined in a configuration that is no text. */
  readonly line: number | undefined;
}

/** A position as a message names it: `line 7 of the connector configuration`. */
export const describePosition = ({ line }: ConfigPosition): string =>
  `${line === undefined ? "" : `line ${line} of `}the connector configuration`;

/** The position of a URL, and its scheme: never the URL itself. */
export interface UrlPosition extends ConfigPosition {
  /** In lower case, without the colon; undefined if the URL names none. */
  readonly scheme: string | undefined;
}

/** A time in the file. */
interface Milliseconds extends ConfigPosition {
  readonly milliseconds: number;
}

/** What the rules may know of an `aerospike-esp-outbound.yml`. The texts in {@link Written} are for comparing, not for messages. */
export interface ConnectorConfig {
  readonly urls: readonly UrlPosition[];
  /** Each `call-timeout` for records; that of health checks is no concern of XDR's. */
  readonly callTimeouts: readonly Milliseconds[];
  readonly destinations: readonly Destination[];
  /** By these the routes name them. */
  readonly destinationNames: readonly string[];
  readonly format: Written | undefined;
  /** The routes: for all records, for a namespace, for a set, for a port. */
  readonly routes: readonly Route[];
  /** What leaves bins out, or hands records to code of somebody's own. */
  readonly alterations: readonly Alteration[];
  /** How long the connector collects records before it sends them; undefined if the file does not say. */
  readonly batchInterval: Milliseconds | undefined;
  /** Whether the text is no YAML, though most of it could be read. */
  readonly isBroken: boolean;
}

/** The key under which the file lists what it sends to. */
const DESTINATIONS = "destinations";

/** A secret has at most 64 KiB, a parameter 8. */
const LONGEST = 64 * 1024;

/** What a text has that may be the file or hold it; an escape may spell a key. */
const isLikeFile = (text: string): boolean =>
  (text.includes(DESTINATIONS) && /urls|call-timeout/.test(text)) || /\\(?:u00|x)[46]/i.test(text);

/** How deep a file is looked for, in maps, in lists, and in texts inside of texts. */
const DEEPEST = 20;

/**
 * The connector's configurations in a text of YAML or JSON. The text may be the file itself. It may also hold the file as
 * others keep it: below a key of Helm values, or as a text in a ConfigMap. A line is that of the innermost text. The same text
 * is read once.
 * @param text Any text.
 * @returns The configurations in it; none if it is something else.
 * @throws Unreadable if it may be the file, and is too long or nests too deep.
 */
export const readConnectorConfigs = oncePerText((text) => configsIn(text, 0));

/** @param depth How many values the text is inside of. */
function configsIn(text: string, depth: number): readonly ConnectorConfig[] {
  if (!isLikeFile(text)) return [];
  if (text.length > LONGEST) {
    throw new Unreadable(`a text with the connector's keys is longer than ${LONGEST} characters`);
  }
  checkYamlNesting(text);
  return readYaml(text).flatMap((document) => configsUnder(document, depth));
}

/** The configuration that a plain value is, if it is one: an output may hold the file as an object. */
export function connectorConfigFrom(value: object): ConnectorConfig | undefined {
  return DESTINATIONS in value ? configFrom(treeFrom(value)) : undefined;
}

function configsUnder(tree: Tree, depth: number): readonly ConnectorConfig[] {
  // What an alias names is found where it stands: aliases of aliases would be without end.
  if (depth > DEEPEST || tree.isAlias) return [];
  const { scalar } = tree;
  if (typeof scalar === "string") return scalar.includes("\n") ? configsIn(scalar, depth + 1) : [];
  const config = configFrom(tree);
  return config ? [config] : tree.children.flatMap((child) => configsUnder(child, depth + 1));
}

/** Reads a map whose destinations have URLs or timeouts. Undefined of any other: many programs call something a destination. */
function configFrom(tree: Tree): ConnectorConfig | undefined {
  const maps = tree.at(DESTINATIONS);
  const destinations = unique(maps.flatMap(({ values }) => values));
  const under = (key: string) => destinations.flatMap((destination) => destination.at(key));
  const urls = under("urls");
  const timeouts = under("call-timeout");
  if (urls.length === 0 && timeouts.length === 0) return undefined;
  const nameOf = (destination: Tree) =>
    maps.flatMap((map) => map.keys.filter((key) => map.at(key).some(({ node }) => node === destination.node)))[0];
  const read = destinations.map((destination) => destinationFrom(destination, nameOf(destination)));
  return {
    urls: [...new Map(read.flatMap((one) => one.urls).map((url) => [url.place, url])).values()].map(
      ({ line, text }) => ({
        line,
        scheme: schemeOf(text),
      }),
    ),
    callTimeouts: unique(timeouts).flatMap(millisecondsIn),
    destinations: read,
    destinationNames: maps.flatMap(({ keys }) => keys),
    format: scalarAt(tree, "format", "mode"),
    routes: routesIn(tree),
    alterations: alterationsIn(tree),
    batchInterval: tree
      .at("batching")
      .filter((batching) => scalarAt(batching, "enabled")?.text !== "false")
      .flatMap((batching) => batching.at("batch-interval"))
      .flatMap(millisecondsIn)[0],
    isBroken: tree.document.errors.length > 0,
  };
}

const schemeOf = (url: string): string | undefined => /^\s*([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase();

function millisecondsIn({ line, scalar }: Tree): readonly Milliseconds[] {
  const milliseconds = wholeNumberIn(scalar);
  return milliseconds === undefined ? [] : [{ line, milliseconds }];
}

/** A number may be in quotes, and have the underscores that older YAML allows. */
function wholeNumberIn(scalar: unknown): number | undefined {
  if (typeof scalar === "number") return scalar;
  const [digits] = typeof scalar === "string" ? (/^\s*\d[\d_]*/.exec(scalar) ?? []) : [];
  return digits === undefined ? undefined : Number(digits.replaceAll("_", ""));
}
