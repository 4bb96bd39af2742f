import { AssumptionsError } from "../errors";
import { type Assumption, ASSUMPTIONS, type Assumptions } from "./assumptions";

/**
 * Reads a file of assumptions: `{ "assumptions": { "<name>": "<value>" } }`. A report of `npm run conformance` is such a
 * file. Its other members are ignored.
 * @param json text of the file
 * @returns the value of each assumption that the file names
 * @throws AssumptionsError with every problem: no JSON, no such member, unknown names, values that are not allowed
 */
export function parseAssumptions(json: string): Partial<Assumptions> {
  const given = assumptionsIn(json);
  const problems = [
    ...Object.entries(given).flatMap(([name, value]) => problemOf(name, value) ?? []),
    ...namesTwice(json).map((name) => `${name}: expected it once, got it twice in one object`),
  ];
  if (problems.length > 0) throw new AssumptionsError(problems);
  return given;
}

function assumptionsIn(json: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new AssumptionsError([`expected JSON, ${EXPECTED}: ${(error as Error).message}`]);
  }
  const given = isObject(value) ? value.assumptions : undefined;
  if (!isObject(given)) throw new AssumptionsError([`expected ${EXPECTED}; it has no object "assumptions"`]);
  return given;
}

const EXPECTED = `{ "assumptions": { "<name>": "<value>" } }`;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The names of known assumptions that one object of a right JSON text has twice: `JSON.parse` takes the last in silence. */
function namesTwice(json: string): string[] {
  const objects: Set<string>[] = [];
  const twice = new Set<string>();
  for (const [token, name] of json.matchAll(/"((?:[^"\\]|\\.)*)"\s*:|"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === "{") {
      objects.push(new Set());
    } else if (token === "}") {
      objects.pop();
    } else if (name !== undefined) {
      const names = objects.at(-1);
      if (names?.has(name) === true && (name === "assumptions" || Object.hasOwn(ASSUMPTIONS, name))) twice.add(name);
      names?.add(name);
    }
  }
  return [...twice];
}

function problemOf(name: string, value: unknown): string | undefined {
  const one = Object.hasOwn(ASSUMPTIONS, name)
    ? (ASSUMPTIONS as Readonly<Record<string, Assumption>>)[name]
    : undefined;
  if (one === undefined) return `${name}: no such assumption; expected one of ${Object.keys(ASSUMPTIONS).join(", ")}`;
  if (typeof value === "string" && Object.hasOwn(one.values, value)) return undefined;
  return `${name}: expected one of ${Object.keys(one.values).join(", ")}, got ${JSON.stringify(value)}`;
}
