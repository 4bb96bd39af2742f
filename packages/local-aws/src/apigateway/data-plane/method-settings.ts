import type { MethodSettingsInputs } from "../inputs/method-settings";
import type { Stage } from "../state";

/** The settings of a method, and which they are. */
export interface FoundMethodSettings {
  /** e.g. `kinesis/POST`, or `*``/*` for those of all methods. */
  readonly path: string;
  /** Undefined if there are none. */
  readonly settings: MethodSettingsInputs["settings"] | undefined;
}

/**
 * The settings that count for a request: those of its method, else those of all methods.
 * @param stage that was asked
 * @param resourcePath of the resource, e.g. `/kinesis`
 * @param httpMethod of the request, never `ANY`
 * @returns the settings and their path
 */
export function methodSettingsOf(
  { methodSettings }: Pick<Stage, "methodSettings">,
  resourcePath: string,
  httpMethod: string,
): FoundMethodSettings {
  const own = `${resourcePath.slice(1)}/${httpMethod}`;
  const path = methodSettings.has(own) ? own : "*/*";
  return { path, settings: methodSettings.get(path) };
}
