import type { z } from "zod";

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
const ROUTING = ["namespaces", "sets", "default", "acceptDeletesInAnotherStream"] as const;

function streamProblems(reading: Reading): string[] {
  const { stage, settings } = reading;
  if (!isRight(reading, "streams") || !settings.streams.every((_, index) => isRight(reading, "streams", index))) {
    return [];
  }
  const isServiceRight = isRight(reading, "service");
  const service = isServiceRight ? settings.service : "<service>";
  const names = settings.streams.map(({ name = defaultStreamName(service, stage) }) => name);
  if (new Set(names).size < names.length) {
    return [`streams: expected streams whose names differ from each other, got ${show(names)}`];
  }
  const isNamed = settings.streams.every(({ name }, index) =>
    name === undefined ? isServiceRight : isRight(reading, "streams", index, "name"),
  );
  if (!isNamed) return [];
  const streamname = valueOf(reading, "connector", "streamname");
  const streams = settings.streams.map((stream, index) => ({ ...stream, name: String(names[index]) }));
  return [
    ...(streamname === undefined || names.includes(streamname)
      ? []
      : [`connector.streamname: expected the name of one of the streams, got ${show(streamname)}`]),
    ...(streams.every((_, index) => ROUTING.every((key) => isWholeRight(reading, "streams", index, key)))
      ? routingProblems(streams, streamname)
      : []),
    ...policyProblems(names, regionNames(settings.regions)),
    ...(["api", "connector", "observability"].every((section) => isWholeRight(reading, section))
      ? alarmNameProblems(alarmArgs(reading, streams))
      : []),
  ];
}

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

const sizeProblems = ({ settings, issues }: Reading): string[] =>
  issues.some(({ path }) => path?.[0] === "connector") ? [] : secretProblems(settings.connector);

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
