import { areRouted, routesOf, streamsOf } from "../connector/routes";
import { changedKeyWarnings } from "./changed-keys";
import { ON_DEMAND_STREAMS, requestQuotasOf } from "./quotas";
import { unknownRegionWarnings } from "./regions";
import { routingWarnings } from "./routing-warnings";
import type { RegionSettings, Settings, StreamSettings } from "./settings";
import { valueAt } from "./value";

/**
 * Finds what AWS may refuse, as far as it can be known here.
 * @param settings the stage's settings
 * @param aws the AWS provider's settings, by key without `aws:`
 * @param knownRegions the names that the AWS package has a constant for
 * @returns one sentence each, for people
 */
export function warningsOf(
  { regions }: Settings,
  aws: Readonly<Record<string, unknown>>,
  knownRegions: readonly string[],
): string[] {
  const names = regions.map(({ region }) => region);
  return [
    ...unknownRegionWarnings("regions", names, knownRegions),
    ...unknownRegionWarnings("aws:region", [aws.region], knownRegions),
    ...(aws.region === undefined
      ? [
          "aws:region is not set. The AWS provider then takes it from the environment or the profile, and stops where " +
            `neither has one. Set it: pulumi config set aws:region ${String(names[0])}`,
        ]
      : []),
    ...changedKeyWarnings("aws:defaultTags.tags", valueAt(aws, ["defaultTags", "tags"])),
    ...commonWarnings(regions),
  ];
}

/** What holds in every region is said once, without their names. */
function commonWarnings(regions: readonly RegionSettings[]): string[] {
  const found = regions.flatMap((own) => warningsInRegion(own).map((warning) => ({ region: own.region, warning })));
  return [...new Set(found.map(({ warning }) => warning))].map((warning) => {
    const where = found.filter((one) => one.warning === warning).map(({ region }) => region);
    return where.length === regions.length ? warning : `${where.join(", ")}: ${warning}`;
  });
}

function warningsInRegion({ region, streams, api, connector, observability, tags }: RegionSettings): string[] {
  const quotas = requestQuotasOf(region);
  const { ratePerSecond, burst } = api.throttle;
  return [
    ...streams.flatMap((stream, index) => existingWarnings(`streams[${index}].existing`, stream)),
    ...streams.flatMap(({ sets = {} }, index) => changedKeyWarnings(`streams[${index}].sets`, sets)),
    ...changedKeyWarnings("tags", tags),
    ...(observability.alarms.enabled && !observability.accessLog
      ? [
          "observability.accessLog is false: the alarms refused-records, key-trouble, refused-keys and plan-throttled count its lines, " +
            "and are not made.",
        ]
      : []),
    ...unroutedStreams(streams, connector.streamname),
    ...routingWarnings(streams, connector),
    ...aboveQuota("streams", streams.length, ON_DEMAND_STREAMS, "on-demand streams"),
    ...aboveQuota("api.throttle.ratePerSecond", ratePerSecond, quotas.ratePerSecond, "requests a second"),
    ...aboveQuota("api.throttle.burst", burst, quotas.burst, "requests at once"),
  ];
}

/** Without any routing, other connectors may have files of their own that name the other streams. */
const unroutedStreams = (streams: Settings["streams"], rest: string): string[] => {
  const routed = streamsOf(routesOf(streams, rest));
  return areRouted(streams)
    ? streams
        .filter(({ name }) => !routed.includes(name))
        .map(
          ({ name }) => `streams: ${name} receives nothing from the connector, because it has no namespaces or sets.`,
        )
    : [];
};

const existingWarnings = (setting: string, { name, existing }: StreamSettings): string[] =>
  existing === undefined
    ? []
    : [
        `${setting}: capacity, record size, retention and encryption of ${name} are its owner's. Kinesis takes records up ` +
          "to 1 MiB until the owner raises the limit. It refuses a larger record again and again, which stalls the record's " +
          `Aerospike partition. npm run smoke shows how ${name} is set` +
          (existing === true
            ? ". If this stage made the stream, pulumi up deletes it: docs/adopt.md says how to hand it over."
            : ". Its metrics are in the owner's account, so that no alarm here watches it."),
      ];

const aboveQuota = (setting: string, found: number, quota: number, what: string): string[] =>
  found <= quota
    ? []
    : [
        `${setting}: ${found} is more than ${quota}, the ${what} that AWS gives an account in one region by default. ` +
          "Check that your quota was raised (docs/limits.md).",
      ];
