import type { AwsService, ServiceInstance } from "../service";
import { createForeignStreams } from "./foreign-streams";
import { kinesisIntegration, TARGET_PREFIX } from "./integration";
import { createKinesis, type Kinesis } from "./kinesis";
import { withMetrics } from "./metrics";
import { kinesisResources } from "./resources";

/** Kinesis in one account. */
export interface KinesisInstance extends ServiceInstance {
  /** Calls it without HTTP. */
  readonly kinesis: Kinesis;
}

/** Kinesis Data Streams. Its records are in the account's store. */
export const kinesis: AwsService<KinesisInstance> = {
  create: ({ accountId, environment, assume, metrics, keys, kinesisStore, kinesisLayers, foreignStreams = [] }) => {
    const { store, layers } = withMetrics(metrics, environment.now, kinesisStore, kinesisLayers);
    const foreign = createForeignStreams(foreignStreams, environment);
    const service = createKinesis(store, accountId, layers, keys, foreign, assume);
    return {
      kinesis: service,
      resources: kinesisResources(service),
      sdkApis: [{ targetPrefix: TARGET_PREFIX, call: service.call }],
      integrationTarget: kinesisIntegration(service),
    };
  },
};
