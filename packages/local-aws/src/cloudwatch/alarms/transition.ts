import type { CompositeAlarmSettings } from "./composite-alarm";
import type { AlarmState, MetricAlarmSettings } from "./metric-alarm";

/** The settings of an alarm of either kind. */
export type AnyAlarmSettings = MetricAlarmSettings | CompositeAlarmSettings;

/** The state of an alarm, and since when. Times are milliseconds since the epoch. */
export interface AlarmStatus {
  readonly settings: AnyAlarmSettings;
  readonly state: AlarmState;
  readonly reason: string;
  /** What `StateReasonData` has. */
  readonly data?: object | undefined;
  readonly updatedAt: number;
  readonly configuredAt: number;
}

/** An alarm with its state. */
export interface NamedStatus extends AlarmStatus {
  readonly name: string;
}

/** A change of an alarm's state. */
export interface Transition {
  readonly name: string;
  readonly arn: string;
  readonly settings: AnyAlarmSettings;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly configuredAt: number;
  /** The alarms whose change caused that of a composite alarm. */
  readonly triggering: readonly { readonly arn: string; readonly state: AlarmState }[];
}
