import { ByRegion } from "../by-region";
import type { AwsService, ServiceInstance } from "../service";
import { cloudwatchResources } from "./resources";
import type { CloudWatch } from "./state";

/** CloudWatch in one account. */
export interface CloudWatchInstance extends ServiceInstance {
  readonly cloudWatch: CloudWatch;
}

/** CloudWatch and CloudWatch Logs, which the Pulumi AWS package has in one module. */
export const cloudwatch: AwsService<CloudWatchInstance> = {
  create: ({ accountId, keys, logs }) => {
    const cloudWatch: CloudWatch = {
      accountId,
      logs,
      keys,
      metricAlarms: new ByRegion(),
      compositeAlarms: new ByRegion(),
      dashboards: new ByRegion(),
    };
    return { cloudWatch, resources: cloudwatchResources(cloudWatch) };
  },
};
