import type { Settings } from "../../../config/settings";
import type { Load } from "./load";
import { loadedStream } from "./parts";

/**
 * Checks a load against the stage that is to take it.
 * @param settings of the stage
 * @param load of each region
 * @returns problems, as `--name: expected ..., got ...`
 */
export function stageLoadProblems(settings: Settings, { recordBytes }: Load): readonly string[] {
  const streams = settings.regions.flatMap((region) => loadedStream(region) ?? []);
  const [smallest] = streams.sort((one, other) => one.maxRecordKiB - other.maxRecordKiB);
  const most = (smallest?.maxRecordKiB ?? 0) * 1024;
  return recordBytes > most
    ? [
        `--record-bytes: expected at most ${most}, what the stream ${String(smallest?.name)} takes (maxRecordKiB), got ${recordBytes}`,
      ]
    : [];
}
