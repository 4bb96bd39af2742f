import { assumeDefaults } from "../../assumptions/assumptions";
import { inputObject, type Parameters } from "./input";
import { compileTemplate } from "./template";
import { UTIL } from "./util";
import { fromPlain, type JavaMap, toPlain, type Value } from "./values";

/** Plain data for a template; what is absent is empty. */
export interface TemplateData {
  /** The payload as text, after any content handling. */
  readonly body?: string;
  readonly params?: Partial<Parameters>;
  /** `$context`, e.g. `{ requestId: "...", identity: { sourceIp: "..." } }`. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly stageVariables?: Readonly<Record<string, string>>;
}

export interface Rendered {
  readonly text: string;
  /** `$context` after rendering, with `requestOverride` and `responseOverride` as the template set them. */
  readonly context: Readonly<Record<string, unknown>>;
}

/**
 * Renders a mapping template as API Gateway does.
 * @param template its source
 * @param data what it can read
 * @returns the rendered text, and the context as the template left it
 * @throws TemplateError where AWS would fail the request, and for constructs that this renderer refuses
 */
export function renderTemplate(template: string, data: TemplateData = {}): Rendered {
  const { body = "", params = {}, context = {}, stageVariables = {} } = data;
  const variables = {
    input: inputObject(body, { path: {}, querystring: {}, header: {}, ...params }, assumeDefaults),
    util: UTIL,
    context: contextMap(context),
    stageVariables: fromPlain(stageVariables) as JavaMap,
  };
  const text = compileTemplate(template)(variables);
  return { text, context: toPlain(variables.context) as Record<string, unknown> };
}

/**
 * `$context` with the maps that templates may write to.
 * @param context plain data
 * @returns the map
 */
export function contextMap(context: Readonly<Record<string, unknown>>): JavaMap {
  const empty = (): JavaMap => new Map<string, Value>();
  return new Map<string, Value>([
    [
      "requestOverride",
      new Map<string, Value>([
        ["header", empty()],
        ["querystring", empty()],
        ["path", empty()],
      ]),
    ],
    ["responseOverride", new Map<string, Value>([["header", empty()]])],
    ...(fromPlain(context) as JavaMap),
  ]);
}
