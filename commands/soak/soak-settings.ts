import type { Settings, StreamSettings } from "../../config/settings";
import type { LocalStage } from "../shared/deploy";
import { type ChangedPlace, changeEveryRegion, type Timeouts } from "../shared/stage-settings";
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
 * What a soak changes of a stage: what would disturb it, such as the throttle, the timeouts, and the protection of
 * resources that are replaced or removed. The alarms are on, and notify topics of the stage.
 * @param stage as its file has it, and with every default
 * @param timeouts of the soak; undefined: each region keeps its own
 * @param changes what is changed in the middle of it
 * @returns the settings to write into the stage's file
 */
export const soakSettings = (
  stage: Pick<LocalStage, "written" | "settings">,
  timeouts: Timeouts | undefined,
  changes: readonly PipelineChange[] = [],
): Readonly<Record<string, unknown>> =>
  changeEveryRegion(
    stage,
    (place) => ({
      api: {
        throttle: throttleOf(changes),
        // If its own timeout is shorter, it stays: the policy pack may require it.
        ...(timeouts && {
          integrationTimeoutMs: Math.min(place.settings.api.integrationTimeoutMs, timeouts.integrationTimeoutMs),
        }),
      },
      ...(timeouts && { connector: timeoutsFor(timeouts) }),
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
      ...streamsIn(place, changes),
    }),
    { observability: { alarms: { topicArns: [] } } },
  );

function throttleOf(changes: readonly PipelineChange[]): Settings["api"]["throttle"] {
  if (changes.includes("throttle")) return NARROW;
  return changes.includes("rate") ? LOW_RATE : WIDE;
}

/** All streams have the soak's minutes of silence. A region without streams of its own has those of the stage. */
function streamsIn(
  { written, settings, region }: ChangedPlace,
  changes: readonly PipelineChange[],
): { readonly streams?: readonly unknown[] } {
  const own = Array.isArray(written.streams) ? (written.streams as readonly Partial<StreamSettings>[]) : undefined;
  if (own === undefined && region !== undefined) return {};
  return {
    streams: [
      ...(own ?? [{}]).map(({ silenceMinutes: _, ...stream }) => stream),
      ...(changes.includes("template") ? [{ name: freeName(settings.streams) }] : []),
    ],
  };
}

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
