import type { AnyRule } from "../pack/rule";
import { alarmActions } from "./alarm-actions";
import { alarmCanGoOff } from "./alarm-can-go-off";
import { metricFilterCounts } from "./metric-filter-counts";

/** Whether alarms go off, and somebody hears of it. */
export const alarmRules: readonly AnyRule[] = [alarmActions, alarmCanGoOff, metricFilterCounts];
