import type { TemplateFinding } from "./put-record";
import type { Expression, Node } from "./syntax";

/**
 * Where a template that chooses among streams by their names takes another one than the request names.
 * @param nodes the template
 * @param names the streams that it may name
 * @returns what is wrong with its choices; none of a template that names one stream, or chooses by something else
 */
export function choiceFindings(nodes: readonly Node[], names: readonly string[]): readonly TemplateFinding[] {
  if (names.length < 2) return [];
  const choices = choicesIn(nodes, names);
  if (!choices.some(({ equals }) => equals.some((one) => names.includes(one)))) return [];
  return choices.flatMap(({ name, equals, parts, line }) => {
    if (equals.some((one) => one !== name && names.includes(one))) return [{ line, message: OTHER }];
    if (equals.includes("")) return [{ line, message: UNKNOWN }];
    return parts.some((one) => names.includes(one)) ? [{ line, message: PART }] : [];
  });
}

const OTHER = "takes another stream than the request names: its records are read by nobody who waits for them.";
const UNKNOWN = "takes a stream for a request that names none of them: refuse it instead.";
const PART = "takes a stream for a name that only has its name in it: compare the whole name.";

/** A branch that takes a stream, and the texts that its condition compares with. */
interface Choice {
  readonly name: string;
  readonly equals: readonly string[];
  readonly parts: readonly string[];
  readonly line: number;
}

function choicesIn(nodes: readonly Node[], names: readonly string[]): readonly Choice[] {
  return nodes.flatMap((node) => {
    if (node.kind === "foreach") return choicesIn(node.body, names);
    if (node.kind !== "if") return [];
    return node.branches.flatMap(({ condition, body }) => {
      const texts = condition === undefined ? NOTHING : comparedIn(condition);
      const taken = body.flatMap((one) => namesIn(one, names).map((name) => ({ name, ...texts, line: one.line })));
      return [...taken, ...choicesIn(body, names)];
    });
  });
}

/** The streams that a node takes: it sets a variable to a name, or prints it. */
function namesIn(node: Node, names: readonly string[]): readonly string[] {
  if (node.kind === "text") return names.filter((name) => node.text.includes(JSON.stringify(name)));
  const said = node.kind === "set" ? textOf(node.value) : undefined;
  return said !== undefined && names.includes(said) ? [said] : [];
}

const NOTHING: Pick<Choice, "equals" | "parts"> = { equals: [], parts: [] };

function comparedIn(condition: Expression): Pick<Choice, "equals" | "parts"> {
  if (condition.kind === "binary" && (condition.operator === "and" || condition.operator === "or")) {
    const [left, right] = [comparedIn(condition.left), comparedIn(condition.right)];
    return { equals: [...left.equals, ...right.equals], parts: [...left.parts, ...right.parts] };
  }
  if (condition.kind === "binary" && condition.operator === "==") {
    return { equals: [condition.left, condition.right].flatMap((side) => textOf(side) ?? []), parts: [] };
  }
  if (condition.kind !== "reference") return NOTHING;
  const last = condition.steps.at(-1);
  const given = (last?.arguments ?? []).flatMap((argument) => textOf(argument) ?? []);
  if (last?.name === "equals") return { equals: given, parts: [] };
  return /^(?:startsWith|endsWith|contains|equalsIgnoreCase)$/.test(last?.name ?? "")
    ? { equals: [], parts: given }
    : NOTHING;
}

/** What an expression says, if it is a text of the template's own. */
function textOf(expression: Expression): string | undefined {
  if (expression.kind === "literal") return typeof expression.value === "string" ? expression.value : undefined;
  if (expression.kind !== "string") return undefined;
  return expression.parts.every((part) => typeof part === "string") ? expression.parts.join("") : undefined;
}
