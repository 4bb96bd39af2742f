import type { Load } from "../../../../commands/shared/cost/load";
import { parseSettings, type RawSettings } from "../../../../config/parse";

/** A load that a test changes in parts. */
export const LOAD: Load = {
  recordsPerSecond: 1000,
  recordBytes: 1000,
  peak: 1000,
  consumers: 1,
  connectors: 1,
  latencyMs: 50,
  network: "internet",
};

/** The settings of a stage in one region. */
export const settingsWith = (raw: RawSettings = {}) =>
  parseSettings("dev", { service: "orders", regions: ["us-east-1"], ...raw });
