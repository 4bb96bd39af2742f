import { accessLogAlarms } from "./access-log-alarms";
import { gatewayAlarms } from "./gateway-alarms";
import type { AlarmArgs, AlarmModel } from "./model";
import { streamAlarms } from "./stream-alarms";

/**
 * The alarms of a stage in one region, none if they are off. Those on lines of the access log need it.
 * @param args what their thresholds and dimensions follow from
 * @returns the alarms, each with its metric
 */
export function alarmsOf(args: AlarmArgs): AlarmModel[] {
  const { accessLog, alarms } = args.observability;
  if (!alarms.enabled) return [];
  return [...gatewayAlarms(args), ...(accessLog ? accessLogAlarms(args) : []), ...streamAlarms(args)];
}
