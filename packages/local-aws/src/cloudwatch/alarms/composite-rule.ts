import { AwsError } from "../../errors";
import { matchesOf } from "../tokens";
import type { AlarmState } from "./metric-alarm";

/** The rule of a composite alarm, ready to run. */
export interface CompositeRule {
  /** The names or ARNs of the alarms that it asks for, each once, in the order of the rule. */
  readonly alarms: readonly string[];
  /** Whether the composite alarm is in ALARM. */
  readonly holds: (stateOf: (nameOrArn: string) => AlarmState) => boolean;
}

type Expression = CompositeRule["holds"];

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html (AlarmRule) */
const MAX_LENGTH = 10_240;

/** "A single composite alarm can monitor 100 underlying alarms." */
const MAX_ALARMS = 100;

/** A function with the name or ARN of an alarm, with or without quotes; a word; or a parenthesis. */
const TOKEN =
  /\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"((?:[^"\\]|\\.)+)"|([^()"]*[^()"\s]))\s*\)|(TRUE|FALSE|AND|OR|NOT)\b|([()]))\s*/y;

type Token =
  | { readonly kind: "function"; readonly text: string; readonly state: AlarmState; readonly alarm: string }
  | { readonly kind: "word"; readonly text: string };

/**
 * Reads the rule of a composite alarm: `ALARM("name")`, `OK("name")`, `INSUFFICIENT_DATA("name")`, `TRUE`, `FALSE`,
 * joined by `AND`, `OR` and `NOT`. `NOT` binds most strongly, `OR` least.
 * @param text e.g. `ALARM("server-errors") AND NOT ALARM("plan-throttled")`
 * @returns the rule
 * @throws AwsError ValidationError
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm.html
 */
export function parseCompositeRule(text: string): CompositeRule {
  if (text.length > MAX_LENGTH) throw invalidRule(`at most ${MAX_LENGTH} characters are allowed`);
  const tokens = tokensOf(text);
  let at = 0;
  const takes = (word: string): boolean => {
    const isNext = tokens[at]?.kind === "word" && tokens[at]?.text === word;
    if (isNext) at += 1;
    return isNext;
  };

  const operand = (): Expression => {
    if (takes("NOT")) {
      const negated = operand();
      return (stateOf) => !negated(stateOf);
    }
    if (takes("(")) {
      const inner = anyOf();
      if (!takes(")")) throw invalidRule(`expected ), got ${textOf(tokens[at])}`);
      return inner;
    }
    if (takes("TRUE")) return () => true;
    if (takes("FALSE")) return () => false;
    const token = tokens[at];
    if (token?.kind !== "function") throw invalidRule(`expected an alarm's function, got ${textOf(token)}`);
    at += 1;
    return (stateOf) => stateOf(token.alarm) === token.state;
  };

  const allOf = (): Expression => {
    const parts = [operand()];
    while (takes("AND")) parts.push(operand());
    return (stateOf) => parts.every((part) => part(stateOf));
  };

  const anyOf = (): Expression => {
    const parts = [allOf()];
    while (takes("OR")) parts.push(allOf());
    return (stateOf) => parts.some((part) => part(stateOf));
  };

  const holds = anyOf();
  if (at < tokens.length) throw invalidRule(`expected AND or OR, got ${textOf(tokens[at])}`);
  const alarms = [...new Set(tokens.flatMap((token) => (token.kind === "function" ? token.alarm : [])))];
  if (alarms.length > MAX_ALARMS) throw invalidRule(`at most ${MAX_ALARMS} alarms are allowed, got ${alarms.length}`);
  return { alarms, holds };
}

function tokensOf(text: string): readonly Token[] {
  const matches = matchesOf(TOKEN, text, (rest) => invalidRule(`cannot read ${rest}`));
  return Array.from(matches, ([whole, state, quoted, bare, word, parenthesis]) =>
    state === undefined
      ? { kind: "word", text: word ?? parenthesis ?? "" }
      : {
          kind: "function",
          text: whole.trim(),
          state: state as AlarmState,
          alarm: quoted?.replace(/\\(["\\])/g, "$1") ?? bare ?? "",
        },
  );
}

const textOf = (token: Token | undefined): string => token?.text ?? "the end of the rule";

const invalidRule = (problem: string): AwsError =>
  new AwsError("ValidationError", `AlarmRule must not contain an invalid expression: ${problem}`);
