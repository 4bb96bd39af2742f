import { parseSettings } from "../../config/parse";
import { SettingsError } from "../../config/problems";
import type { Settings } from "../../config/settings";
import { decodeValue } from "../../config/value";
import { UserError } from "./errors";

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

function parseStage(stage: string, project: string, byKey: Readonly<Record<string, unknown>>): Settings {
  const own = Object.entries(byKey)
    .filter(([key]) => key.startsWith(`${project}:`))
    .map(([key, value]) => [key.slice(project.length + 1), typeof value === "string" ? decodeValue(value) : value]);
  return parseSettings(stage, Object.fromEntries(own) as Readonly<Record<string, unknown>>);
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
