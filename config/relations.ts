import { z } from "zod";

import { connectorSchema } from "./connector-schema";
import { policyProblems, secretProblems } from "./limits";
import { show } from "./problems";
import { partitionProblems, regionNames } from "./regions";
import { apiSchema, defaultStreamName, settingsSchema, streamSchema } from "./schema";

type Section = Readonly<Record<string, unknown>>;

/**
 * What one setting means for another: each relation is checked as soon as the settings that it is about are right in themselves,
 * whatever else is wrong, so that one run shows every problem.
 */
export function relationProblems(stage: string, raw: Section): string[] {
  const connector = sectionOf(raw.connector);
  return [
    ...partitionProblems(raw.regions),
    ...timeoutProblems(sectionOf(raw.api), connector),
    ...streamProblems(stage, raw, connector),
    ...schemaProblems(sectionOf(connector?.format)),
    ...sizeProblems(connector),
  ];
}

function timeoutProblems(api?: Section, connector?: Section): string[] {
  const problems: string[] = [];
  const callTimeout = settingOf(connectorSchema, connector, "call-timeout");
  const connectTimeout = settingOf(connectorSchema, connector, "connect-timeout");
  const integrationTimeout = settingOf(apiSchema, api, "integrationTimeoutMs");
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

function streamProblems(stage: string, raw: Section, connector?: Section): string[] {
  const { streams = [{}] } = raw;
  const sections = Array.isArray(streams) ? streams.map(sectionOf) : [undefined];
  if (!sections.every((section) => section !== undefined)) return [];
  const service = settingOf(settingsSchema, raw, "service") ?? "<service>";
  const names = sections.map(({ name = defaultStreamName(service, stage) }) => name);
  if (new Set(names).size < names.length) {
    return [`streams: expected streams whose names differ from each other, got ${show(names)}`];
  }
  if (!names.every(isStreamName)) return [];
  const named = settingOf(connectorSchema, connector, "streamname");
  return [
    ...(named === undefined || names.includes(named)
      ? []
      : [`connector.streamname: expected the name of one of the streams, got ${show(named)}`]),
    ...policyProblems(names, regionNames(raw.regions)),
  ];
}

const isStreamName = (name: unknown): name is string => streamSchema.shape.name.safeParse(name).success;

function schemaProblems(format?: Section): string[] {
  const { mode, schema, "schema-file": file } = format ?? {};
  return mode === "avro" && (schema === undefined) === (file === undefined)
    ? ["connector.format: expected either schema or schema-file for the mode avro, got both or neither"]
    : [];
}

function sizeProblems(connector?: Section): string[] {
  const { success, data } = connectorSchema.safeParse(connector);
  return success ? secretProblems(data) : [];
}

/** Settings as they were read; where none are, every one has its default. @returns undefined for what is no section */
const sectionOf = (value: unknown = {}): Section | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Section) : undefined;

/** One setting, with its default. @returns undefined if it is wrong in itself, or absent without a default */
const settingOf = <Shape extends z.ZodRawShape, Key extends keyof Shape & string>(
  { shape }: z.ZodObject<Shape>,
  section: Section | undefined,
  key: Key,
): z.output<Shape[Key]> | undefined => section && z.safeParse<Shape[Key]>(shape[key], section[key]).data;
