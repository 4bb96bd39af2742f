import type { FaultEnvironment, FaultRule } from "@aerospike-kinesis/local-aws/faults";

import type { ActionName } from "./actions";

/** When each action is due. */
export interface Schedule {
  /** The action that is due now, if any. There is one at a time. */
  readonly next: (isHalfway: boolean) => Due | undefined;
  /** Whether actions must still be done, however long it takes. Records must flow until they are done. */
  readonly isPending: () => boolean;
  /** Whether more actions can become due while records flow. */
  readonly isOpen: () => boolean;
  /** The actions that were not done, or not as often as they had to be. */
  readonly unfinished: () => readonly ActionName[];
  /** How often each action was done. */
  readonly counts: () => Readonly<Partial<Record<ActionName, number>>>;
}

export interface Due {
  readonly action: ActionName;
  readonly done: () => void;
}

/**
 * Plans actions by the same rules as faults. An action without `from` begins when half of the records are acknowledged.
 * A rate is the chance of the action each time that {@link Schedule.next} is called. An action with neither rate nor
 * count is done once.
 * @param rules the actions
 * @param environment a clock in milliseconds, and random numbers
 * @returns a schedule whose time begins now
 */
export function createSchedule(
  rules: readonly FaultRule<ActionName>[],
  { now, random }: Pick<FaultEnvironment, "now" | "random">,
): Schedule {
  const since = now();
  const planned = rules.map((rule) => ({ count: rule.rate === undefined ? 1 : Infinity, ...rule, done: 0 }));
  type Planned = (typeof planned)[number];

  const canStart = ({ count, done, untilMs = Infinity }: Planned): boolean => done < count && now() - since < untilMs;
  const hasBegun = ({ fromMs }: Planned, isHalfway: boolean): boolean =>
    fromMs === undefined ? isHalfway : now() - since >= fromMs;

  return {
    next: (isHalfway) => {
      const due = planned.find(
        (each) => canStart(each) && hasBegun(each, isHalfway) && (each.rate === undefined || random() < each.rate),
      );
      return due && { action: due.fault, done: () => (due.done += 1) };
    },
    isPending: () => planned.some((each) => canStart(each) && each.count < Infinity && each.rate !== 0),
    isOpen: () => planned.some(canStart),
    unfinished: () =>
      planned.filter(({ count, done }) => done < (count < Infinity ? count : 1)).map(({ fault }) => fault),
    counts: () => {
      const counts: Partial<Record<ActionName, number>> = {};
      for (const { fault, done } of planned) if (done > 0) counts[fault] = (counts[fault] ?? 0) + done;
      return counts;
    },
  };
}
