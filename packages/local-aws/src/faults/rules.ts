import { FaultRuleError } from "../errors";
import type { FaultName } from "./names";

/** When a fault strikes: at every request that it can meet, unless something narrows it. */
export interface FaultRule<Name extends string = FaultName> {
  readonly fault: Name;
  /** Share of the requests, from 0 to 1. @defaultValue 1 */
  readonly rate?: number;
  /** How often at most. @defaultValue without end */
  readonly count?: number;
  /** Milliseconds after the rules were switched on. @defaultValue 0 */
  readonly fromMs?: number;
  /** Milliseconds after the rules were switched on. @defaultValue without end */
  readonly untilMs?: number;
}

type RuleCondition = Partial<Omit<FaultRule, "fault">>;

/** How a field is written, and how it is read. */
interface Field {
  readonly expected: string;
  readonly read: (value: number) => RuleCondition | undefined;
}

const secondsField = (name: "fromMs" | "untilMs"): Field => ({
  expected: "seconds of at least 0, such as 2.5",
  read: (value) => (value >= 0 ? { [name]: value * 1000 } : undefined),
});

const FIELDS: Readonly<Record<string, Field>> = {
  rate: {
    expected: "a share from 0 to 1, such as 0.5",
    read: (value) => (value >= 0 && value <= 1 ? { rate: value } : undefined),
  },
  count: {
    expected: "a whole number of at least 1",
    read: (value) => (Number.isInteger(value) && value >= 1 ? { count: value } : undefined),
  },
  from: secondsField("fromMs"),
  until: secondsField("untilMs"),
};

/**
 * Reads rules as a command line has them: `AccessDenied:from=1:until=2.5,reset-after-stored:rate=0.05:count=100`.
 * @param text the rules, separated by commas
 * @param names of what can be asked for
 * @returns one rule for each part of the text
 * @throws FaultRuleError
 */
export function parseFaultRules<Name extends string>(text: string, names: readonly Name[]): readonly FaultRule<Name>[] {
  const problems: string[] = [];
  const rules = text.split(",").flatMap((part) => {
    const [name = "", ...settings] = part.trim().split(":");
    const fault = names.find((known) => known === name);
    if (fault === undefined) problems.push(`expected one of ${names.join(", ")}, got "${name}"`);
    const narrowed = parseConditions(name, settings, problems);
    const { fromMs = 0, untilMs = Infinity } = narrowed;
    if (untilMs <= fromMs) problems.push(`${name}: until: expected more than from, got "${untilMs / 1000}"`);
    return fault === undefined ? [] : [{ fault, ...narrowed }];
  });
  if (problems.length > 0) throw new FaultRuleError(problems);
  return rules;
}

function parseConditions(fault: string, settings: readonly string[], problems: string[]): RuleCondition {
  let narrowed: RuleCondition = {};
  const seen = new Set<string>();
  for (const setting of settings) {
    const [key = "", ...values] = setting.split("=");
    const isKnown = Object.hasOwn(FIELDS, key) && values.length === 1;
    if (isKnown && seen.has(key)) problems.push(`${fault}: ${key}: expected it once, got "${setting}" as well`);
    else narrowed = { ...narrowed, ...parseCondition(fault, setting, problems) };
    if (isKnown) seen.add(key);
  }
  return narrowed;
}

function parseCondition(fault: string, setting: string, problems: string[]): RuleCondition {
  const [key = "", value = "", ...more] = setting.split("=");
  const field = Object.hasOwn(FIELDS, key) && more.length === 0 ? FIELDS[key] : undefined;
  if (field === undefined) {
    problems.push(`${fault}: expected ${Object.keys(FIELDS).join("=, ")}=, got "${setting}"`);
    return {};
  }
  // Number() also reads 1e3, 0x1 and an empty text.
  const read = /^\d+(\.\d+)?$/.test(value) ? field.read(Number(value)) : undefined;
  if (read === undefined) problems.push(`${fault}: ${key}: expected ${field.expected}, got "${value}"`);
  return read ?? {};
}
