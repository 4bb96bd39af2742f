import type { Assume } from "../../assumptions/assumptions";
import { TemplateError } from "./errors";
import { type JsonReading, parseJson } from "./json";
import { parseJsonPath, valueAt } from "./jsonpath";
import { type JavaMap, JavaObject, toJson, type Value } from "./values";

/** The parameters of a request; each value is the last one that the client sent. */
export interface Parameters {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  /** Names as the client sent them. */
  readonly header: Readonly<Record<string, string>>;
}

/**
 * An empty body renders as `{}` (recorded against AWS by sending one through to a queue) [assumption: empty-body].
 */
const EMPTY_BODY = "{}";

/**
 * `$input`.
 *
 * By default, names are matched exactly. Whether AWS matches a header's name without regard to case is not known
 * [assumption: header-case], so a template has to ask for every spelling that may come.
 * @param body the payload as text
 * @param parameters of the request
 * @param assume what AWS does not document
 * @param isBodyShown whether `$input.body` is the payload. @defaultValue true
 * @returns the object
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function inputObject(body: string, parameters: Parameters, assume: Assume, isBodyShown = true): JavaObject {
  const text = body === "" && assume("empty-body") === "braces" ? EMPTY_BODY : body;
  let parsed: { readonly root: Value } | undefined;
  const evaluatePath = ([path]: readonly Value[]): Value => {
    if (typeof path !== "string") throw new TemplateError("$input.path() and $input.json() take a JSONPath");
    parsed ??= { root: parseJson(text, jsonReading(assume)) };
    return valueAt(parsed.root, parseJsonPath(path));
  };
  // [assumption: json-slash]
  const slashes = (json: string): string =>
    assume("json-slash") === "escaped" ? json.replaceAll("/", String.raw`\/`) : json;
  return new JavaObject(
    "input",
    new Map([
      ["path", evaluatePath],
      ["json", (args) => slashes(toJson(evaluatePath(args)))],
      ["params", ([name]) => (name === undefined ? allParameters(parameters) : parameter(parameters, name, assume))],
    ]),
    new Map([["body", () => (isBodyShown ? text : "")]]),
  );
}

/** Path, then query string, then header, in AWS's documented order; "" where there is none. */
function parameter({ path, querystring, header }: Parameters, name: Value, assume: Assume): string {
  if (typeof name !== "string") throw new TemplateError("$input.params() takes a name");
  const values = [path, querystring, header].find((candidate) => Object.hasOwn(candidate, name));
  return values?.[name] ?? headerValue(header, name, assume) ?? "";
}

/**
 * A header's value by its name [assumption: header-case].
 * @param header values by the names that templates see
 * @param name as a template or a mapping writes it
 * @param assume what AWS does not document
 * @returns undefined if there is none
 */
export function headerValue(header: Parameters["header"], name: string, assume: Assume): string | undefined {
  if (assume("header-case") !== "ignored") return Object.hasOwn(header, name) ? header[name] : undefined;
  const found = Object.keys(header).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : header[found];
}

/** [assumption: json-reader] [assumption: json-duplicates] */
const jsonReading = (assume: Assume): JsonReading => ({
  isLenient: assume("json-reader") === "lenient",
  duplicates: assume("json-duplicates"),
});

function allParameters({ path, querystring, header }: Parameters): JavaMap {
  const map = (values: Readonly<Record<string, string>>): JavaMap => new Map(Object.entries(values));
  return new Map<string, Value>([
    ["path", map(path)],
    ["querystring", map(querystring)],
    ["header", map(header)],
  ]);
}
