import { arnOf } from "../../arn";
import { DAY_MS } from "../../durations";
import { MINUTE_MS } from "../metrics/metric";
import type { MetricStore } from "../metrics/metric-store";
import { AlarmHistory } from "./alarm-history";
import type { CompositeAlarmSettings } from "./composite-alarm";
import { evaluateCompositeAlarms } from "./evaluate-composite-alarms";
import { evaluateMetricAlarm, type FoundState } from "./evaluate-metric-alarm";
import type { AlarmState, MetricAlarmSettings } from "./metric-alarm";
import type { AlarmStatus, AnyAlarmSettings, NamedStatus, Transition } from "./transition";

/** Settings by region and name. */
interface SettingsByRegion<Settings> {
  readonly in: (region: string) => ReadonlyMap<string, Settings>;
  readonly regions: () => readonly string[];
}

/** What alarms are made of. */
export interface AlarmsArgs {
  readonly accountId: string;
  readonly metrics: MetricStore;
  readonly metricAlarms: SettingsByRegion<MetricAlarmSettings>;
  readonly compositeAlarms: SettingsByRegion<CompositeAlarmSettings>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Takes the actions of a transition. @returns a line for each of them, which the history keeps */
  readonly act: (transition: Transition) => readonly string[];
}

/** The longest that is evaluated at once; metrics are not kept longer. */
const MAX_BACKLOG_MS = DAY_MS;

/** The states of the alarms of one account. They change only in `evaluate`; no timer runs here. */
export class Alarms {
  readonly #statuses = new Map<string, AlarmStatus>();
  readonly history: AlarmHistory;
  #evaluatedUntil: number;

  constructor(private readonly args: AlarmsArgs) {
    this.#evaluatedUntil = wholeMinute(args.now());
    this.history = new AlarmHistory();
  }

  /**
   * Evaluates every alarm for each minute that has ended since the last time, as AWS does once a minute: an hour of
   * metrics is evaluated in one call.
   * @param now milliseconds since the epoch
   * @returns the changes of state, in their order
   */
  evaluate(now: number): readonly Transition[] {
    const until = wholeMinute(now);
    const transitions: Transition[] = [];
    const first = Math.max(this.#evaluatedUntil, until - MAX_BACKLOG_MS) + MINUTE_MS;
    for (let at = first; at <= until; at += MINUTE_MS) transitions.push(...this.#evaluateAt(at));
    this.#evaluatedUntil = Math.max(this.#evaluatedUntil, until);
    return transitions;
  }

  /**
   * The state of an alarm. A new alarm has INSUFFICIENT_DATA. Settings that change leave the state as it is.
   * @param name of the alarm
   * @param settings of the alarm
   * @returns the state, and since when
   */
  statusOf(name: string, settings: AnyAlarmSettings): AlarmStatus {
    const key = `${settings.region}/${name}`;
    const known = this.#statuses.get(key);
    if (known?.settings === settings) return known;
    const now = this.args.now();
    const status: AlarmStatus = known
      ? { ...known, settings, configuredAt: now }
      : {
          settings,
          state: "INSUFFICIENT_DATA",
          reason: "Unchecked: Initial alarm creation",
          updatedAt: now,
          configuredAt: now,
        };
    this.#statuses.set(key, status);
    return status;
  }

  /**
   * Every alarm of the account, metric alarms first.
   * @returns each with its name, its settings and its state
   */
  all(): readonly NamedStatus[] {
    return [this.args.metricAlarms, this.args.compositeAlarms].flatMap((alarms) =>
      alarms
        .regions()
        .flatMap((region) =>
          [...alarms.in(region)].map(([name, settings]) => ({ ...this.statusOf(name, settings), name })),
        ),
    );
  }

  arnOf(region: string, name: string): string {
    return arnOf("cloudwatch", region, this.args.accountId, `alarm:${name}`);
  }

  #evaluateAt(at: number): readonly Transition[] {
    const { metricAlarms, compositeAlarms } = this.args;
    this.#forgetDeleted();
    const regions = new Set([...metricAlarms.regions(), ...compositeAlarms.regions()]);
    return [...regions].flatMap((region) => {
      const changed = this.#evaluateMetricAlarms(metricAlarms.in(region), at);
      return [...changed, ...this.#evaluateComposites(region, changed, at)];
    });
  }

  #evaluateMetricAlarms(alarms: ReadonlyMap<string, MetricAlarmSettings>, at: number): readonly Transition[] {
    return [...alarms.values()].flatMap((alarm) => {
      const { state } = this.statusOf(alarm.name, alarm);
      const found = evaluateMetricAlarm(alarm, this.args.metrics, state, at);
      return found ? this.#change(alarm.name, alarm, found, at) : [];
    });
  }

  #evaluateComposites(region: string, changed: readonly Transition[], at: number): readonly Transition[] {
    const composites = this.args.compositeAlarms.in(region);
    const metricAlarms = this.args.metricAlarms.in(region);
    const stateOf = (name: string): AlarmState => {
      const alarm = composites.get(name) ?? metricAlarms.get(name);
      return alarm ? this.statusOf(name, alarm).state : "INSUFFICIENT_DATA";
    };
    const transitions: Transition[] = [];
    for (const { alarm, state, children } of evaluateCompositeAlarms(composites, stateOf)) {
      const { alarmName } = alarm;
      if (this.statusOf(alarmName, alarm).state === state) continue;
      const triggering = [...changed, ...transitions].filter(({ name }) => children.includes(name));
      const [child] = triggering;
      const when = longDate(at);
      const reason = child
        ? `${child.arn} transitioned to ${child.to} at ${when}`
        : `${this.arnOf(region, alarmName)} was created and its alarm rule evaluates to ${state} at ${when}`;
      transitions.push(...this.#change(alarmName, alarm, { state, reason }, at, triggering));
    }
    return transitions;
  }

  #change(
    name: string,
    settings: AnyAlarmSettings,
    { state, reason, data }: FoundState,
    at: number,
    triggering: readonly Transition[] = [],
  ): readonly Transition[] {
    const before = this.statusOf(name, settings);
    const transition: Transition = {
      name,
      settings,
      arn: this.arnOf(settings.region, name),
      from: before.state,
      to: state,
      reason,
      at,
      configuredAt: before.configuredAt,
      triggering: triggering.map(({ arn, to }) => ({ arn, state: to })),
    };
    this.#statuses.set(`${settings.region}/${name}`, { ...before, state, reason, data, updatedAt: at });
    this.history.add(transition, settings.actionsEnabled ? this.args.act(transition) : []);
    return [transition];
  }

  #forgetDeleted(): void {
    for (const [key, { settings }] of this.#statuses) {
      const name = key.slice(settings.region.length + 1);
      const { metricAlarms, compositeAlarms } = this.args;
      const isThere = metricAlarms.in(settings.region).has(name) || compositeAlarms.in(settings.region).has(name);
      if (!isThere) this.#statuses.delete(key);
    }
  }
}

const wholeMinute = (time: number): number => Math.floor(time / MINUTE_MS) * MINUTE_MS;

/** `Saturday 28 November, 2026 14:05:00 UTC` */
function longDate(at: number): string {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Date(at).toLocaleDateString("en-US", { timeZone: "UTC", ...options });
  const [weekday, month] = [part({ weekday: "long" }), part({ month: "long" })];
  return `${weekday} ${part({ day: "2-digit" })} ${month}, ${part({ year: "numeric" })} ${new Date(at).toISOString().slice(11, 19)} UTC`;
}
