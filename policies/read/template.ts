/**
 * Reads a mapping template (Velocity) as far as the rules need: what it prints, and whether the caller chooses it. It
 * follows `#set`, `#foreach` and the nesting of directives; it renders nothing.
 */

/** Where a printed value comes from. */
export interface Origin {
  /** The caller of the API can choose it, or a part of it. */
  readonly fromCaller: boolean;
  /** It is as the caller sent it: a quote in it ends the JSON string it is printed into. */
  readonly raw: boolean;
  /** It went through escapeJavaScript, which makes `\'` of an apostrophe, and JSON forbids that. */
  readonly apostrophes: boolean;
}

export interface Reference extends Origin {
  /** As the template has it: `$util.base64Encode($input.body)`. */
  readonly expression: string;
}

export interface Template {
  /** What is printed, without directives, each reference as `‹n›`: the index in `references`. */
  readonly text: string;
  readonly references: readonly Reference[];
}

const OWN: Origin = { fromCaller: false, raw: false, apostrophes: false };

const DIRECTIVE = /^#\{?(set|if|elseif|foreach|macro|define|else|end)\}?/;
const COMMENT = /^(##[^\n]*\n?|#\*[\s\S]*?\*#)/;
const REFERENCE = /^\$!?(?:\{[^}]*\}|[a-zA-Z_][\w-]*)/;

/** Reads a template. An API has the same one for many media types, and a stack for many regions: each is read once. */
export function readTemplate(source: string): Template {
  const known = READ.get(source) ?? scan(source);
  READ.set(source, known);
  return known;
}

const READ = new Map<string, Template>();

function scan(source: string): Template {
  const variables = new Map<string, Origin>();
  const references: Reference[] = [];
  let text = "";
  let depth = 0;
  let at = 0;

  const assign = (name: string, origin: Origin) => {
    // Inside a branch the old value may stand as well.
    const before = depth > 0 ? variables.get(name) : undefined;
    variables.set(name, before ? merge([before, origin]) : origin);
  };

  while (at < source.length) {
    const rest = source.slice(at);
    const comment = COMMENT.exec(rest);
    const directive = DIRECTIVE.exec(rest);
    if (comment) {
      at += comment[0].length;
    } else if (directive) {
      const [head, word = ""] = directive;
      const end = takesArgument(word) ? endOfParentheses(source, at + head.length) : at + head.length;
      const argument = source.slice(at + head.length, end);
      if (word === "set") assignment(argument, variables, assign);
      if (word === "foreach") loop(argument, variables, assign);
      if (opensBlock(word)) depth += 1;
      if (word === "end") depth -= 1;
      at = end;
    } else if (REFERENCE.test(rest)) {
      const end = endOfReference(source, at);
      const expression = source.slice(at, end);
      text += `‹${references.length}›`;
      references.push({ expression, ...originOf(expression, variables) });
      at = end;
    } else {
      const [plain] = /^.[^#$]*/s.exec(rest) ?? [""];
      text += plain;
      at += plain.length;
    }
  }
  return { text, references };
}

/** The references printed as the value of a JSON field. */
export function printedAs(template: Template, field: string): readonly Reference[] {
  const value = new RegExp(`"${field}"\\s*:\\s*("[^"]*"|[^,}\\s]+)`, "g");
  return [...template.text.matchAll(value)].flatMap(([, printed = ""]) =>
    [...printed.matchAll(/‹(\d+)›/g)].flatMap(([, index]) => template.references[Number(index)] ?? []),
  );
}

const takesArgument = (word: string) => word !== "else" && word !== "end";
const opensBlock = (word: string) => ["if", "foreach", "macro", "define"].includes(word);

function assignment(
  argument: string,
  variables: ReadonlyMap<string, Origin>,
  assign: (name: string, origin: Origin) => void,
) {
  const [, name, value] = /^\s*\(\s*\$!?\{?([\w-]+)[^=]*=([\s\S]*)\)$/.exec(argument) ?? [];
  if (name !== undefined && value !== undefined) assign(name, originOf(value, variables));
}

function loop(
  argument: string,
  variables: ReadonlyMap<string, Origin>,
  assign: (name: string, origin: Origin) => void,
) {
  const [, name, list] = /^\s*\(\s*\$!?\{?([\w-]+)\}?\s+in\s+([\s\S]*)\)$/.exec(argument) ?? [];
  if (name !== undefined && list !== undefined) assign(name, originOf(list, variables));
}

function originOf(expression: string, variables: ReadonlyMap<string, Origin>): Origin {
  const names = [...expression.matchAll(/\$!?\{?([a-zA-Z_][\w-]*)/g)].map(([, name = ""]) => name);
  const parts = names.map((name) =>
    name === "input" ? { ...OWN, fromCaller: true, raw: true } : (variables.get(name) ?? OWN),
  );
  const { fromCaller, raw, apostrophes } = merge(parts);
  const encoded = /\$util\.(base64Encode|urlEncode)\(/.test(expression) || /\$!?\{?input\.json\(/.test(expression);
  const escaped = expression.includes("$util.escapeJavaScript(");
  const cured = /\.replace(All)?\([^)]*'/.test(expression);
  return {
    fromCaller,
    raw: raw && !encoded && !escaped,
    apostrophes: (apostrophes || (escaped && fromCaller)) && !cured,
  };
}

function merge(origins: readonly Origin[]): Origin {
  return {
    fromCaller: origins.some((origin) => origin.fromCaller),
    raw: origins.some((origin) => origin.raw),
    apostrophes: origins.some((origin) => origin.apostrophes),
  };
}

function endOfReference(source: string, start: number): number {
  let at = start + (REFERENCE.exec(source.slice(start))?.[0].length ?? 1);
  for (;;) {
    const property = /^\.[a-zA-Z_]\w*/.exec(source.slice(at));
    if (property) at += property[0].length;
    else if (source[at] === "(" && /\w$/.test(source.slice(start, at))) at = endOfParentheses(source, at);
    else if (source[at] === "[") at = source.indexOf("]", at) + 1 || source.length;
    else return at;
  }
}

/** Just behind the parenthesis that closes the first one at or after `start`; quoted ones do not count. */
function endOfParentheses(source: string, start: number): number {
  let depth = 0;
  let quote: string | undefined;
  for (let at = start; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (character === "'" || character === '"') quote = character;
    else if (character === "(") depth += 1;
    else if (character === ")") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return source.length;
}
