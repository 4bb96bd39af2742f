import type { FaultEnvironment } from "./environment";
import type { FaultName } from "./names";
import type { FaultRule } from "./rules";

/** Decides which requests meet a fault. */
export interface FaultSwitch {
  /** Replaces the rules. Their times and counts begin now. */
  readonly set: (rules: readonly FaultRule[]) => void;
  /** The fault that strikes a request which can meet one of these; the first rule that does wins. */
  readonly draw: (candidates: ReadonlySet<FaultName>) => Strike | undefined;
  /** How often each has struck since the rules were set. */
  readonly counts: () => Readonly<Partial<Record<FaultName, number>>>;
  /** When each has struck, in milliseconds since the rules were set. */
  readonly strikeTimesMs: () => Readonly<Partial<Record<FaultName, readonly number[]>>>;
}

export interface Strike {
  readonly fault: FaultName;
  /** 0 for the first of its kind. */
  readonly turn: number;
}

/**
 * A switch without any rule.
 * @param environment its clock and random numbers
 * @returns the switch
 */
export function createFaultSwitch({ now, random }: Pick<FaultEnvironment, "now" | "random">): FaultSwitch {
  let rules: readonly { readonly rule: FaultRule; struck: number }[] = [];
  let since = now();
  let strikeTimesMs = new Map<FaultName, number[]>();

  function strikes({ rule, struck }: (typeof rules)[number]): boolean {
    const { rate = 1, count = Infinity, fromMs = 0, untilMs = Infinity } = rule;
    const at = now() - since;
    return struck < count && at >= fromMs && at < untilMs && (rate === 1 || random() < rate);
  }

  return {
    set: (next) => {
      rules = next.map((rule) => ({ rule, struck: 0 }));
      since = now();
      strikeTimesMs = new Map();
    },
    draw: (candidates) => {
      const active = rules.find((each) => candidates.has(each.rule.fault) && strikes(each));
      if (active === undefined) return undefined;
      active.struck += 1;
      const { fault } = active.rule;
      const before = strikeTimesMs.get(fault) ?? [];
      const turn = before.length;
      before.push(now() - since);
      strikeTimesMs.set(fault, before);
      return { fault, turn };
    },
    counts: () => Object.fromEntries([...strikeTimesMs].map(([fault, { length }]) => [fault, length])),
    strikeTimesMs: () => Object.fromEntries(strikeTimesMs),
  };
}
