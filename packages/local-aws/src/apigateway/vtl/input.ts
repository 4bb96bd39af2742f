import { TemplateError } from "./errors";
import { parseJson } from "./json";
import { parseJsonPath, valueAt } from "./jsonpath";
import { type JavaMap, JavaObject, toJson, type Value } from "./values";

/** The parameters of a request; each value is the last one that the client sent. */
export interface Parameters {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  /** Names as the client sent them. */
  readonly header: Readonly<Record<string, string>>;
}

/** An empty body renders as `{}` (recorded against AWS by sending one through to a queue). */
const EMPTY_BODY = "{}";

/**
 * `$input`.
 *
 * Names are matched exactly. Whether AWS matches a header's name without regard to case is not known, so a template has to
 * ask for every spelling that may come; one that works here works either way.
 *
 * @param body the payload as text
 * @param parameters of the request
 * @returns the object
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function inputObject(body: string, parameters: Parameters): JavaObject {
  const text = body === "" ? EMPTY_BODY : body;
  let parsed: { readonly root: Value } | undefined;
  const evaluatePath = ([path]: readonly Value[]): Value => {
    if (typeof path !== "string") throw new TemplateError("$input.path() and $input.json() take a JSONPath");
    parsed ??= { root: parseJson(text) };
    return valueAt(parsed.root, parseJsonPath(path));
  };
  return new JavaObject(
    "input",
    new Map([
      ["path", evaluatePath],
      ["json", (args) => toJson(evaluatePath(args))],
      ["params", ([name]) => (name === undefined ? allParameters(parameters) : parameter(parameters, name))],
    ]),
    new Map([["body", () => text]]),
  );
}

/** Path, then query string, then header, in AWS's documented order; "" where there is none. */
function parameter({ path, querystring, header }: Parameters, name: Value): string {
  if (typeof name !== "string") throw new TemplateError("$input.params() takes a name");
  const values = [path, querystring, header].find((candidate) => Object.hasOwn(candidate, name));
  return values?.[name] ?? "";
}

function allParameters({ path, querystring, header }: Parameters): JavaMap {
  const map = (values: Readonly<Record<string, string>>): JavaMap => new Map(Object.entries(values));
  return new Map<string, Value>([
    ["path", map(path)],
    ["querystring", map(querystring)],
    ["header", map(header)],
  ]);
}
