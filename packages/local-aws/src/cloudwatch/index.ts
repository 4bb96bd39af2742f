import { ByRegion } from "../by-region";
import type { AwsService, ServiceInstance } from "../service";
import { Alarms } from "./alarms/alarms";
import { publishTransition } from "./alarms/publish-transition";
import { cloudWatchApi } from "./api";
import { applyMetricFilters } from "./filters/apply-metric-filters";
import type { CompositeAlarmInputs } from "./inputs/composite-alarm";
import type { MetricAlarmInputs } from "./inputs/metric-alarm";
import { cloudWatchLogsApi } from "./logs/api";
import { cloudwatchResources } from "./resources";
import type { CloudWatch } from "./state";

/** CloudWatch in one account. */
export interface CloudWatchInstance extends ServiceInstance {
  readonly cloudWatch: CloudWatch;
}

/** CloudWatch and CloudWatch Logs, which the Pulumi AWS package has in one module. */
export const cloudwatch: AwsService<CloudWatchInstance> = {
  create: ({ accountId, environment, metricClock, keys, logs, metrics, publisher }) => {
    const metricAlarms = new ByRegion<MetricAlarmInputs>();
    const compositeAlarms = new ByRegion<CompositeAlarmInputs>();
    const alarms = new Alarms({
      accountId,
      metrics,
      metricAlarms,
      compositeAlarms,
      now: metricClock ?? environment.now,
      act: (transition) => publishTransition(transition, accountId, publisher),
    });
    const cloudWatch: CloudWatch = {
      accountId,
      logs,
      keys,
      metrics,
      metricAlarms,
      compositeAlarms,
      alarms,
      dashboards: new ByRegion(),
    };
    logs.onEvent(applyMetricFilters(metrics));
    return {
      cloudWatch,
      resources: cloudwatchResources(cloudWatch),
      sdkApis: [cloudWatchApi(cloudWatch), cloudWatchLogsApi(logs)],
    };
  },
};
