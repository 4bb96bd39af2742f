import { DAY_MS } from "../../durations";
import type { Transition } from "./transition";

/** An entry of an alarm's history. */
export interface HistoryItem {
  readonly region: string;
  readonly name: string;
  readonly kind: "MetricAlarm" | "CompositeAlarm";
  readonly type: "StateUpdate" | "Action";
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly summary: string;
  readonly data: object;
}

/** "CloudWatch preserves alarm history for two weeks." */
const RETENTION_MS = 14 * DAY_MS;

/** What happened to the alarms of an account; AWS also notes changes of their settings. */
export class AlarmHistory {
  #items: HistoryItem[] = [];

  /**
   * Notes a change of state.
   * @param transition the change
   * @param actions a line for each action that was taken, or that failed
   */
  add({ settings, name, from, to, reason, at }: Transition, actions: readonly string[]): void {
    const kind = "alarmRule" in settings ? "CompositeAlarm" : "MetricAlarm";
    const item = { region: settings.region, name, kind, timestamp: at } as const;
    const stateUpdate: HistoryItem = {
      ...item,
      type: "StateUpdate",
      summary: `Alarm updated from ${from} to ${to}`,
      data: { version: "1.0", oldState: { stateValue: from }, newState: { stateValue: to, stateReason: reason } },
    };
    const taken = actions.map((summary): HistoryItem => ({ ...item, type: "Action", summary, data: { summary } }));
    this.#items = this.#items.filter(({ timestamp }) => timestamp > at - RETENTION_MS);
    this.#items.push(stateUpdate, ...taken);
  }

  /**
   * The entries of a region.
   * @param region of the alarms
   * @returns the oldest first
   */
  in(region: string): readonly HistoryItem[] {
    return this.#items.filter((item) => item.region === region);
  }
}
