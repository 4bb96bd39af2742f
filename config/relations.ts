import { regionalArnProblems } from "./arns";
import { existingStreamProblems, type StreamEntry } from "./existing-stream-problems";
import { alarmNameProblems, policyProblems, secretProblems } from "./limits";
import { areRight, namedStreams, ROUTING, streamNames } from "./named-streams";
import { portProblems } from "./ports";
import { pathOf, show } from "./problems";
import { isRight, isWholeRight, type Reading, valueOf } from "./reading";
import { rawRegions } from "./region-overrides";
import { partitionProblems, regionNames } from "./regions";
import { routingProblems } from "./routing-problems";
import type { StreamSettings } from "./settings";

/**
 * Checks relations between a stage's regions. As in all relations, a relation is checked if the settings in it are right
 * by themselves, whatever else is wrong, so that one run shows every problem.
 * @param reading the settings, and what is wrong with them
 * @returns the problems, as `key: expected ..., got ...`
 */
export const stageRelationProblems = (reading: Reading): string[] => [
  ...partitionProblems(reading.settings.regions),
  ...arnProblems(reading),
];

/**
 * Checks relations between the settings that hold in a region.
 * @param reading the settings, and what is wrong with them
 * @param regions names of the regions in which they hold
 * @returns the problems, as `key: expected ..., got ...`
 */
export const regionRelationProblems = (reading: Reading, regions: readonly string[]): string[] => [
  ...timeoutProblems(reading),
  ...portProblems(reading),
  ...streamProblems(reading, regions),
  ...schemaProblems(reading),
  ...sizeProblems(reading),
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

function streamProblems(reading: Reading, regions: readonly string[]): string[] {
  const names = streamNames(reading);
  if (names === undefined) return [];
  const repeated =
    new Set(names).size < names.length
      ? [`streams: expected streams whose names differ from each other, got ${show(names)}`]
      : [];
  const streams = namedStreams(reading);
  if (streams === undefined) return repeated;
  const streamname = valueOf(reading, "connector", "streamname");
  return [
    ...repeated,
    ...(streamname === undefined || names.includes(streamname)
      ? []
      : [
          `connector.streamname: expected the name of one of the streams (${names.join(", ")}), got ${show(streamname)}`,
        ]),
    ...routingProblems(streams, streamname, repeated.length === 0 && areRight(reading, ROUTING)),
    ...(areRight(reading, ["kmsKeyArns"])
      ? policyProblems(
          entriesOf(reading, names).map((entry, index) => ({ ...entry, kmsKeyArns: streams[index]?.kmsKeyArns ?? [] })),
          regions,
        )
      : []),
    ...(["api", "connector", "observability"].every((section) => isWholeRight(reading, section))
      ? alarmNameProblems(alarmArgs(reading, streams))
      : []),
  ];
}

/** The streams, each as existing only if that setting is right by itself. */
const entriesOf = (reading: Reading, names: readonly string[]): readonly StreamEntry[] =>
  names.map((name, index) => ({
    name,
    ...(isRight(reading, "streams", index, "existing") && { existing: reading.settings.streams[index]?.existing }),
  }));

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
    ? [
        "connector.format: expected either schema or schema-file for the mode avro, got " +
          (schema === undefined ? "neither" : "both"),
      ]
    : [];
}

function sizeProblems(reading: Reading): string[] {
  if (!isWholeRight(reading, "connector")) return [];
  const streams = namedStreams(reading);
  const hasRoutes =
    streams !== undefined && areRight(reading, ROUTING) && routingProblems(streams, undefined).length === 0;
  return secretProblems(
    reading.settings.connector,
    hasRoutes ? streams : [],
    regionNames(reading.settings.regions).length,
  );
}

function arnProblems(reading: Reading): string[] {
  if (!isWholeRight(reading, "regions")) return [];
  const { observability } = reading.settings;
  const regions = regionNames(reading.settings.regions);
  const wanted = [
    [["observability", "alarms", "topicArns"], () => observability.alarms.topicArns],
    [["observability", "logKmsKeyArns"], () => observability.logKmsKeyArns],
  ] as const;
  return [
    ...wanted.flatMap(([path, arns]) =>
      sayRegions(reading, path, arns) ? regionalArnProblems(pathOf([...path]), arns(), regions) : [],
    ),
    ...streamArnProblems(
      reading,
      rawRegions(reading.settings.regions).flatMap(({ name, overrides }) => ("streams" in overrides ? [] : [name])),
    ),
  ];
}

/** An ARN that is wrong in another part still says its region. */
const sayRegions = (reading: Reading, path: readonly PropertyKey[], arns: () => readonly unknown[]): boolean =>
  isRight(reading, ...path) && arns().every((arn) => /^arn:[^:]+:[^:]+:[^:]+:/.test(String(arn)));

/**
 * Checks the ARNs of streams and of their keys, which are in one region each.
 * @param reading the settings, and what is wrong with them
 * @param regions names of the regions that have these streams
 * @returns the problems, as `key: expected ..., got ...`
 */
export function streamArnProblems(reading: Reading, regions: readonly string[]): string[] {
  if (!isRight(reading, "streams")) return [];
  const names = namedStreams(reading)?.map(({ name }) => name) ?? [];
  const isUnique = new Set(names).size === names.length;
  const raw = Array.isArray(reading.rawStreams) ? reading.rawStreams : [];
  return [
    ...(isUnique ? existingStreamProblems(entriesOf(reading, names), raw, regions) : []),
    ...reading.settings.streams.flatMap((stream, index) => {
      const path = ["streams", index, "kmsKeyArns"];
      const arns = () => stream.kmsKeyArns;
      return sayRegions(reading, path, arns) ? regionalArnProblems(pathOf(path), arns(), regions) : [];
    }),
  ];
}
