import { type AlarmArgs, type AlarmModel, alarmName, type Severity, type Side } from "./model";

/**
 * What a composite alarm takes: 10,240 characters, 100 alarms, and 500 elements, which are alarms and parentheses. An
 * alarm counts each time that the rule names it, which is the safe reading. A rule of 100 alarms then has
 * at most 400 elements, also with the parentheses of `ALARM(...)` and of each condition.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
const MAX_RULE = 10_240;
const MAX_CHILDREN = 100;

/** An alarm on the states of others. */
export interface CompositeModel {
  /** The side; with a number behind it a part of the side's alarms, where one rule cannot name them all. */
  readonly key: string;
  readonly side: Side;
  readonly severity: Severity;
  readonly meaning: string;
  readonly rule: string;
  /** Whether it is only a part of a side. Then it notifies nobody, because the side does. */
  readonly isPart: boolean;
}

const MEANINGS: Readonly<Record<Side, string>> = {
  ours: "It is ours: those who run this stage can mend it.",
  theirs: "It is theirs: those who run the connectors, Aerospike or the consumers can mend it.",
};

/**
 * The composite alarms of a region. They answer "is it ours or theirs"; what wakes somebody are the alarms that they are
 * made of. Silence is theirs only while nothing of ours is wrong: a stage that refuses every record stores none, either.
 * @param place whose they are
 * @param alarms all alarms of the region
 * @returns them in the order in which AWS must get them: a rule names only alarms that are there. The last of each side
 * stands for the whole side
 */
export function compositesOf(
  place: AlarmArgs["place"],
  alarms: readonly Pick<AlarmModel, "key" | "side" | "stream">[],
): CompositeModel[] {
  const isIn = (key: string, stream?: string): string => `ALARM("${alarmName(place, key, stream)}")`;
  const ours = isIn("ours");
  return (["ours", "theirs"] as const).flatMap((side) => {
    const composite = (key: string, rule: string): CompositeModel => ({
      key,
      side,
      severity: "ticket",
      meaning: MEANINGS[side],
      rule,
      isPart: key !== side,
    });
    const rules = rulesOf(
      alarms
        .filter((alarm) => alarm.side === side)
        .map(({ key, stream }) => (key === "silence" ? `(${isIn(key, stream)} AND NOT ${ours})` : isIn(key, stream))),
    );
    // Without a stream of this account and without an access log there may be no alarm of a side. AWS takes no empty rule.
    if (rules.every((rule) => rule === "")) return [];
    if (rules.length === 1) return [composite(side, rules.join(""))];
    const parts = rules.map((rule, index) => composite(`${side}-${index + 1}`, rule));
    return [...parts, composite(side, parts.map(({ key }) => isIn(key)).join(OR))];
  });
}

const OR = " OR ";

/** One rule, or several where one would name too many alarms. */
function rulesOf(conditions: readonly string[]): string[] {
  const rules: string[][] = [[]];
  for (const condition of conditions) {
    const last = rules.at(-1) ?? [];
    const rule = [...last, condition].join(OR);
    if (rule.length > MAX_RULE || alarmsIn(rule) > MAX_CHILDREN) rules.push([condition]);
    else last.push(condition);
  }
  return rules.map((rule) => rule.join(OR));
}

const alarmsIn = (rule: string): number => rule.split("ALARM(").length - 1;
