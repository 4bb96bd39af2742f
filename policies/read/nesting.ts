import { Unreadable } from "./unreadable";

/** How deep values, texts and expressions may nest. Nothing that people write comes near; deeper, recursion ends in a crash. */
export const DEEPEST = 100;

/**
 * Refuses a JSON text that nests too deep, before a parser or a rule recurses into it.
 * @param text Brackets inside of strings do not count.
 * @throws Unreadable if it nests deeper than {@link DEEPEST}.
 */
export function checkJsonNesting(text: string): void {
  let depth = 0;
  let isInString = false;
  // By hand: a regular expression runs out of its own stack in a string of some megabytes.
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isInString && character === "\\") at += 1;
    else if (character === '"') isInString = !isInString;
    else if (!isInString && (character === "[" || character === "{")) depth += 1;
    else if (!isInString && (character === "]" || character === "}")) depth -= 1;
    if (depth > DEEPEST) throw tooDeep();
  }
}

/**
 * Refuses a YAML text that nests too deep. The parser's time grows with the square of the depth, and worse for keys that are
 * collections (`? `), so this looks at the text first: brackets, indentation, and `- ` and `? ` in one line.
 * @param text Brackets inside of strings count, too: an apostrophe in a YAML text says little about where a string ends.
 * @throws Unreadable if it nests deeper than {@link DEEPEST}, or twice as deep in brackets.
 */
export function checkYamlNesting(text: string): void {
  let brackets = 0;
  const indents: number[] = [];
  for (const [, blanks = "", indicators = "", rest = ""] of text.matchAll(/^([ \t]*)((?:[-?][ \t]+)*)(.*)$/gm)) {
    if (rest !== "") {
      while ((indents.at(-1) ?? -1) >= blanks.length) indents.pop();
      indents.push(blanks.length);
    }
    const depth = indents.length + indicators.replace(/[ \t]/g, "").length;
    if (depth > DEEPEST || /\?[ \t]+[-?]/.test(indicators)) throw tooDeep();
    for (const [bracket] of rest.matchAll(/[[\]{}]/g)) {
      brackets = Math.max(0, brackets + (bracket === "[" || bracket === "{" ? 1 : -1));
      if (brackets > 2 * DEEPEST) throw tooDeep();
    }
  }
}

/** The longest template that AWS takes. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const LONGEST_TEMPLATE = 300 * 1024;

/**
 * Refuses a template (Velocity) that is too long or nests too deep: in brackets, in directives, or in negations.
 * @param text Brackets inside of strings and comments count, too; so twice as many are let through.
 * @throws Unreadable if it is longer than AWS takes, or nests too deep.
 */
export function checkTemplate(text: string): void {
  if (text.length > LONGEST_TEMPLATE) throw new Unreadable(`it is longer than ${LONGEST_TEMPLATE} characters`);
  let brackets = 0;
  let blocks = 0;
  let negations = 0;
  for (const [token] of text.matchAll(
    /[()[\]{}!]|\bnot\b|#\{?(?:if|foreach|macro|define|end)\b|[^\s()[\]{}!#n]+|[#n]/g,
  )) {
    negations = token === "!" || token === "not" ? negations + 1 : 0;
    if (/^[([{]$/.test(token)) brackets += 1;
    else if (/^[)\]}]$/.test(token)) brackets = Math.max(0, brackets - 1);
    else if (token.startsWith("#") && token.length > 1) blocks = Math.max(0, blocks + (token.endsWith("end") ? -1 : 1));
    if (brackets > 2 * DEEPEST || blocks > DEEPEST || negations > DEEPEST) throw tooDeep();
  }
}

/** What every reader says of a text or value that nests too deep. */
export const tooDeep = (): Unreadable => new Unreadable(`it nests more than ${DEEPEST} levels deep`);
