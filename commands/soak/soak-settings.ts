import { isDeepStrictEqual } from "node:util";

import type { RegionSettings, Settings, StreamSettings } from "../../config/settings";
import type { Timeouts } from "../shared/stage-settings";
import { SILENCE_MINUTES } from "./minutes";
import type { PipelineChange } from "./target";

/**
 * More than this machine can send: only some profiles need the usage plan's throttle. It is not above the quotas of an
 * account, because the program would warn of that.
 */
export const WIDE = { ratePerSecond: 10_000, burst: 5000 };
/** Less than what comes while the pipeline is changed, so that the usage plan answers 429. */
const NARROW = { ratePerSecond: 3, burst: 1 };
/** The lowest rate. The burst lets everything pass. */
const LOW_RATE = { ratePerSecond: 1, burst: WIDE.burst };

/**
 * The stage's own settings, except for those that would disturb a soak: the throttle, the timeouts, and the protection
 * of resources that are replaced or removed. Its alarms are on, and notify topics of the stage.
 * @param settings of the stage, with its defaults
 * @param timeouts of the soak
 * @param changes what is changed in the middle of it
 * @returns the settings to write into the stage's file
 */
export function soakSettings(
  { api, connector, observability, regions, streams }: Settings,
  timeouts: Timeouts,
  changes: readonly PipelineChange[] = [],
): Readonly<Record<string, unknown>> {
  return {
    api: apiFor(api, timeouts, changes),
    connector: { ...connector, ...timeoutsFor(timeouts) },
    observability: { ...observability, alarms: { ...observability.alarms, topicArns: [] } },
    streams: streamsFor(streams, changes),
    regions: regions.map((own) => ({
      name: own.region,
      ...soakSettingsIn(own, timeouts, changes),
      // The lists of ARNs in the stage's streams are for all regions.
      ...(isDeepStrictEqual(own.streams, streams) ? {} : { streams: streamsFor(own.streams, changes) }),
    })),
  };
}

function throttleOf(changes: readonly PipelineChange[]): Settings["api"]["throttle"] {
  if (changes.includes("throttle")) return NARROW;
  return changes.includes("rate") ? LOW_RATE : WIDE;
}

/** Each region gets them by itself, because its own settings come before those of the stage. */
const soakSettingsIn = (
  { api }: RegionSettings,
  timeouts: Timeouts,
  changes: readonly PipelineChange[],
): Readonly<Record<string, unknown>> => ({
  api: apiFor(api, timeouts, changes),
  connector: timeoutsFor(timeouts),
  observability: {
    accessLog: true,
    alarms: {
      enabled: true,
      silenceMinutes: SILENCE_MINUTES,
      // Before each profile a record a minute comes, which is unusual.
      trafficAnomaly: changes.includes("anomaly"),
    },
  },
  protect: false,
});

const streamsFor = (streams: Settings["streams"], changes: readonly PipelineChange[]) => [
  ...streams.map(asWritten),
  ...(changes.includes("template") ? [{ name: freeName(streams) }] : []),
];

/** As a person writes it: what the owner of an existing stream decides is no setting of it, also not by its default. */
function asWritten({ retentionHours, maxRecordKiB, ...stream }: StreamSettings): Readonly<Record<string, unknown>> {
  return stream.existing === undefined ? { retentionHours, maxRecordKiB, ...stream } : stream;
}

const apiFor = (
  api: RegionSettings["api"],
  timeouts: Timeouts,
  changes: readonly PipelineChange[],
): RegionSettings["api"] => ({
  ...api,
  throttle: throttleOf(changes),
  // If the stage's own timeout is shorter, it stays: the policy pack may require it.
  integrationTimeoutMs: Math.min(api.integrationTimeoutMs, timeouts.integrationTimeoutMs),
});

/**
 * The connector's timeouts of a soak.
 * @param timeouts of the soak. A connection may take two seconds, or `callTimeoutMs` if that is less
 * @returns keys of the setting `connector`
 */
export const timeoutsFor = ({ callTimeoutMs }: Timeouts) => ({
  "call-timeout": callTimeoutMs,
  "connect-timeout": Math.min(2000, callTimeoutMs),
});

/** A name that no stream has. */
function freeName(streams: Settings["streams"]): string {
  const names = streams.map(({ name }) => name);
  let number = 2;
  while (names.includes(`soak_${number}`)) number += 1;
  return `soak_${number}`;
}
