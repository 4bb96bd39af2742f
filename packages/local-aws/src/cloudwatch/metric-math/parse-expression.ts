import { matchesOf } from "../tokens";
import { functionOf, type MathScope } from "./functions";
import { NEGATION_PRECEDENCE, OPERATORS } from "./operators";
import { type Argument, invalidMath, joinValues, mapValue, type MathValue, seriesIn, valueIn } from "./values";

/** An expression that was read. It gives its value in a scope. @throws AwsError ValidationError if the types do not fit */
export type MathExpression = (scope: MathScope) => MathValue;

/** A part of an expression; a text and a word are the arguments of some functions. */
type Part = (scope: MathScope) => Argument;

/** A number, a text in quotes, a name, an operator or a mark. */
const TOKEN = /\s*(?:(\d+(?:\.\d+)?|\.\d+)|"([^"]*)"|([A-Za-z]\w*)|(==|!=|<=|>=|&&|\|\||[-+*/^<>()[\],]))\s*/y;

interface Token {
  readonly kind: "number" | "text" | "name" | "mark";
  readonly text: string;
}

/**
 * Reads an expression of metric math by precedence climbing. Its functions are found, and the number of their arguments is
 * checked; types are checked when it is evaluated.
 * @param text e.g. `IF(failed >= 5, failed / requests, 0)`
 * @returns the expression
 * @throws AwsError ValidationError for what AWS does not take, or what is not modelled
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function parseExpression(text: string): MathExpression {
  const tokens = tokensOf(text);
  let at = 0;
  const takes = (mark: string): boolean => {
    const isNext = tokens[at]?.kind === "mark" && tokens[at]?.text === mark;
    if (isNext) at += 1;
    return isNext;
  };
  const expect = (mark: string): void => {
    if (!takes(mark)) throw invalidMath(`expected ${mark}, got ${textOf(tokens[at])}`);
  };

  const listUntil = (mark: string): readonly Part[] => {
    const parts: Part[] = [];
    if (takes(mark)) return parts;
    do parts.push(binary(0));
    while (takes(","));
    expect(mark);
    return parts;
  };

  const named = (name: string): Part => {
    if (!takes("(")) return /^[a-z]/.test(name) ? (scope) => scope.valueOf(name) : () => name;
    const { arguments: count, apply } = functionOf(name);
    const parts = listUntil(")");
    const [least, most] = count;
    if (parts.length < least || parts.length > most) {
      throw invalidMath(
        `${name} takes ${least === most ? least : `${least} to ${most}`} arguments, got ${parts.length}`,
      );
    }
    return (scope) =>
      apply(
        parts.map((part) => part(scope)),
        scope,
      );
  };

  const operand = (): Part => {
    if (takes("-")) {
      const negated = binary(NEGATION_PRECEDENCE);
      return (scope) => mapValue(valueIn(negated(scope)), (point) => -point);
    }
    if (takes("(")) {
      const inner = binary(0);
      expect(")");
      return inner;
    }
    if (takes("[")) {
      const parts = listUntil("]");
      return (scope) => ({ list: parts.flatMap((part) => seriesOf(valueIn(part(scope)))) });
    }
    const token = tokens[at];
    if (token === undefined || token.kind === "mark") {
      throw invalidMath(`expected a value, got ${textOf(token)}`);
    }
    at += 1;
    if (token.kind === "name") return named(token.text);
    return () => (token.kind === "number" ? Number(token.text) : token.text);
  };

  const binary = (least: number): Part => {
    let left = operand();
    for (;;) {
      const operator = OPERATORS.get(tokens[at]?.text ?? "");
      if (operator === undefined || tokens[at]?.kind === "text" || operator.precedence < least) return left;
      at += 1;
      const [first, right] = [left, binary(operator.precedence + (operator.bindsRight ? 0 : 1))];
      left = (scope) => joinValues(valueIn(first(scope)), valueIn(right(scope)), operator.apply);
    }
  };

  const whole = binary(0);
  if (at < tokens.length) throw invalidMath(`expected an operator, got ${textOf(tokens[at])}`);
  return (scope) => valueIn(whole(scope));
}

const seriesOf = (value: MathValue) =>
  typeof value === "object" && "list" in value ? value.list : [seriesIn(value, "each member of an array")];

function tokensOf(text: string): readonly Token[] {
  const matches = matchesOf(TOKEN, text, (rest) => invalidMath(`cannot read ${rest}`));
  return Array.from(matches, ([, number, quoted, name, mark]): Token => {
    if (number !== undefined) return { kind: "number", text: number };
    if (quoted !== undefined) return { kind: "text", text: quoted };
    return name === undefined ? { kind: "mark", text: mark ?? "" } : { kind: "name", text: name };
  });
}

const textOf = (token: Token | undefined): string => token?.text ?? "the end of the expression";
