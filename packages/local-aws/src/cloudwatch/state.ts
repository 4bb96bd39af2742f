import type { ByRegion } from "../by-region";
import type { Keys } from "../kms/keys";
import type { Alarms } from "./alarms/alarms";
import type { CompositeAlarmInputs } from "./inputs/composite-alarm";
import type { DashboardInputs } from "./inputs/dashboard";
import type { MetricAlarmInputs } from "./inputs/metric-alarm";
import type { LogStore } from "./logs/log-store";
import type { MetricStore } from "./metrics/metric-store";

/** Everything that CloudWatch and CloudWatch Logs of one account hold, in memory. */
export interface CloudWatch {
  readonly accountId: string;
  readonly logs: LogStore;
  readonly keys: Keys;
  readonly metrics: MetricStore;
  /** The settings of each alarm, by its name. */
  readonly metricAlarms: ByRegion<MetricAlarmInputs>;
  readonly compositeAlarms: ByRegion<CompositeAlarmInputs>;
  /** The states of these alarms. */
  readonly alarms: Alarms;
  /** They have no region on AWS: every region shows all. Here each is found in the region that made it. */
  readonly dashboards: ByRegion<DashboardInputs>;
}
