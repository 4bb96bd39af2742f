import type { z } from "zod";

import { connectorRegionsProblems } from "./connector-regions";
import { restStream } from "./named-streams";
import { describeProblems, SettingsError } from "./problems";
import type { Reading } from "./reading";
import { atRegion, isOverridden, mergeOverrides, type RawRegion, rawRegions } from "./region-overrides";
import { regionRelationProblems, stageRelationProblems, streamArnProblems } from "./relations";
import { settingsSchema } from "./schema";
import type { CommonSettings, RegionSettings, Settings } from "./settings";
import { defaultStreamName } from "./stream-schema";

type Parsed = z.output<typeof settingsSchema>;

/** A stage's configuration as it was read, by key without the project's name. */
export type RawSettings = Readonly<Partial<Record<keyof Parsed, unknown>>>;

/**
 * Validates the settings of a stage and applies every default.
 * @param stage the stack's name
 * @param raw what was read; unknown keys and wrong values are found here
 * @param around problems that were found around the settings, to be reported with the others
 * @param where what was read, for the error's first line
 * @returns the settings, complete
 * @throws SettingsError naming every problem as `key: expected ..., got ...`
 */
export function parseSettings(
  stage: string,
  raw: RawSettings,
  around: readonly string[] = [],
  where = `Pulumi.${stage}.yaml`,
): Settings {
  const regions = rawRegions(raw.regions);
  const plain = regions.filter((region) => !isChanged(region)).map(({ name }) => name);
  const whole = readSettings(stage, raw);
  const relations = [...stageRelationProblems(whole.reading), ...regionRelationProblems(whole.reading, plain)];
  const changed = new Map(
    regions.filter(isChanged).map((region) => [region.name, readRegion(stage, raw, region, relations)] as const),
  );
  const common = whole.data && withDefaultNames(stage, whole.data);
  const settings = regions.flatMap(({ name }): RegionSettings[] => {
    const own = changed.get(name);
    const found = own === undefined ? common : own.data && withDefaultNames(stage, own.data);
    return found === undefined ? [] : [{ ...found, region: name }];
  });
  const readings = regions.map(({ index, name }) => ({ index, name, reading: (changed.get(name) ?? whole).reading }));
  const problems = [
    ...stageProblems(stage),
    ...describeProblems(settingsSchema, whole.issues, raw),
    ...relations,
    ...[...changed.values()].flatMap((region) => region.problems),
    ...connectorRegionsProblems(whole.reading, readings),
    ...around,
  ];
  if (common === undefined || problems.length > 0) throw new SettingsError(where, problems);
  return { ...common, regions: settings };
}

const isChanged = ({ overrides }: RawRegion): boolean => Object.keys(overrides).length > 0;

/** Settings as the schema judges them. */
interface Read {
  /** Undefined if the schema refuses them. */
  readonly data: Parsed | undefined;
  readonly issues: readonly z.core.$ZodIssue[];
  readonly reading: Reading;
}

function readSettings(stage: string, raw: RawSettings): Read {
  let settings = raw as Parsed;
  const schema = settingsSchema.superRefine(
    (parsed) => {
      settings = parsed;
    },
    // Even if a setting is wrong by itself, so that one run shows every problem.
    { when: () => true },
  );
  const { data, error } = schema.safeParse(raw);
  const issues = error?.issues ?? [];
  return { data, issues, reading: { stage, settings, rawStreams: raw.streams, issues } };
}

/**
 * Reads the settings of a region in which some differ. A problem that the stage has, too, is not reported again.
 */
function readRegion(stage: string, raw: RawSettings, region: RawRegion, ofStage: readonly string[]) {
  const { index, name, overrides } = region;
  const merged = mergeOverrides({ ...raw, regions: [name] }, overrides) as RawSettings;
  const read = readSettings(stage, merged);
  const relations = [
    ...regionRelationProblems(read.reading, [name]),
    ...("streams" in overrides ? streamArnProblems(read.reading, [name]) : []),
  ];
  const issues = read.issues.flatMap((issue): z.core.$ZodIssue[] => {
    if (issue.code !== "unrecognized_keys") return isOverridden(overrides, issue.path) ? [issue] : [];
    const keys = issue.keys.filter((key) => issue.path.length > 0 && isOverridden(overrides, [...issue.path, key]));
    return keys.length > 0 ? [{ ...issue, keys }] : [];
  });
  const problems = [
    ...describeProblems(settingsSchema, issues, merged),
    ...relations.filter((problem) => !ofStage.includes(problem)),
  ];
  return { ...read, problems: atRegion(index, problems) };
}

/** Adds the defaults that depend on other settings. */
function withDefaultNames(stage: string, parsed: Parsed): CommonSettings {
  const { service, api, secret, observability, protect, tags } = parsed;
  const streams = parsed.streams.map((stream) => ({
    ...stream,
    name: stream.name ?? defaultStreamName(parsed.service, stage),
  }));
  const { streamname = restStream(streams) } = parsed.connector;
  const connector = { ...parsed.connector, streamname };
  return { stage, service, streams, api, connector, secret, observability, protect, tags };
}

/**
 * API Gateway's own limit on the characters of a stage's name. The limit of 80 is ours: other names also hold the
 * service.
 */
const stageProblems = (stage: string): string[] =>
  /^[a-zA-Z0-9_-]{1,80}$/.test(stage)
    ? []
    : [`stack: expected a name of 1 to 80 letters, digits, '_' or '-', got ${JSON.stringify(stage)}`];
