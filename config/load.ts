import * as pulumi from "@pulumi/pulumi";
import { parseSettings, type Settings } from "./parse";
import { SettingsError } from "./problems";

/**
 * Reads the stage's settings: the one place that knows `pulumi.Config`.
 * @throws pulumi.RunError with every problem, which Pulumi prints without a stack trace
 */
export function loadSettings(): Settings {
  const prefix = `${pulumi.getProject()}:`;
  const raw = Object.entries(pulumi.runtime.allConfig())
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), decode(value)] as const);
  try {
    return parseSettings(pulumi.getStack(), Object.fromEntries(raw));
  } catch (error) {
    throw error instanceof SettingsError ? new pulumi.RunError(error.message) : error;
  }
}

/** Pulumi hands over every value as text: objects, lists, numbers and booleans as JSON, and text as it is. */
function decode(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
