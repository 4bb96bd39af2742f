import type { WentOff } from "./alarm-watch";
import type { AlarmName, ExpectedAlarms } from "./expected-alarms";

/** The alarms of a profile, and what is wrong with them. */
export interface AlarmFindings {
  readonly wentOff: readonly WentOff[];
  readonly promised: readonly AlarmName[];
  /** Promised ones that did not go off. */
  readonly quiet: readonly AlarmName[];
  /** Those that went off and are neither promised nor possible. */
  readonly falseAlarms: readonly AlarmName[];
}

/**
 * Compares the alarms of a profile with those that it should have.
 * @param wentOff which went off
 * @param expected which should, and which may
 * @returns the findings; nothing is wrong if `quiet` and `falseAlarms` are empty
 */
export function judgeAlarms(wentOff: readonly WentOff[], { promised, possible }: ExpectedAlarms): AlarmFindings {
  const names = wentOff.map(({ alarm }) => alarm);
  return {
    wentOff,
    promised,
    quiet: promised.filter((name) => !names.includes(name)),
    falseAlarms: names.filter((name) => !promised.includes(name) && !possible.includes(name)),
  };
}
