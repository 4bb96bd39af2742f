import type { FaultEnvironment, FaultRule } from "@aerospike-kinesis/local-aws/faults";

import type { ActionName } from "./actions";

/** When what is to be done. */
export interface Schedule {
  /** What is to be done now, if anything; one thing at a time. */
  readonly next: (isHalfway: boolean) => Due | undefined;
  /** Whether there is more to do however long it takes: records have to flow until it is done. */
  readonly isPending: () => boolean;
  /** Whether there may be more to do while records flow anyway. */
  readonly isOpen: () => boolean;
  /** What was not done, or not as often as it was to be. */
  readonly unfinished: () => readonly ActionName[];
  /** How often each has been done. */
  readonly counts: () => Readonly<Partial<Record<ActionName, number>>>;
}

export interface Due {
  readonly action: ActionName;
  readonly done: () => void;
}

/**
 * Reads rules as those of faults. What has no `from` begins when half of the records are acknowledged. A rate is the share
 * of the times at which {@link Schedule.next} is asked; what has neither rate nor count is done once.
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
