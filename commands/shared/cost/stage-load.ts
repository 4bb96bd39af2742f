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
  const stream = loadedStream(settings);
  const most = (stream?.maxRecordKiB ?? 0) * 1024;
  return recordBytes > most
    ? [
        `--record-bytes: expected at most ${most}, what the stream ${String(stream?.name)} takes (maxRecordKiB), got ${recordBytes}`,
      ]
    : [];
}
