import { checkJsonNesting, checkYamlNesting, DEEPEST, tooDeep } from "./nesting";
import { Unreadable } from "./unreadable";
import { readYaml, type Tree } from "./yaml";

/** The longest text of YAML that is read: its parser takes seconds for more. */
const LONGEST_YAML = 512 * 1024;

/** How many values a YAML text may stand for. Aliases of aliases multiply, so a short text can stand for billions. */
const MOST_VALUES = 200_000;

/**
 * Reads a text of JSON or YAML as a plain value. Aliases and merge keys of YAML are followed.
 * @param text e.g. an OpenAPI definition.
 * @param longest The longest text that is read, in characters.
 * @returns Maps, lists, texts, numbers, booleans and null.
 * @throws Unreadable if the text is too long, nests too deep, or is neither JSON nor YAML.
 */
export function readStructuredText(text: string, longest: number): unknown {
  if (text.length > longest) throw new Unreadable(`it is longer than ${longest} characters`);
  if (/^\s*[[{]/.test(text)) checkJsonNesting(text);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return fromYaml(text);
  }
}

function fromYaml(text: string): unknown {
  if (text.length > LONGEST_YAML) throw new Unreadable(`it is no JSON, and longer than ${LONGEST_YAML} characters`);
  checkYamlNesting(text);
  const documents = readYaml(text);
  const [document] = documents;
  if (document === undefined || documents.length > 1 || document.document.errors.length > 0) {
    throw new Unreadable("it is neither JSON nor one document of YAML");
  }
  return plainFrom(document, { left: MOST_VALUES }, 0);
}

function plainFrom(tree: Tree, values: { left: number }, depth: number): unknown {
  values.left -= 1;
  if (values.left < 0) throw new Unreadable(`its aliases stand for more than ${MOST_VALUES} values`);
  if (depth > DEEPEST) throw tooDeep();
  if (tree.kind === "list") return tree.children.map((child) => plainFrom(child, values, depth + 1));
  if (tree.kind !== "map") return tree.scalar;
  // Of a key that is repeated the last one counts, as in JSON.
  const entries = tree.keys.map((key) => [key, tree.at(key).at(-1)] as const);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, value && plainFrom(value, values, depth + 1)] as const),
  );
}
