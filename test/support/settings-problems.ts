import assert from "node:assert/strict";

import { parseSettings, type RawSettings } from "../../config/parse";
import { SettingsError } from "../../config/problems";

/** What is wrong with the settings of a stage; empty if nothing is. */
export function problemsOf(settings: RawSettings, stage = "dev"): readonly string[] {
  try {
    parseSettings(stage, settings);
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error));
    return error.problems;
  }
  return [];
}
