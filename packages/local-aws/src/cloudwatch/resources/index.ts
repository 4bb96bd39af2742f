import { fromMemory } from "../../memory-model";
import type { ResourceModel } from "../../resource";
import type { CloudWatch } from "../state";
import { compositeAlarmModel } from "./composite-alarm";
import { dashboardModel } from "./dashboard";
import { logGroupModel } from "./log-group";
import { logMetricFilterModel } from "./log-metric-filter";
import { metricAlarmModel } from "./metric-alarm";

/**
 * Every resource type of CloudWatch that the local AWS models.
 * @param cloudWatch of the account
 * @returns the models
 */
export function cloudwatchResources(cloudWatch: CloudWatch): readonly ResourceModel[] {
  return [
    fromMemory(logGroupModel(cloudWatch)),
    fromMemory(logMetricFilterModel(cloudWatch)),
    fromMemory(metricAlarmModel(cloudWatch)),
    fromMemory(compositeAlarmModel(cloudWatch)),
    fromMemory(dashboardModel(cloudWatch)),
  ];
}
