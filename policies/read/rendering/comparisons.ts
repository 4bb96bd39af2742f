import type { Expression } from "./syntax";
import { nameIn, textOf, type Variables } from "./variables";

/** What a condition compares with. */
export interface Compared {
  /** Texts that something is equal to, and what it is. */
  readonly compared: readonly { readonly text: string; readonly subject: string }[];
  /** Texts that something is not equal to. */
  readonly others: readonly string[];
  /** Texts that something has in it. */
  readonly parts: readonly string[];
  /** It asks for something in the body. */
  readonly isOfBody: boolean;
}

/**
 * What two conditions compare with together.
 * @param one a condition's
 * @param other another one's
 * @returns both
 */
export const both = (one: Compared, other: Compared): Compared => ({
  compared: [...one.compared, ...other.compared],
  others: [...one.others, ...other.others],
  parts: [...one.parts, ...other.parts],
  isOfBody: one.isOfBody || other.isOfBody,
});

/** Of a condition that compares nothing. */
export const NOTHING: Compared = { compared: [], others: [], parts: [], isOfBody: false };

/**
 * What a condition compares with.
 * @param condition the condition
 * @param variables what is known of the template's variables
 * @returns the texts. Of an `or` with something else than a comparison, nothing is equal for sure.
 */
export function comparedIn(condition: Expression, variables: Variables): Compared {
  if (condition.kind === "not") {
    const { compared, isOfBody } = comparedIn(condition.operand, variables);
    return { ...NOTHING, others: compared.map(({ text }) => text), isOfBody };
  }
  if (condition.kind === "binary" && (condition.operator === "and" || condition.operator === "or")) {
    const sides = [comparedIn(condition.left, variables), comparedIn(condition.right, variables)] as const;
    const isOpen = condition.operator === "or" && sides.some(({ compared }) => compared.length === 0);
    return isOpen ? { ...both(...sides), compared: [] } : both(...sides);
  }
  if (condition.kind === "binary" && (condition.operator === "==" || condition.operator === "!=")) {
    const sides = [condition.left, condition.right];
    const texts = sides.flatMap((side) => textOf(side, variables) ?? []);
    const subject = sides.find((side) => textOf(side, variables) === undefined);
    const isOfBody = sides.some(readsBody);
    return condition.operator === "=="
      ? { ...NOTHING, compared: texts.map((text) => ({ text, subject: keyOf(subject) })), isOfBody }
      : { ...NOTHING, others: texts, isOfBody };
  }
  if (condition.kind !== "reference") return NOTHING;
  const last = condition.steps.at(-1);
  const given = (last?.arguments ?? []).flatMap((argument) => textOf(argument, variables) ?? []);
  const subject = keyOf({ ...condition, steps: condition.steps.slice(0, -1) });
  const isOfBody = readsBody(condition);
  const equal = (texts: readonly string[]): Compared => ({
    ...NOTHING,
    compared: texts.map((text) => ({ text, subject })),
    isOfBody,
  });
  if (last?.name === "equals") return equal(given);
  if (last?.name === "matches") return equal(given.flatMap(alternativesOf));
  return /^(?:startsWith|endsWith|contains|equalsIgnoreCase)$/.test(last?.name ?? "")
    ? { ...NOTHING, parts: given, isOfBody }
    : { ...NOTHING, isOfBody };
}

/** What tells an expression from others: of a variable, its name. */
const keyOf = (expression: Expression | undefined): string =>
  (expression && nameIn(expression)) ?? JSON.stringify(expression ?? null);

/** The texts that a pattern stands for, where it is a list of texts: `orders|events`. */
const alternativesOf = (pattern: string): readonly string[] => {
  const texts = pattern.replace(/^\((?:\?:)?([^()]*)\)$/, "$1").split("|");
  return texts.every((one) => /^[\w-]*$/.test(one)) ? texts : [];
};

/** Whether an expression is something of the body: `$input.body`, `$input.json('$.type')`. */
const readsBody = (expression: Expression): boolean =>
  expression.kind === "reference" &&
  expression.name === "input" &&
  /^(?:body|json|path)$/.test(expression.steps[0]?.name ?? "");
