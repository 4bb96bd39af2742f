import { parseSettings } from "../../config/parse";
import { SettingsError } from "../../config/problems";
import type { Settings } from "../../config/settings";
import { decodeValue } from "../../config/value";

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
  const own = Object.entries(byKey)
    .filter(([key]) => key.startsWith(`${project}:`))
    .map(([key, value]) => [key.slice(project.length + 1), typeof value === "string" ? decodeValue(value) : value]);
  try {
    return parseSettings(stage, Object.fromEntries(own) as Readonly<Record<string, unknown>>);
  } catch (error) {
    if (error instanceof SettingsError) return undefined;
    throw error;
  }
}

/**
 * The timeouts that a stage is built with.
 * @param settings of the stage
 * @returns milliseconds
 */
export const timeoutsOf = ({ api, connector }: Settings): Timeouts => ({
  integrationTimeoutMs: api.integrationTimeoutMs,
  callTimeoutMs: connector["call-timeout"],
});
