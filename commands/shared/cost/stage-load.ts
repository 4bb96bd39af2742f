import type { RegionSettings, Settings } from "../../../config/settings";
import { type Load, mostRecordBytes } from "./load";
import { loadedStream } from "./parts";

/**
 * Checks a load against the stage that is to take it.
 * @param settings of the stage
 * @param load of each region
 * @returns problems, as `--name: expected ..., got ...`
 */
export function stageLoadProblems(settings: Settings, { recordBytes, latencyMs }: Load): readonly string[] {
  const streams = settings.regions.flatMap((region) => loadedStream(region) ?? []);
  const [smallest] = streams.sort((one, other) => one.maxRecordKiB - other.maxRecordKiB);
  const most = mostRecordBytes(smallest?.maxRecordKiB ?? 0);
  const [first] = settings.regions.toSorted((one, other) => callTimeoutOf(one) - callTimeoutOf(other));
  const latest = first === undefined ? Infinity : callTimeoutOf(first);
  return [
    ...(recordBytes > most
      ? [
          `--record-bytes: expected at most ${most}, what the stream ${String(smallest?.name)} takes (maxRecordKiB, which counts the partition key), got ${recordBytes}`,
        ]
      : []),
    ...(latencyMs > latest
      ? [
          `--latency-ms: expected at most ${latest}, the connector.call-timeout in ${String(first?.region)}: later answers count as failures, got ${latencyMs}`,
        ]
      : []),
  ];
}

const callTimeoutOf = ({ connector }: RegionSettings): number => connector["call-timeout"];
