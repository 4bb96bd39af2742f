import type { RegionSettings, StreamSettings } from "../../../config/settings";

/** Enough for what a run sends at once, even if the stage's own throttle is narrow. */
const LEAST_THROTTLE = { ratePerSecond: 500, burst: 250 };

/** A usage plan that takes one request a second. */
const NARROW_THROTTLE = { ratePerSecond: 1, burst: 1 };

/** What a run changes in the stack's settings for a while. */
export interface SettingsChange {
  /** Whether the usage plan takes hardly anything. @defaultValue false */
  readonly isThrottled?: boolean;
}

/**
 * The settings of an ephemeral stack: those of the stage in one region, without what would touch the stage's own
 * resources, outlive the stack or cost more than needed. Streams get names of their own. Those that exist already, and
 * keys of the customer, are not used: the stack has its own, or AWS's.
 * @param settings of the stage in that region
 * @param name of the stack, which its streams are named after
 * @param change for a while. @defaultValue none
 * @returns settings by key
 */
export function stackSettings(
  { service, region, streams, api, connector, tags }: RegionSettings,
  name: string,
  { isThrottled = false }: SettingsChange = {},
): Readonly<Record<string, unknown>> {
  const names = new Map(streams.map((stream, index) => [stream.name, index === 0 ? name : `${name}-${index + 1}`]));
  return {
    service,
    regions: [region],
    streams: streams.map((stream) => streamSettings(stream, names.get(stream.name) ?? name)),
    api: { ...api, throttle: isThrottled ? NARROW_THROTTLE : widened(api.throttle) },
    connector: { ...connector, regions: "nearest", streamname: names.get(connector.streamname) ?? name },
    secret: { recoveryWindowDays: 0 },
    observability: {
      accessLog: false,
      executionLog: false,
      tracing: false,
      dashboard: false,
      alarms: { enabled: false },
    },
    protect: false,
    tags,
  };
}

/** What decides which records a stream gets, and how large they may be. */
const streamSettings = (
  { maxRecordKiB, existing, namespaces, sets, default: isDefault, acceptDeletesInOtherStream }: StreamSettings,
  name: string,
): Readonly<Record<string, unknown>> => ({
  name,
  // What the owner of an existing stream decides is no setting of it.
  ...(existing === undefined && { maxRecordKiB }),
  ...(namespaces && { namespaces }),
  ...(sets && { sets }),
  default: isDefault,
  acceptDeletesInOtherStream,
});

const widened = ({ ratePerSecond, burst }: RegionSettings["api"]["throttle"]): RegionSettings["api"]["throttle"] => ({
  ratePerSecond: Math.max(ratePerSecond, LEAST_THROTTLE.ratePerSecond),
  burst: Math.max(burst, LEAST_THROTTLE.burst),
});
