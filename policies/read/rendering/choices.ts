import { both, type Compared, comparedIn, NOTHING } from "./comparisons";
import type { IfNode, Node, SetNode } from "./syntax";
import { loopsOver, nameIn, setsIn, textOf, type Variables, variablesOf } from "./variables";

/**
 * The name of a stream, of which a template may print the ARN.
 * @param stream a stream's name or ARN
 * @returns its name
 */
export const streamNameIn = (stream: string): string => stream.split(":stream/").at(-1) ?? stream;

/** A branch that takes a stream, and what its conditions compare with. */
export interface Choice extends Compared {
  /** The stream's name, also where the template says its ARN. */
  readonly name: string;
  /** Whether it is taken where no condition holds. */
  readonly isForOthers: boolean;
  /** Whether a map leads to it. */
  readonly isLookup: boolean;
  readonly line: number;
}

/** Whether the request must have the stream's own name. */
export const isOfName = ({ compared, name }: Choice): boolean => compared.some(({ text }) => text === name);

/**
 * The choices that a template makes among streams.
 * @param nodes the template
 * @param streams the streams, by name or ARN
 * @returns the branches that take one, and the entries of maps
 */
export const choicesIn = (nodes: readonly Node[], streams: readonly string[]): readonly Choice[] =>
  choicesOf(nodes, variablesOf(nodes, streams), NOTHING);

/**
 * The streams that a template takes before it looks at the request.
 * @param nodes the template
 * @param streams the streams, by name or ARN
 * @returns what stays in a variable that a condition changes afterwards
 */
export function defaultChoicesIn(nodes: readonly Node[], streams: readonly string[]): readonly Choice[] {
  const variables = variablesOf(nodes, streams);
  const takesStream = ({ value }: SetNode): boolean => streams.includes(textOf(value, variables) ?? "");
  const loops = new Set(loopsOver(nodes, streams));
  const first = nodes.filter((node) => node.kind === "set");
  const changed = new Set(
    setsIn(nodes)
      .filter((node) => !first.includes(node) && (takesStream(node) || loops.has(nameIn(node.value))))
      .map(({ target }) => target.name),
  );
  const last = new Map(first.map((node) => [node.target.name, node] as const));
  return [...last.values()]
    .filter((node) => changed.has(node.target.name) && takesStream(node))
    .map((node) => ({
      ...NOTHING,
      name: streamNameIn(textOf(node.value, variables) ?? ""),
      isForOthers: true,
      isLookup: false,
      line: node.line,
    }));
}

function choicesOf(nodes: readonly Node[], variables: Variables, outer: Compared): readonly Choice[] {
  return nodes.flatMap((node) => {
    if (node.kind === "foreach") return choicesOf(node.body, variables, outer);
    if (node.kind === "set") return lookedUpIn(node, variables);
    return node.kind === "if" ? branchesOf(node, variables, outer) : [];
  });
}

function branchesOf({ branches }: IfNode, variables: Variables, outer: Compared): readonly Choice[] {
  return branches.flatMap(({ condition, body }, index) => {
    const compared = both(
      outer,
      condition === undefined ? leftOver(branches.slice(0, index), variables) : comparedIn(condition, variables),
    );
    const rest = { isForOthers: condition === undefined, isLookup: false };
    const taken = body.flatMap((one) =>
      namesIn(one, variables).map((name) => ({ name, ...compared, ...rest, line: one.line })),
    );
    return [...taken, ...choicesOf(body, variables, compared)];
  });
}

/** What is left for `#else`, where a variable of few texts was compared with all of them but one. */
function leftOver(before: IfNode["branches"], variables: Variables): Compared {
  const conditions = before.flatMap(({ condition }) => (condition ? [comparedIn(condition, variables)] : []));
  const pairs = conditions.flatMap(({ compared }) => compared);
  const subjects = new Set(pairs.map(({ subject }) => subject));
  const [subject = ""] = subjects;
  const left = [...(variables.texts.get(subject) ?? [])].filter(
    (one) => one !== "" && !pairs.some(({ text }) => text === one),
  );
  const isSure = subjects.size === 1 && conditions.every(({ compared }) => compared.length === 1);
  return isSure && left.length === 1 ? { ...NOTHING, compared: left.map((text) => ({ text, subject })) } : NOTHING;
}

/** The choices of a map from what a request names to streams. */
function lookedUpIn({ value, line }: SetNode, variables: Variables): readonly Choice[] {
  if (value.kind !== "map") return [];
  return value.entries.flatMap(([key, taken]) => {
    const [named, name] = [textOf(key, variables), textOf(taken, variables)];
    if (named === undefined || name === undefined || !variables.streams.includes(name)) return [];
    const compared = [{ text: named, subject: "" }];
    return [{ ...NOTHING, name: streamNameIn(name), compared, isForOthers: false, isLookup: true, line }];
  });
}

/** The streams that a node takes: it sets a variable to one, or prints it. */
function namesIn(node: Node, variables: Variables): readonly string[] {
  const { streams } = variables;
  if (node.kind === "text") {
    const isSaid = (stream: string): boolean =>
      node.text.trim() === stream || node.text.includes(JSON.stringify(stream));
    return streams.filter(isSaid).map(streamNameIn);
  }
  const said = node.kind === "set" ? textOf(node.value, variables) : undefined;
  return said !== undefined && streams.includes(said) ? [streamNameIn(said)] : [];
}
