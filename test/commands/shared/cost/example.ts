import type { Features } from "../../../../commands/shared/cost/features";
import type { Load } from "../../../../commands/shared/cost/load";
import { readPrices } from "../../../../commands/shared/cost/read-prices";
import { parseSettings, type RawSettings } from "../../../../config/parse";

/** The prices of prices.json. */
export const PRICES = readPrices(new Date("2026-11-28T00:00:00Z"));

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

/** A region that is not watched. */
export const NOT_WATCHED: Features = {
  accessLogBytes: 0,
  logRetentionDays: 0,
  metrics: 0,
  alarmMetrics: 0,
  compositeAlarms: 0,
  dashboards: 0,
  tracing: false,
  kmsKeys: 0,
  secrets: 1,
};

/** The settings of a stage in one region. */
export const settingsWith = (raw: RawSettings = {}) =>
  parseSettings("dev", { service: "orders", regions: ["us-east-1"], ...raw });
