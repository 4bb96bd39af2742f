import type { MetricStore } from "../cloudwatch/metrics/metric-store";
import { createRecorders } from "../cloudwatch/metrics/recorders";
import { countRefusedRecords, countStoredRecords, type MeasureArgs } from "./put-metrics";
import { measureReads } from "./read-metrics";
import type { KinesisLayer, KinesisStore } from "./request";

/**
 * Makes the metrics of streams that Kinesis sends to CloudWatch. `PutRecords`, enhanced fan-out and the metrics of shards
 * are not measured.
 * @param metrics of the account
 * @param now milliseconds since the epoch
 * @param store keeps streams and records
 * @param layers before the store
 * @returns the store and the layers, with those that measure among them
 */
export function withMetrics(
  metrics: MetricStore,
  now: () => number,
  store: KinesisStore,
  layers: readonly KinesisLayer[],
): { readonly store: KinesisStore; readonly layers: readonly KinesisLayer[] } {
  const recorders = createRecorders(metrics, "AWS/Kinesis");
  const args: MeasureArgs = { recordOf: (region, StreamName) => recorders(region, { StreamName }), now };
  return {
    store: { call: countStoredRecords(args)((request) => store.call(request)), stop: () => store.stop() },
    layers: [countRefusedRecords(args), measureReads(args), ...layers],
  };
}
