/** Whether the rule of a composite alarm holds in each state of its alarms, or in none. */
export interface RuleTruth {
  readonly isAlways: boolean;
  readonly isNever: boolean;
}

/** What the rules of people have; more alarms are not tried in each state. */
const MOST_ALARMS = 6;
/** More words than a rule of so few alarms needs; each pair of brackets costs a call. */
const MOST_WORDS = 200;

const STATES = ["ALARM", "OK", "INSUFFICIENT_DATA"] as const;

type States = ReadonlyMap<string, string>;
type Truth = (states: States) => boolean;

/**
 * Tries the rule of a composite alarm in each state of the alarms that it names.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 * @param rule Such as `ALARM("a") AND NOT OK(b)`.
 * @returns When it holds; undefined of a rule with many alarms, or of none that AWS takes.
 */
export function truthOf(rule: string): RuleTruth | undefined {
  const words = wordsIn(rule);
  if (words.length > MOST_WORDS) return undefined;
  const names = [...new Set(words.flatMap(({ alarm }) => (alarm === undefined ? [] : [alarm])))];
  const holds = names.length > MOST_ALARMS ? undefined : readRule(words);
  if (!holds) return undefined;
  const all = statesOf(names).map(holds);
  return { isAlways: all.every(Boolean), isNever: !all.some(Boolean) };
}

const statesOf = (names: readonly string[]): readonly States[] =>
  names.reduce<readonly States[]>(
    (all, name) => all.flatMap((states) => STATES.map((state) => new Map([...states, [name, state]]))),
    [new Map()],
  );

interface Word {
  readonly text: string;
  /** The name of the alarm whose state the word asks for. */
  readonly alarm?: string;
}

const wordsIn = (rule: string): readonly Word[] =>
  [...rule.matchAll(/\b(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*"?([^")]*?)"?\s*\)|[A-Za-z_]+|\S/g)].map(
    ([whole, state, named]) =>
      state === undefined ? { text: whole.toUpperCase() } : { text: state, alarm: alarmNameIn(named ?? "") },
  );

/** Reads by precedence: NOT before AND before OR. */
function readRule(words: readonly Word[]): Truth | undefined {
  let at = 0;
  const takes = (text: string): boolean => words[at]?.text === text && words[at]?.alarm === undefined && (at += 1) > 0;
  const chain = (operator: string, readPart: () => Truth | undefined, join: (parts: boolean[]) => boolean) => () => {
    const parts: Truth[] = [];
    do {
      const part = readPart();
      if (!part) return undefined;
      parts.push(part);
    } while (takes(operator));
    return (states: States) => join(parts.map((part) => part(states)));
  };
  const readOne = (): Truth | undefined => {
    if (takes("NOT")) {
      const denied = readOne();
      return denied && ((states) => !denied(states));
    }
    if (takes("(")) {
      const inside = readEither();
      return takes(")") ? inside : undefined;
    }
    const { text, alarm } = words[at] ?? { text: "" };
    at += 1;
    if (alarm !== undefined) return (states) => states.get(alarm) === text;
    return text === "TRUE" || text === "FALSE" ? () => text === "TRUE" : undefined;
  };
  const readBoth = chain("AND", readOne, (parts) => parts.every(Boolean));
  const readEither: () => Truth | undefined = chain("OR", readBoth, (parts) => parts.some(Boolean));
  const holds = readEither();
  return at === words.length ? holds : undefined;
}

/**
 * The name of an alarm.
 * @param named The name, or an ARN that ends in it.
 * @returns The name.
 */
export const alarmNameIn = (named: string): string => named.split(":alarm:").at(-1) ?? "";

/**
 * The alarms that a rule goes by: `ALARM("a") AND NOT OK(b)`.
 * @param rule The rule of a composite alarm.
 * @returns Their names. What it goes by only while an alarm does not stand is left out.
 */
export const alarmsBehind = (rule: string): readonly string[] => {
  const words = wordsIn(rule);
  return words.flatMap(({ text, alarm }, index) =>
    alarm !== undefined && (text === "ALARM") === (words[index - 1]?.text !== "NOT") ? [alarm] : [],
  );
};
