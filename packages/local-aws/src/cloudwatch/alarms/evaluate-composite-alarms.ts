import { alarmNameOf, type CompositeAlarmSettings } from "./composite-alarm";
import { parseCompositeRule } from "./composite-rule";
import type { AlarmState } from "./metric-alarm";

/** The state that a composite alarm's rule gives. */
export interface FoundComposite {
  readonly alarm: CompositeAlarmSettings;
  readonly state: AlarmState;
  /** The names of the alarms in its rule. */
  readonly children: readonly string[];
}

/**
 * Evaluates the composite alarms of a region, each after those in its rule. "The evaluation of composite alarms stops if
 * CloudWatch detects a cycle in the evaluation path": the alarms of a cycle, and those above it, are left out.
 * @param composites of the region, by name
 * @param metricStateOf the state of a metric alarm; an alarm that is gone has INSUFFICIENT_DATA
 * @returns what the rules give, children first
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function evaluateCompositeAlarms(
  composites: ReadonlyMap<string, CompositeAlarmSettings>,
  metricStateOf: (name: string) => AlarmState,
): readonly FoundComposite[] {
  const found = new Map<string, FoundComposite>();

  /** @returns false if the alarm is in a cycle or above one */
  const visit = (name: string, path: readonly string[]): boolean => {
    const alarm = composites.get(name);
    if (alarm === undefined || found.has(name)) return true;
    if (path.includes(name)) return false;
    const rule = parseCompositeRule(alarm.alarmRule);
    const children = rule.alarms.map(alarmNameOf);
    if (!children.every((child) => visit(child, [...path, name]))) return false;
    const holds = rule.holds((nameOrArn) => {
      const child = alarmNameOf(nameOrArn);
      return found.get(child)?.state ?? metricStateOf(child);
    });
    found.set(name, { alarm, state: holds ? "ALARM" : "OK", children });
    return true;
  };

  for (const name of composites.keys()) visit(name, []);
  return [...found.values()];
}
