import type { Expression, Node, SetNode } from "./syntax";

/** What is known of a template's variables. */
export interface Variables {
  readonly streams: readonly string[];
  /** The text of each variable that is set once. */
  readonly constants: ReadonlyMap<string, string>;
  /** The texts of each variable that is never set to anything else. */
  readonly texts: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The variables that loops set to each of some streams.
 * @param nodes the template
 * @param streams the streams, by name or ARN
 * @returns the names of the variables
 */
export const loopsOver = (nodes: readonly Node[], streams: readonly string[]): readonly (string | undefined)[] =>
  nodes.flatMap((node) => {
    if (node.kind === "if") return node.branches.flatMap(({ body }) => loopsOver(body, streams));
    if (node.kind !== "foreach") return [];
    const items = node.list.kind === "list" ? node.list.items : [];
    const isOfStreams = items.some((item) => streams.includes(literalIn(item) ?? ""));
    return [...(isOfStreams ? [node.variable] : []), ...loopsOver(node.body, streams)];
  });

/**
 * The name of the variable that an expression is.
 * @param expression any expression
 * @returns the name; undefined of what is no variable alone
 */
export const nameIn = (expression: Expression): string | undefined =>
  expression.kind === "reference" && expression.steps.length === 0 ? expression.name : undefined;

/**
 * All `#set` of a template.
 * @param nodes the template
 * @returns the nodes, also those in branches and loops
 */
export const setsIn = (nodes: readonly Node[]): readonly SetNode[] =>
  nodes.flatMap((node) => {
    if (node.kind === "set") return [node];
    if (node.kind === "foreach") return setsIn(node.body);
    return node.kind === "if" ? node.branches.flatMap(({ body }) => setsIn(body)) : [];
  });

/**
 * Reads what a template sets.
 * @param nodes the template
 * @param streams the streams, by name or ARN
 * @returns what is known of its variables
 */
export function variablesOf(nodes: readonly Node[], streams: readonly string[]): Variables {
  const values = new Map<string, (string | undefined)[]>();
  for (const { target, value } of setsIn(nodes)) {
    const text = target.steps.length === 0 ? literalIn(value) : undefined;
    values.set(target.name, [...(values.get(target.name) ?? []), text]);
  }
  const known = [...values].flatMap(([name, all]) =>
    all.every((text) => text !== undefined) ? [[name, all as readonly string[]] as const] : [],
  );
  return {
    streams,
    constants: new Map(known.flatMap(([name, [first, ...more]]) => (more.length === 0 ? [[name, first ?? ""]] : []))),
    texts: new Map(known.map(([name, all]) => [name, new Set(all)])),
  };
}

/**
 * What an expression says, if it is a text of the template's own.
 * @param expression any expression
 * @param variables what is known of the template's variables
 * @returns the text; undefined of what depends on the request
 */
export const textOf = (expression: Expression, { constants }: Variables): string | undefined =>
  literalIn(expression) ?? constants.get(nameIn(expression) ?? "");

function literalIn(expression: Expression): string | undefined {
  if (expression.kind === "literal") return typeof expression.value === "string" ? expression.value : undefined;
  if (expression.kind !== "string") return undefined;
  return expression.parts.every((part) => typeof part === "string") ? expression.parts.join("") : undefined;
}
