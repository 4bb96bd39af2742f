import { foreignKeyProblems } from "../../config/config-keys";
import { parseSettings, type RawSettings } from "../../config/parse";
import { SettingsError } from "../../config/problems";
import { mergeOverrides, rawRegions } from "../../config/region-overrides";
import type { CommonSettings, Settings } from "../../config/settings";
import { decodeValue } from "../../config/value";
import { UserError } from "./errors";

export { isRegionName } from "../../config/regions";

/** How long one side waits for the other, in milliseconds. A fault that is too late is later than these. */
export interface Timeouts {
  /** How long API Gateway waits for Kinesis. */
  readonly integrationTimeoutMs: number;
  /** How long the connector waits for API Gateway. */
  readonly callTimeoutMs: number;
}

/**
 * Reads the settings of a stage before it is built, as the program reads them.
 * @param stage the stack's name
 * @param project the project's name, the namespace of its settings
 * @param byKey the stage's settings as Pulumi reads them, by full key such as `aerospike-kinesis:regions`
 * @returns the settings with every default; undefined if they are wrong. The program then reports every problem
 * @throws whatever goes wrong that is not a problem of the settings
 */
export function readStageSettings(
  stage: string,
  project: string,
  byKey: Readonly<Record<string, unknown>>,
): Settings | undefined {
  try {
    return parseStage(stage, project, byKey);
  } catch (error) {
    if (error instanceof SettingsError) return undefined;
    throw error;
  }
}

/**
 * Reads the settings of a stage for a command that does not run the program.
 * @param stage the stack's name
 * @param project the project's name, the namespace of its settings
 * @param byKey what the stage's file says, by full key
 * @returns the settings with every default
 * @throws UserError with every problem
 */
export function requireStageSettings(
  stage: string,
  project: string,
  byKey: Readonly<Record<string, unknown>>,
): Settings {
  try {
    return parseStage(stage, project, byKey);
  } catch (error) {
    throw error instanceof SettingsError ? new UserError(error.message) : error;
  }
}

const parseStage = (stage: string, project: string, byKey: Readonly<Record<string, unknown>>): Settings =>
  parseSettings(stage, writtenSettings(project, byKey), foreignKeyProblems(project, byKey));

/**
 * The settings of a stage in the form of its file: without defaults, and with what differs by region where it stands.
 * @param project the project's name, the namespace of its settings
 * @param byKey the stage's settings as Pulumi reads them, by full key
 * @returns values by key without the project's name; nothing is checked
 */
export function writtenSettings(project: string, byKey: Readonly<Record<string, unknown>>): RawSettings {
  const own = Object.entries(byKey)
    .filter(([key]) => key.startsWith(`${project}:`))
    .map(([key, value]) => [key.slice(project.length + 1), typeof value === "string" ? decodeValue(value) : value]);
  return Object.fromEntries(own) as RawSettings;
}

type Values = Readonly<Record<string, unknown>>;

/** A stage, or a region of it, of which settings change. */
export interface ChangedPlace {
  /** What its file says of it. Of a region: only what differs there. */
  readonly written: Values;
  /** What holds there, with every default. */
  readonly settings: CommonSettings;
  /** Undefined: the stage itself. */
  readonly region?: string;
}

/**
 * Changes settings of a stage in every region, also where a region has a value of its own. Everything else stays as the
 * stage's file has it.
 * @param stage as its file has it, and with every default
 * @param change gives what is to hold in the stage or in a region; maps are joined key by key
 * @param ofTheStage what changes besides, of settings that a region cannot have
 * @returns the changed settings in the form of the file, by key without the project's name
 */
export function changeEveryRegion(
  { written, settings }: { readonly written: RawSettings; readonly settings: Settings },
  change: (place: ChangedPlace) => Values,
  ofTheStage: Values = {},
): Values {
  const changes = mergeOverrides(change({ written, settings }), ofTheStage) as Values;
  const ofStage: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(changes)) {
    ofStage[key] = mergeOverrides(written[key as keyof RawSettings], value);
  }
  const regions = rawRegions(written.regions).map(({ name, overrides }) => {
    const own = settings.regions.find(({ region }) => region === name) ?? settings;
    const changed = change({ written: overrides, settings: own, region: name });
    return { name, ...(mergeOverrides(overrides, changed) as Values) };
  });
  return { ...ofStage, regions };
}

/**
 * The longest timeouts that a stage is built with: each region can have its own.
 * @param settings of the stage
 * @returns milliseconds
 */
export const timeoutsOf = ({ regions }: Pick<Settings, "regions">): Timeouts => ({
  integrationTimeoutMs: Math.max(...regions.map(({ api }) => api.integrationTimeoutMs)),
  callTimeoutMs: Math.max(...regions.map(({ connector }) => connector["call-timeout"])),
});
