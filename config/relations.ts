import type { z } from "zod";

import { existingStreamProblems } from "./existing-stream-problems";
import { policyProblems, secretProblems } from "./limits";
import { alarmNameProblems, regionalArnProblems } from "./observability-limits";
import { pathOf, show } from "./problems";
import { partitionProblems, regionNames } from "./regions";
import { routingProblems } from "./routing-problems";
import type { settingsSchema } from "./schema";
import type { StreamSettings } from "./settings";
import { defaultStreamName } from "./stream-schema";

type Parsed = z.output<typeof settingsSchema>;

/** The settings of a stage after their schema read them. */
export interface Reading {
  readonly stage: string;
  /** With their defaults. A setting that has an issue is as it was read, and can be of any type. */
  readonly settings: Parsed;
  /** `streams` as it was read, without defaults. */
  readonly rawStreams: unknown;
  /** What the schema found wrong. */
  readonly issues: readonly { readonly code: string; readonly path?: readonly PropertyKey[] | undefined }[];
}

/**
 * Checks relations between settings. A relation is checked if the settings in it are right by themselves, whatever else
 * is wrong, so that one run shows every problem.
 * @param reading the settings, and what is wrong with them
 * @returns the problems, as `key: expected ..., got ...`
 */
export const relationProblems = (reading: Reading): string[] => [
  ...partitionProblems(reading.settings.regions),
  ...timeoutProblems(reading),
  ...streamProblems(reading),
  ...schemaProblems(reading),
  ...sizeProblems(reading),
  ...arnProblems(reading),
];

function timeoutProblems(reading: Reading): string[] {
  const problems: string[] = [];
  const callTimeout = valueOf(reading, "connector", "call-timeout");
  const connectTimeout = valueOf(reading, "connector", "connect-timeout");
  const integrationTimeout = valueOf(reading, "api", "integrationTimeoutMs");
  if (callTimeout === undefined) return problems;
  if (integrationTimeout !== undefined && integrationTimeout >= callTimeout) {
    problems.push(
      `api.integrationTimeoutMs: expected less than connector.call-timeout (${callTimeout}), so that the ` +
        `gateway answers before the connector gives up, got ${integrationTimeout}`,
    );
  }
  if (connectTimeout !== undefined && connectTimeout > callTimeout) {
    problems.push(
      `connector.connect-timeout: expected at most connector.call-timeout (${callTimeout}), got ${connectTimeout}`,
    );
  }
  return problems;
}

/** The options of a stream that say which changes it receives. */
const ROUTING = ["namespaces", "sets", "default", "acceptDeletesInOtherStream"] as const;

function streamProblems(reading: Reading): string[] {
  const names = streamNames(reading);
  if (names === undefined) return [];
  if (new Set(names).size < names.length) {
    return [`streams: expected streams whose names differ from each other, got ${show(names)}`];
  }
  const streams = namedStreams(reading);
  if (streams === undefined) return [];
  const streamname = valueOf(reading, "connector", "streamname");
  const regions = regionNames(reading.settings.regions);
  const entries = reading.settings.streams.map(({ existing }, index) => ({
    name: String(names[index]),
    ...(isRight(reading, "streams", index, "existing") && { existing }),
  }));
  return [
    ...(streamname === undefined || names.includes(streamname)
      ? []
      : [`connector.streamname: expected the name of one of the streams, got ${show(streamname)}`]),
    ...(areRight(reading, ROUTING) ? routingProblems(streams, streamname) : []),
    ...existingStreamProblems(entries, Array.isArray(reading.rawStreams) ? reading.rawStreams : [], regions),
    ...(areRight(reading, ["kmsKeyArns"])
      ? policyProblems(
          streams.map(({ kmsKeyArns }, index) => ({ ...entries[index], name: String(names[index]), kmsKeyArns })),
          regions,
        )
      : []),
    ...(["api", "connector", "observability"].every((section) => isWholeRight(reading, section))
      ? alarmNameProblems(alarmArgs(reading, streams))
      : []),
  ];
}

/**
 * The names of the streams.
 * @returns undefined if there is a stream that is no map. The default name has a stand-in for a service that is wrong
 */
function streamNames(reading: Reading): string[] | undefined {
  const { stage, settings } = reading;
  if (!isRight(reading, "streams") || !settings.streams.every((_, index) => isRight(reading, "streams", index))) {
    return undefined;
  }
  const service = isRight(reading, "service") ? settings.service : "<service>";
  return settings.streams.map(({ name = defaultStreamName(service, stage) }) => name);
}

/** @returns undefined if a name is wrong, or the service that is part of a default name */
function namedStreams(reading: Reading): StreamSettings[] | undefined {
  const { streams } = reading.settings;
  const names = streamNames(reading);
  const isNamed = names?.every((_, index) =>
    isRight(reading, ...(streams[index]?.name === undefined ? ["service"] : ["streams", index, "name"])),
  );
  return isNamed ? streams.map((stream, index) => ({ ...stream, name: String(names?.[index]) })) : undefined;
}

/** Whether these options of every stream are what the schema expects. */
const areRight = (reading: Reading, options: readonly (keyof StreamSettings)[]): boolean =>
  reading.settings.streams.every((_, index) => options.every((key) => isWholeRight(reading, "streams", index, key)));

const alarmArgs = ({ stage, settings }: Reading, streams: readonly StreamSettings[]) => ({
  place: { service: settings.service, stage },
  streams,
  api: settings.api,
  callTimeoutMs: settings.connector["call-timeout"],
  observability: settings.observability,
});

function schemaProblems(reading: Reading): string[] {
  const { mode, schema, "schema-file": file } = valueOf(reading, "connector", "format") ?? {};
  return mode === "avro" && (schema === undefined) === (file === undefined)
    ? ["connector.format: expected either schema or schema-file for the mode avro, got both or neither"]
    : [];
}

function sizeProblems(reading: Reading): string[] {
  if (!isWholeRight(reading, "connector")) return [];
  const streams = namedStreams(reading);
  const hasRoutes =
    streams !== undefined && areRight(reading, ROUTING) && routingProblems(streams, undefined).length === 0;
  return secretProblems(reading.settings.connector, hasRoutes ? streams : []);
}

function arnProblems(reading: Reading): string[] {
  if (!isWholeRight(reading, "regions")) return [];
  const { observability, regions, streams } = reading.settings;
  const wanted: [path: PropertyKey[], arns: () => readonly string[]][] = [
    [["observability", "alarms", "topicArns"], () => observability.alarms.topicArns],
    [["observability", "logKmsKeyArns"], () => observability.logKmsKeyArns],
    ...(isRight(reading, "streams") ? streams : []).map((stream, index): (typeof wanted)[number] => [
      ["streams", index, "kmsKeyArns"],
      () => stream.kmsKeyArns,
    ]),
  ];
  return wanted.flatMap(([path, arns]) =>
    isWholeRight(reading, ...path) ? regionalArnProblems(pathOf(path), arns(), regions) : [],
  );
}

/**
 * A setting with its default.
 * @returns undefined if it is wrong by itself, or absent without a default
 */
const valueOf = <Section extends keyof Parsed, Key extends keyof Parsed[Section] & string>(
  reading: Reading,
  section: Section,
  key: Key,
): Parsed[Section][Key] | undefined => (isRight(reading, section, key) ? reading.settings[section][key] : undefined);

/**
 * Whether a value is what the schema expects. A problem inside a list or a map is not a problem of the list or map
 * itself.
 */
const isRight = ({ issues }: Reading, ...path: readonly PropertyKey[]): boolean =>
  !issues.some(
    ({ code, path: wrong = [] }) =>
      !ABOUT_MEMBERS.includes(code) && wrong.length <= path.length && wrong.every((key, index) => key === path[index]),
  );

/** Whether a value, and all that is in it, is what the schema expects. */
const isWholeRight = (reading: Reading, ...path: readonly PropertyKey[]): boolean =>
  isRight(reading, ...path) &&
  !reading.issues.some(({ path: wrong = [] }) => path.every((key, index) => wrong[index] === key));

/** Codes of issues about the members of a list or map. */
const ABOUT_MEMBERS = ["unrecognized_keys", "too_small"];
