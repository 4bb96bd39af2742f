import type { TemplateFinding } from "./put-record";
import type { Expression, Node, SetNode } from "./syntax";

/**
 * Where a template that chooses among streams by their names takes another one than the request names.
 * @param nodes the template
 * @param own the streams that it may name, by name or ARN
 * @param others streams that a request may name as well
 * @returns what is wrong with its choices; none of a template that chooses by something else than a name
 */
export function choiceFindings(
  nodes: readonly Node[],
  own: readonly string[],
  others: readonly string[] = [],
): readonly TemplateFinding[] {
  const streams = [...own, ...others];
  const names = new Set(streams.map(streamNameIn));
  if (names.size < 2 || !choosesByName(nodes, streams)) return [];
  const named = new Set(own.map(streamNameIn));
  return choicesIn(nodes, streams, NOTHING).flatMap(({ name, equals, others: excluded, parts, isOfBody, line }) => {
    if (equals.some((one) => one !== name && names.has(one))) return [{ line, message: OTHER }];
    // It takes a stream for this name, and then names another one after all.
    if (equals.includes(name) && named.size > 0 && !named.has(name)) return [{ line, message: OTHER }];
    if (named.size < 2 || equals.includes(name)) return [];
    if (equals.includes("")) return [{ line, message: UNKNOWN }];
    if (isOfBody) return [{ line, message: BY_BODY }];
    if (excluded.some((one) => names.has(one))) return [{ line, message: ALL_BUT }];
    return parts.some((one) => one !== "" && name.includes(one)) ? [{ line, message: PART }] : [];
  });
}

/**
 * Whether a template compares something with the names of streams.
 * @param nodes the template
 * @param streams the streams that requests may name, by name or ARN
 * @returns whether it does
 */
export function choosesByName(nodes: readonly Node[], streams: readonly string[]): boolean {
  const names = streams.map(streamNameIn);
  return choicesIn(nodes, streams, NOTHING).some(({ equals }) => equals.some((one) => names.includes(one)));
}

/**
 * The name of a stream, of which a template may print the ARN.
 * @param stream a stream's name or ARN
 * @returns its name
 */
export const streamNameIn = (stream: string): string => stream.split(":stream/").at(-1) ?? stream;

const OTHER = "takes another stream than the request names: its records are read by nobody who waits for them.";
const UNKNOWN = "takes a stream for a request that names none of them: refuse it instead.";
const PART = "takes a stream for a name that only has its name in it: compare the whole name.";
const ALL_BUT = "takes a stream for every name but that of another one: compare with its own name.";
const BY_BODY = "takes a stream by what the body says, whatever stream the request names.";

/** What a condition compares with. */
interface Compared {
  /** Texts that something is equal to. */
  readonly equals: readonly string[];
  /** Texts that something is not equal to. */
  readonly others: readonly string[];
  /** Texts that something has in it. */
  readonly parts: readonly string[];
  /** It asks for something in the body. */
  readonly isOfBody: boolean;
}

/** A branch that takes a stream, and what its conditions compare with. */
interface Choice extends Compared {
  /** The stream's name, also where the template says its ARN. */
  readonly name: string;
  readonly line: number;
}

function choicesIn(nodes: readonly Node[], streams: readonly string[], outer: Compared): readonly Choice[] {
  return nodes.flatMap((node) => {
    if (node.kind === "foreach") return choicesIn(node.body, streams, outer);
    if (node.kind === "set") return lookedUpIn(node, streams);
    if (node.kind !== "if") return [];
    return node.branches.flatMap(({ condition, body }) => {
      const compared = condition === undefined ? outer : both(outer, comparedIn(condition));
      const taken = body.flatMap((one) => namesIn(one, streams).map((name) => ({ name, ...compared, line: one.line })));
      return [...taken, ...choicesIn(body, streams, compared)];
    });
  });
}

/** The choices of a map from what a request names to streams. */
function lookedUpIn({ value, line }: SetNode, streams: readonly string[]): readonly Choice[] {
  if (value.kind !== "map") return [];
  return value.entries.flatMap(([key, taken]) => {
    const [named, name] = [textOf(key), textOf(taken)];
    if (named === undefined || name === undefined || !streams.includes(name)) return [];
    return [{ ...NOTHING, name: streamNameIn(name), equals: [named], line }];
  });
}

/** The streams that a node takes: it sets a variable to one, or prints it. */
function namesIn(node: Node, streams: readonly string[]): readonly string[] {
  if (node.kind === "text") {
    const isSaid = (stream: string): boolean =>
      node.text.trim() === stream || node.text.includes(JSON.stringify(stream));
    return streams.filter(isSaid).map(streamNameIn);
  }
  const said = node.kind === "set" ? textOf(node.value) : undefined;
  return said !== undefined && streams.includes(said) ? [streamNameIn(said)] : [];
}

const both = (one: Compared, other: Compared): Compared => ({
  equals: [...one.equals, ...other.equals],
  others: [...one.others, ...other.others],
  parts: [...one.parts, ...other.parts],
  isOfBody: one.isOfBody || other.isOfBody,
});

const NOTHING: Compared = { equals: [], others: [], parts: [], isOfBody: false };

function comparedIn(condition: Expression): Compared {
  if (condition.kind === "not") {
    const { equals, isOfBody } = comparedIn(condition.operand);
    return { ...NOTHING, others: equals, isOfBody };
  }
  if (condition.kind === "binary" && (condition.operator === "and" || condition.operator === "or")) {
    return both(comparedIn(condition.left), comparedIn(condition.right));
  }
  if (condition.kind === "binary" && (condition.operator === "==" || condition.operator === "!=")) {
    const sides = [condition.left, condition.right];
    const texts = sides.flatMap((side) => textOf(side) ?? []);
    const isOfBody = sides.some(readsBody);
    return condition.operator === "=="
      ? { ...NOTHING, equals: texts, isOfBody }
      : { ...NOTHING, others: texts, isOfBody };
  }
  if (condition.kind !== "reference") return NOTHING;
  const last = condition.steps.at(-1);
  const given = (last?.arguments ?? []).flatMap((argument) => textOf(argument) ?? []);
  const isOfBody = readsBody(condition);
  if (last?.name === "equals") return { ...NOTHING, equals: given, isOfBody };
  if (last?.name === "matches") return { ...NOTHING, equals: given.flatMap(alternativesOf), isOfBody };
  return /^(?:startsWith|endsWith|contains|equalsIgnoreCase)$/.test(last?.name ?? "")
    ? { ...NOTHING, parts: given, isOfBody }
    : { ...NOTHING, isOfBody };
}

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

/** What an expression says, if it is a text of the template's own. */
function textOf(expression: Expression): string | undefined {
  if (expression.kind === "literal") return typeof expression.value === "string" ? expression.value : undefined;
  if (expression.kind !== "string") return undefined;
  return expression.parts.every((part) => typeof part === "string") ? expression.parts.join("") : undefined;
}
